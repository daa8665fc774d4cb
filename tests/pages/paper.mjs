// Pages as they are printed on A4.

/** How many sheets the page takes as it stands. */
async function sheets(page) {
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Shows only the section, only the rest, or all. */
function show([selector, what]) {
  document.querySelector("style[data-check]")?.remove();
  if (what === "all") return;
  const style = document.createElement("style");
  style.dataset.check = "";
  const others = `body *:not(${selector}, ${selector} *, :has(${selector}))`;
  style.textContent = `${what === "section" ? others : selector} { display: none !important; }`;
  document.head.append(style);
}

/**
 * Prints the page. With `contract`, a selector, that section has to fill one or two sheets of its own: it alone takes
 * one or two, and all that is printed takes as many as it and the rest apart.
 */
export async function print(page, contract) {
  const found = [];
  const all = await sheets(page);
  if (all === 0) found.push(["prints nothing", "document"]);
  if (!contract) return { all, found };
  if ((await page.locator(contract).count()) !== 1) return { all, found: [["not there once", contract]] };
  await page.evaluate(show, [contract, "section"]);
  const section = await sheets(page);
  await page.evaluate(show, [contract, "rest"]);
  const rest = await sheets(page);
  await page.evaluate(show, [contract, "all"]);
  if (section < 1 || section > 2) found.push([`prints on ${section} sheets`, contract]);
  if (section + rest !== all) found.push([`shares a sheet: ${section} + ${rest} are not ${all}`, contract]);
  return { all, section, found };
}
