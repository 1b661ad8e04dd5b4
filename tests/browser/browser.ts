/**
 * Pages in a real browser, headless: opened from HTML, asked in JavaScript.
 *
 * @module
 */
import { findBrowser } from "../../lib/cli/maintainers/figure_picture.ts";

/** A page that is open until disposed. */
export interface Page extends AsyncDisposable {
  /** What the page and its scripts complained of so far. */
  readonly errors: readonly string[];
  /** The value of an expression in the page; a promise is awaited. It must be plain data. */
  evaluate(expression: string): Promise<unknown>;
  /** The page as PDF, on A4 upright. */
  toPdf(): Promise<Uint8Array>;
}

const FLAGS = [
  ...["--headless", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  "--remote-debugging-port=0",
];

/** In inches. */
const A4 = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 };

const browser = await findBrowser().catch((error: Error) => error);
if (browser instanceof Error && !(browser instanceof Deno.errors.NotFound)) throw browser;

/**
 * A test in a browser. Where there is none it is skipped, and its name says why; with `CI=true` it
 * must run.
 *
 * @param register Takes the test where there is a browser; `Deno.test` by default.
 */
export function browserTest(
  name: string,
  test: () => Promise<void>,
  register: (name: string, test: () => Promise<void>) => void = Deno.test,
): void {
  if (typeof browser === "string") register(name, test);
  else if (Deno.env.get("CI") === "true") Deno.test(name, () => Promise.reject(browser));
  else Deno.test.ignore(`${name} (skipped: ${browser.message})`, test);
}

/** Opens a page of this HTML, once its scripts have run. */
export async function openPage(html: string): Promise<Page> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/page.html`, `<!doctype html><meta charset="utf-8">${html}`);
  const process = new Deno.Command(browser as string, {
    args: [
      ...FLAGS,
      // Chromium refuses its sandbox to root, as in containers.
      ...(Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
      `--user-data-dir=${folder}/profile`,
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const stderr = process.stderr.pipeThrough(new TextDecoderStream());
  const devTools = await DevTools.connect(await debuggerUrl(stderr));
  await devTools.open(`file://${folder}/page.html`);
  return {
    errors: devTools.errors,
    evaluate: (expression) => devTools.evaluate(expression),
    toPdf: () => devTools.print(A4),
    [Symbol.asyncDispose]: async () => {
      await devTools.close();
      await process.status;
      await Deno.remove(folder, { recursive: true });
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

/** Reads what the browser says until it tells where its DevTools listen; drops what follows. */
async function debuggerUrl(stderr: ReadableStream<string>): Promise<string> {
  const reader = stderr.getReader();
  let text = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The browser ended before it listened: ${text}`);
    text += value;
    const url = text.match(/ws:\/\/\S+(?=\s)/)?.[0];
    if (url === undefined) continue;
    reader.releaseLock();
    stderr.pipeTo(new WritableStream());
    return url;
  }
}

/** A message of the DevTools protocol, of which only what is used here is named. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly entry?: { readonly level: string; readonly text: string };
    readonly exceptionDetails?: ExceptionDetails;
  };
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface ExceptionDetails {
  readonly text: string;
  readonly exception?: { readonly description?: string };
}

/** One page by the DevTools protocol. */
class DevTools {
  readonly errors: string[] = [];
  readonly #socket: WebSocket;
  readonly #listeners = new Set<(message: Message) => void>();
  #session: unknown;
  #sent = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const message: Message = JSON.parse(data);
      for (const listener of [...this.#listeners]) listener(message);
    };
    this.#listeners.add(({ params }) => {
      const { entry, exceptionDetails } = params ?? {};
      if (entry?.level === "error") this.errors.push(entry.text);
      if (exceptionDetails) this.errors.push(describe(exceptionDetails));
    });
  }

  static async connect(url: string): Promise<DevTools> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    return new DevTools(socket);
  }

  async open(url: string): Promise<void> {
    const { targetId } = await this.#call("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.#call("Target.attachToTarget", { targetId, flatten: true });
    this.#session = sessionId;
    for (const domain of ["Page", "Runtime", "Log"]) await this.#call(`${domain}.enable`);
    const loaded = this.#message(({ method }) => method === "Page.loadEventFired");
    await this.#call("Page.navigate", { url });
    await loaded;
  }

  async evaluate(expression: string): Promise<unknown> {
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#call("Runtime.evaluate", asked);
    if (exceptionDetails) throw new Error(describe(exceptionDetails as ExceptionDetails));
    return (result as { value: unknown }).value;
  }

  async print(paper: { paperWidth: number; paperHeight: number }): Promise<Uint8Array> {
    const { data } = await this.#call("Page.printToPDF", paper);
    return Uint8Array.fromBase64(data as string);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.onclose = resolve);
    this.#session = undefined;
    await this.#call("Browser.close");
    await closed;
  }

  async #call(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#sent;
    const answer = this.#message((message) => message.id === id);
    this.#socket.send(JSON.stringify({ id, method, params, sessionId: this.#session }));
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result!;
  }

  #message(isIt: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const listener = (message: Message) => {
        if (!isIt(message)) return;
        this.#listeners.delete(listener);
        resolve(message);
      };
      this.#listeners.add(listener);
    });
  }
}

function describe({ text, exception }: ExceptionDetails): string {
  return exception?.description ?? text;
}
