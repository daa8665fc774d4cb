// What the page is made of: headings, ids, charts, figures, width. These functions run inside the page.

/** Findings as [what, where] that do not depend on the look. */
export function structure() {
  const found = [];
  const name = (element) => {
    const id = element.id ? `#${element.id}` : "";
    const near = element.closest("[id]");
    return `${element.tagName.toLowerCase()}${id}${!id && near ? ` in #${near.id}` : ""}`;
  };

  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  if (headings.filter((heading) => heading.tagName === "H1").length !== 1) found.push(["not one h1", "document"]);
  let before = 0;
  for (const heading of headings) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) found.push([`h${level} after h${before}`, heading.textContent.trim().slice(0, 60)]);
    before = level;
  }

  const ids = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) found.push(["id twice", element.id]);
    ids.add(element.id);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    if (!ids.has(decodeURIComponent(link.hash.slice(1)))) found.push(["link to nowhere", link.getAttribute("href")]);
  }

  for (const drawing of document.querySelectorAll("svg")) {
    if (drawing.getAttribute("aria-hidden") === "true" || drawing.parentElement.closest("svg")) continue;
    const texts = [...drawing.children].filter((child) => ["title", "desc"].includes(child.tagName));
    const spoken = (drawing.getAttribute("aria-labelledby") ?? "").split(/\s+/);
    const told = texts.filter((text) => text.textContent.trim() && spoken.includes(text.id));
    if (drawing.getAttribute("role") !== "img") found.push(["chart without role=img", name(drawing)]);
    if (told.length !== 2) found.push(["chart without title and desc", name(drawing)]);
    // The numbers of a figure are a table in it, or the one that aria-details names; those of a drawing that stands
    // beside a list of facts are the facts.
    const figure = drawing.closest("figure");
    const places = figure ? [figure, document.getElementById(figure.getAttribute("aria-details"))] : [];
    const tables = places.some((place) => place?.querySelector("table tbody tr"));
    const facts = !figure && drawing.parentElement.parentElement.querySelector("dl > div");
    if (!tables && !facts) found.push(["chart without its numbers", name(figure ?? drawing)]);
  }
  if (!document.documentElement.lang) found.push(["no language", "html"]);
  if (!document.title.trim()) found.push(["no title", "document"]);
  return found;
}

/** Findings as [what, where]: what is wider than the page, and cut texts. */
export function overflow() {
  const root = document.documentElement;
  const most = root.clientWidth;
  if (root.scrollWidth <= most && document.body.scrollWidth <= most) return [];
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > most + 0.5 || box.left < -0.5) && !scrolls(element);
  });
  const where = wide.slice(0, 3).map((element) => {
    const kind = element.getAttribute("class");
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()}${kind ? `.${kind.split(" ")[0]}` : ""} "${text}"`;
  });
  return [[`${root.scrollWidth} px wide`, where.join(", ") || "document"]];
}

/** Opens everything that is folded. */
export function unfold() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

/** The words of the page in their order; scripts and styles are none. */
export function words() {
  const copy = document.body.cloneNode(true);
  for (const element of copy.querySelectorAll("script, style, noscript")) element.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/**
 * Findings as [what, where]: what a text brought into the page, or ran once a mouse or a focus came by. The page's own
 * script, whose text is `own`, may be there once.
 */
export function foreign(own) {
  const kinds = "script, img, image, iframe, object, embed, link, base, form, input, video, audio, foreignObject, animate, set";
  const ours = [...document.scripts].find((script) => script.textContent.trim() === own.trim() && !script.src);
  const strangers = [...document.querySelectorAll(kinds)].filter((element) => element !== ours);
  const found = strangers.map((element) => ["not ours", element.outerHTML.slice(0, 80)]);
  for (const element of document.querySelectorAll("*")) {
    const handlers = element.getAttributeNames().filter((name) => name.startsWith("on"));
    if (handlers.length > 0) found.push(["a handler", element.outerHTML.slice(0, 80)]);
    for (const kind of ["mouseover", "focus", "animationstart", "toggle"]) element.dispatchEvent(new Event(kind));
  }
  if (globalThis.__x !== undefined) found.push(["a text ran", "window.__x is set"]);
  return found;
}
