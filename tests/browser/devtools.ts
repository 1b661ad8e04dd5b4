/**
 * A headless Chromium by the DevTools protocol.
 *
 * @module
 */
import { QUIET_FLAGS } from "../../lib/browser/run_browser.ts";

/** A message of the DevTools protocol, of which only what is used here is named. */
export interface Message {
  readonly id?: number;
  readonly method?: string;
  /** Of which page. */
  readonly sessionId?: unknown;
  readonly params?: {
    readonly entry?: { readonly level: string; readonly text: string };
    readonly exceptionDetails?: ExceptionDetails;
  };
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** What a script threw. */
export interface ExceptionDetails {
  readonly text: string;
  readonly exception?: { readonly description?: string };
}

/** A browser by the DevTools protocol. */
export class Browser {
  readonly #socket: WebSocket;
  readonly #ended: Promise<unknown>;
  readonly #listeners = new Set<(message: Message) => void>();
  #sent = 0;

  private constructor(socket: WebSocket, ended: Promise<unknown>) {
    this.#socket = socket;
    this.#ended = ended;
    socket.onmessage = ({ data }) => {
      const message: Message = JSON.parse(data);
      for (const listener of [...this.#listeners]) listener(message);
    };
  }

  /** Starts a browser with a profile of its own. */
  static async start(command: string): Promise<Browser> {
    const profile = await Deno.makeTempDir();
    const process = new Deno.Command(command, {
      args: [
        ...QUIET_FLAGS,
        "--remote-debugging-port=0",
        // Chromium refuses its sandbox to root, as in containers.
        ...(Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
        `--user-data-dir=${profile}`,
      ],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const said = process.stderr.pipeThrough(new TextDecoderStream());
    const socket = new WebSocket(await debuggerUrl(said));
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const closed = new Promise((resolve) => socket.onclose = resolve);
    // What a late child process still writes into stays in the folder of temporary files.
    const remove = () => Deno.remove(profile, { recursive: true }).catch(() => {});
    const removed = process.status.then(remove);
    return new Browser(socket, Promise.all([closed, removed]));
  }

  /** Asks for something, of one page or of the browser, and waits for the answer. */
  async call(
    method: string,
    params: object = {},
    sessionId?: unknown,
  ): Promise<Record<string, unknown>> {
    const id = ++this.#sent;
    const answer = this.message((message) => message.id === id);
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result!;
  }

  /** The next message that is the right one. */
  message(isIt: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const stop = this.listen((message) => {
        if (!isIt(message)) return;
        stop();
        resolve(message);
      });
    });
  }

  /** Takes all messages until it is told to stop. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    await this.call("Browser.close");
    await this.#ended;
  }
}

/** Reads what the browser says until it tells where its DevTools listen; drops what follows. */
async function debuggerUrl(said: ReadableStream<string>): Promise<string> {
  const reader = said.getReader();
  let text = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The browser ended before it listened: ${text}`);
    text += value;
    const url = text.match(/ws:\/\/\S+(?=\s)/)?.[0];
    if (url === undefined) continue;
    reader.releaseLock();
    said.pipeTo(new WritableStream());
    return url;
  }
}

/** What a script threw, in its words. */
export function describe({ text, exception }: ExceptionDetails): string {
  return exception?.description ?? text;
}
