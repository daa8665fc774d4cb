// The way of the Tab key through the page.

/** Marks what the Tab key has to reach, in the order of the document, and returns how it is called. */
function expected() {
  const kinds = "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]";
  const stops = [...document.querySelectorAll(kinds)].filter((element) => {
    if (element.tabIndex < 0 || element.disabled) return false;
    return element.checkVisibility({ checkVisibilityCSS: true });
  });
  return stops.map((element, index) => {
    element.dataset.stop = index;
    const text = (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ");
    return `${element.tagName.toLowerCase()} "${text.slice(0, 50)}"`;
  });
}

/** Where the focus is, and whether it is seen: an outline or shadow, on an element inside the window. */
async function focused() {
  // The page is scrolled to it with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1;
  return {
    stop: element.dataset.stop === undefined ? null : Number(element.dataset.stop),
    name: `${element.tagName.toLowerCase()}.${element.className}`,
    ring: (outlined && !/, 0\)$|transparent/.test(style.outlineColor)) || style.boxShadow !== "none",
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth && box.right > 0,
  };
}

/** Presses Tab until the page has been left; findings as [what, where]. */
export async function walk(page) {
  const found = [];
  const names = await page.evaluate(expected);
  // The browser goes on from where the focus was last; that is to be the top.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  for (let next = 0; next < names.length; next += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focused);
    if (!at) {
      found.push(["not reached by Tab", names[next]]);
      break;
    }
    if (at.stop === null) {
      // A box that scrolls and has nothing in it to focus is a stop of Chromium's own.
      found.push(["focus on what is not marked for it", at.name]);
      next -= 1;
      if (found.length > names.length) break;
      continue;
    }
    if (at.stop !== next) {
      found.push([`Tab goes to ${names[at.stop]}`, `instead of ${names[next]}`]);
      break;
    }
    if (!at.ring) found.push(["focus is not seen", names[next]]);
    if (!at.inside) found.push(["focus is outside the window", names[next]]);
  }
  return found;
}
