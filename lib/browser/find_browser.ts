/**
 * Finds a browser that runs without a window.
 *
 * @module
 */

const BROWSERS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Finds the machine's Chromium or Chrome.
 *
 * @param browsers The commands to try, in order.
 * @throws {Deno.errors.NotFound} If there is none; the message says how to get one.
 */
export async function findBrowser(browsers: readonly string[] = BROWSERS): Promise<string> {
  for (const browser of browsers) {
    try {
      const probe = new Deno.Command(browser, { args: ["--version"], stdin: "null" });
      if ((await probe.output()).success) return browser;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new Deno.errors.NotFound(
    "Pictures and PDF files need Chromium or Chrome, and none was found: install it " +
      "(on Debian and Ubuntu: apt install chromium).",
  );
}
