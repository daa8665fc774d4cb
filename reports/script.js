// Tables sort by a click on a column's head. The page says everything without this.
"use strict";
for (const table of document.querySelectorAll(".scroll > table")) {
  const body = table.tBodies[0];
  const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
  const plain = [...table.rows].every((row) => [...row.cells].every((cell) => cell.colSpan === 1 && cell.rowSpan === 1));
  if (!body || !plain || body.rows.length < 3) continue;
  const decimal = document.documentElement.lang === "en" ? "." : ",";
  const text = (row, column) => row.cells[column]?.firstChild?.textContent.trim() ?? "";
  // The first number of a cell as its language writes it: digits in groups, then decimals. Nothing sorts last.
  const number = (row, column) => {
    const found = text(row, column).match(/[-−+]?\d[\d\s.,\u202f\u00a0]*/);
    if (!found) return NaN;
    const digits = [...found[0].replace("−", "-")].filter((sign) => /[-\d]/.test(sign) || sign === decimal);
    return Number(digits.join("").replace(decimal, "."));
  };
  const written = [...body.rows];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") ?? "none"];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      let rows = [...written];
      if (next !== "none") {
        head.setAttribute("aria-sort", next);
        const sign = next === "ascending" ? 1 : -1;
        const isNumber = head.classList.contains("number");
        rows.sort((left, right) => {
          if (!isNumber) return sign * text(left, column).localeCompare(text(right, column), document.documentElement.lang);
          const [a, b] = [number(left, column), number(right, column)];
          if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
          return sign * (a - b);
        });
      }
      body.append(...rows);
    });
  });
}
