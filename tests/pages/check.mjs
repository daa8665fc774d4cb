// Checks pages in Chromium: node check.mjs [--contract SELECTOR] [--hostile] FOLDER_OR_PAGE…
//
// Each page at three widths, light, dark and in print: nothing wider than the window, no message, no request, nothing
// that axe-core calls serious, every control reached by Tab with a focus that is seen, charts with their texts and
// numbers, the same words without scripts, and how many sheets it prints on. --hostile only asks of pages whose texts
// attack them whether anything ran, was asked for, or broke out of its width. A line a finding; exit code 0: none, 1: some.

import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { launch, open } from "./browser.mjs";
import { contrast } from "./contrast.mjs";
import { walk } from "./keyboard.mjs";
import { print } from "./paper.mjs";
import { foreign, overflow, structure, unfold, words } from "./structure.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const SCRIPT = fs.readFileSync(new URL("../../reports/script.js", import.meta.url), "utf8");
const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"];
// A4 without the margins of the style sheet, in CSS pixels.
const PAPER = { width: 688, media: "print" };

const findings = new Set();

/** A page, a width, a scheme, what, where: the line of a finding. */
function reporter(file, look) {
  const scheme = [look.scheme, look.media, look.scripts === false ? "without scripts" : null].filter(Boolean).join(" ");
  return (what, where) => {
    const line = `${path.basename(file)}: ${look.width} px, ${scheme}: ${what}: ${where}`;
    if (!findings.has(line)) console.log(line);
    findings.add(line);
  };
}

const each = (list, report) => list.forEach(([what, where]) => report(what, where));

async function accessibility(page, report) {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  for (const { id, impact, nodes } of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
    for (const { target, any, all } of nodes.slice(0, 5)) {
      report(`axe ${id}, ${impact}`, `${target.join(" ")} ${[...any, ...all].map(({ message }) => message).join("; ")}`);
    }
  }
}

async function look(browser, file, settings) {
  const report = reporter(file, settings);
  const { page, close } = await open(browser, file, settings, report);
  each(await page.evaluate(overflow), report);
  if (settings.media !== "print") each(await walk(page), report);
  await page.evaluate(unfold);
  each(await page.evaluate(overflow), report);
  each(await page.evaluate(contrast), report);
  if (settings.media !== "print") each(await walk(page), report);
  await accessibility(page, report);
  await close();
}

async function check(browser, file, contract) {
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) await look(browser, file, { width, scheme });
    await look(browser, file, { ...PAPER, scheme });
  }

  const settings = { width: 1440, scheme: "light" };
  const report = reporter(file, settings);
  const { page, close } = await open(browser, file, settings, report);
  each(await page.evaluate(structure), report);
  const text = await page.evaluate(words);
  const printed = await print(page, contract);
  each(printed.found, report);
  await close();

  const without = { ...settings, scripts: false };
  const silent = await open(browser, file, without, reporter(file, without));
  if ((await silent.page.evaluate(words)) !== text) reporter(file, without)("other words than with scripts", "body");
  await silent.close();
  const section = printed.section ? `, ${contract} on ${printed.section}` : "";
  console.log(`${path.basename(file)}: ${text.length} characters, ${printed.all} sheets of A4${section}`);
}

/** Opens a page whose texts attack it and does what they may wait for: nothing may run. */
async function attack(browser, file) {
  const settings = { width: WIDTHS[0], scheme: "light" };
  const { page, close } = await open(browser, file, settings, reporter(file, settings));
  await page.evaluate(unfold);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    each(await page.evaluate(overflow), reporter(file, { ...settings, width }));
  }
  each(await page.evaluate(foreign, SCRIPT), reporter(file, settings));
  await close();
}

function pagesOf(place) {
  if (!fs.statSync(place).isDirectory()) return [path.resolve(place)];
  const names = fs.readdirSync(place).filter((name) => name.endsWith(".html"));
  return names.sort().map((name) => path.resolve(place, name));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { contract: { type: "string" }, hostile: { type: "boolean", default: false } },
});
const files = positionals.flatMap(pagesOf);
if (files.length === 0) {
  console.error("usage: node check.mjs [--contract SELECTOR] [--hostile] FOLDER_OR_PAGE…; no page found");
  process.exit(2);
}
const browser = await launch();
for (const file of files) await (values.hostile ? attack(browser, file) : check(browser, file, values.contract));
await browser.close();
console.log(`pages: ${files.length}, findings: ${findings.size}`);
process.exitCode = findings.size === 0 ? 0 : 1;
