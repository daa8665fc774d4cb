// Contrast of the texts in drawings, which axe-core leaves out (WCAG 2.2, 1.4.3). Runs inside the page.

/** Findings as [what, where]: texts in SVG with less than 4.5 to 1, or 3 to 1 where they are large. */
export function contrast() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parsed = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (upper, alpha, lower) => upper.map((value, index) => value * alpha + lower[index] * (1 - alpha));
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const opacity = (element, stop) => {
    let product = 1;
    for (let at = element; at && at !== stop; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
    return product;
  };
  const paper = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = parsed(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer.alpha === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer.rgb, layer.alpha, below), [255, 255, 255]);
  };
  const covers = (shape, point) => {
    const matrix = shape.getScreenCTM();
    return matrix && shape.isPointInFill(point.matrixTransform(matrix.inverse()));
  };

  const found = [];
  for (const drawing of document.querySelectorAll("svg[role=img]")) {
    if (drawing.getBoundingClientRect().width === 0) continue;
    const background = paper(drawing.parentElement);
    const shapes = [];
    for (const element of drawing.querySelectorAll("rect, path, circle, ellipse, polygon, text")) {
      if (element.closest("clipPath, defs")) continue;
      if (element.tagName !== "text") {
        shapes.push(element);
        continue;
      }
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (!element.textContent.trim() || box.width === 0) continue;
      const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
      let below = background;
      for (const shape of shapes) {
        const { fill, fillOpacity } = getComputedStyle(shape);
        if (fill === "none" || !covers(shape, middle)) continue;
        const layer = parsed(fill);
        below = over(layer.rgb, layer.alpha * Number(fillOpacity) * opacity(shape, drawing), below);
      }
      // A halo is painted under the letters.
      if (style.paintOrder.startsWith("stroke") && style.stroke !== "none") below = parsed(style.stroke).rgb;
      const ink = parsed(style.fill);
      const shown = over(ink.rgb, ink.alpha * Number(style.fillOpacity) * opacity(element, drawing), below);
      const [light, dark] = [luminance(shown), luminance(below)].sort((left, right) => right - left);
      const ratio = (light + 0.05) / (dark + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) {
        const where = `"${element.textContent.trim().slice(0, 40)}" in ${drawing.querySelector("title")?.id}`;
        found.push([`contrast ${ratio.toFixed(2)}`, where]);
      }
    }
  }
  return found;
}
