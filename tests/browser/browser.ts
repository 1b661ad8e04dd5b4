/**
 * Pages in a real browser, headless: opened from HTML, asked in JavaScript.
 *
 * @module
 */
import { Browser, describe, type ExceptionDetails } from "./devtools.ts";
import { browserCommand } from "./needs_browser.ts";

export { browserTest } from "./needs_browser.ts";

/** A page that is open until disposed. */
export interface Page extends AsyncDisposable {
  /** What the page and its scripts complained of so far. */
  readonly errors: readonly string[];
  /** The value of an expression in the page; a promise is awaited. It must be plain data. */
  evaluate(expression: string): Promise<unknown>;
  /** The page as PDF, on A4 upright. */
  toPdf(): Promise<Uint8Array>;
}

/** In inches. */
const A4 = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 };

/** One browser for all tests of a file. */
let browser: Browser;
Deno.test.beforeAll(async () => {
  if (typeof browserCommand === "string") browser = await Browser.start(browserCommand);
});
Deno.test.afterAll(() => browser?.close());

/** Opens a page of this HTML, once its scripts have run. */
export async function openPage(html: string): Promise<Page> {
  const file = await Deno.makeTempFile({ suffix: ".html" });
  await Deno.writeTextFile(file, `<!doctype html><meta charset="utf-8"><body>${html}`);
  const errors: string[] = [];
  const { targetId } = await browser.call("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await browser.call("Target.attachToTarget", { targetId, flatten: true });
  const call = (method: string, params = {}) => browser.call(method, params, sessionId);
  const stop = browser.listen(({ params, sessionId: from }) => {
    if (from !== sessionId) return;
    const { entry, exceptionDetails } = params ?? {};
    if (entry?.level === "error") errors.push(entry.text);
    if (exceptionDetails) errors.push(describe(exceptionDetails));
  });
  for (const domain of ["Page", "Runtime", "Log"]) await call(`${domain}.enable`);
  const loaded = browser.message(({ method, sessionId: from }) =>
    method === "Page.loadEventFired" && from === sessionId
  );
  await call("Page.navigate", { url: `file://${file}` });
  await loaded;
  return {
    errors,
    async evaluate(expression) {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await call("Runtime.evaluate", asked);
      if (exceptionDetails) throw new Error(describe(exceptionDetails as ExceptionDetails));
      return (result as { value: unknown }).value;
    },
    async toPdf() {
      const { data } = await call("Page.printToPDF", A4);
      return Uint8Array.fromBase64(data as string);
    },
    async [Symbol.asyncDispose]() {
      stop();
      await browser.call("Target.closeTarget", { targetId });
      await Deno.remove(file);
    },
  };
}

/** Plotly leaves this many layers in a figure that it has drawn. */
export const LAYERS = 3;

/** How many layers each figure of the page has, once so many figures are drawn. */
export function drawnFigures(page: Page, figures: number): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const counts = [...document.querySelectorAll("[data-figure]")]
        .map((div) => div.querySelectorAll(".main-svg").length);
      if (counts.filter((count) => count === ${LAYERS}).length < ${figures}) return;
      observer.disconnect();
      resolve(counts);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
  })`);
}
