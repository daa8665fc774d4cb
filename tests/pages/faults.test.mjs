// The checks find what they look for: each fault of faults.html, in the looks in which it is one.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const place = (name) => fileURLToPath(new URL(name, import.meta.url));

function check(...settings) {
  const run = spawnSync(process.execPath, [place("check.mjs"), ...settings], { encoding: "utf8" });
  assert.equal(run.status, 1, run.stdout + run.stderr);
  return run.stdout;
}

function assertFound(output, lines) {
  for (const line of lines) assert.match(output, line);
}

test("every fault of a page is found", () => {
  assertFound(check("--contract", "#contract", place("faults.html")), [
    /360 px, light: \d+ px wide: div/,
    /768 px, light: \d+ px wide/,
    /1440 px, light: \d+ px wide/,
    /688 px, dark print: \d+ px wide/,
    /console message: log: hello/,
    /page error: broken/,
    /dialog: alert: hello/,
    /request: https:\/\/x\.invalid\/picture\.png/,
    /axe button-name, critical/,
    /1440 px, dark: axe color-contrast, serious/,
    /contrast 1\.\d+: "unreadable" in t/,
    /focus is not seen: a "A link/,
    /not reached by Tab: button "First by its number"/,
    /h3 after h1/,
    /id twice: twice/,
    /link to nowhere: #nowhere/,
    /chart without role=img: svg in #bare/,
    /chart without title and desc: svg in #bare/,
    /chart without its numbers: figure#bare/,
    /no language: html/,
    /no title: document/,
    /shares a sheet: 1 \+ 1 are not 1: #contract/,
    /without scripts: other words than with scripts/,
  ]);
});

test("what a hostile text brings is found", () => {
  assertFound(check("--hostile", place("faults.html")), [
    /not ours: <img/,
    /not ours: <script/,
    /a handler: <button/,
    /a text ran: window\.__x is set/,
    /request: https:\/\/x\.invalid/,
    /360 px, light: \d+ px wide/,
  ]);
});
