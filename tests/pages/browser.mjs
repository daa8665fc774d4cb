// Chromium, and pages opened in it that may load nothing but themselves.

import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser: that of CHROMIUM, else the system's. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => fs.existsSync(place));
  if (!executablePath) throw new Error(`no browser: none of ${PLACES.join(", ")}; name one in CHROMIUM`);
  // Chromium's sandbox does not start for root, as in containers; the pages are our own.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}

/**
 * Opens `file` in a look and gives what happened while it loaded to `report(what, where)`: messages, errors, dialogs,
 * requests for anything but the file. These go on being reported until the page is closed.
 */
export async function open(browser, file, look, report) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.scheme,
    // Animations would be caught half-way.
    reducedMotion: "reduce",
    javaScriptEnabled: look.scripts ?? true,
  });
  const own = pathToFileURL(file).href;
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url === own) return route.continue();
    report("request", url.slice(0, 200));
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => report("console message", `${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => report("page error", error.message));
  page.on("dialog", (dialog) => {
    report("dialog", `${dialog.type()}: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("websocket", (socket) => report("request", socket.url()));
  page.on("popup", (popup) => report("new window", popup.url()));
  page.on("download", (download) => report("download", download.url()));
  await page.goto(own);
  if (look.media === "print") await page.emulateMedia({ media: "print", colorScheme: look.scheme });
  return { page, close: () => context.close() };
}
