/** Programs in a pseudo-terminal, as a user has them: one Ctrl-C goes to all of its processes. */
import { assert } from "@std/assert";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { toolTest } from "../tools.ts";
import { inFolder } from "./study_process.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = fileURLToPath(new URL("pseudo_terminal.py", import.meta.url));

export const CTRL_C = "\x03";

/**
 * A test in a pseudo-terminal, with a folder to write to; on Linux, for only there can one wait for
 * processes that have lost their parents.
 */
export function terminalTest(
  name: string,
  test: (folder: string) => Promise<void>,
  tools: readonly string[] = [],
): void {
  if (Deno.build.os === "linux") toolTest(name, ["python3", ...tools], () => inFolder(test));
  else Deno.test.ignore(name, () => {});
}

/** A command in a pseudo-terminal of its own. */
export class PseudoTerminal {
  /** All that it has shown, as it came. */
  raw = "";
  readonly #process: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;
  readonly #told: ReadableStreamDefaultReader<string>;

  /** Makes it ready; {@linkcode start} starts the command. */
  static async of(
    command: readonly string[],
    { columns = 120, env = {} }: { columns?: number; env?: Record<string, string> } = {},
  ): Promise<PseudoTerminal> {
    const process = new Deno.Command("python3", {
      args: [program, `${columns}`, ...command],
      cwd: root,
      env: { TERM: "xterm", NO_COLOR: "1", ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const told = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
    return new PseudoTerminal(process, told, Number((await told.read()).value));
  }

  private constructor(
    process: Deno.ChildProcess,
    told: ReadableStreamDefaultReader<string>,
    /** The process number of the command. */
    readonly pid: number,
  ) {
    this.#process = process;
    this.#told = told;
    this.#orders = process.stdin.getWriter();
    this.#output = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** What it has shown, without what moves the cursor. */
  get text(): string {
    return stripVTControlCharacters(this.raw).replaceAll("\r", "");
  }

  start(): Promise<void> {
    return this.#order("start");
  }

  type(text: string): Promise<void> {
    return this.#order(`type ${JSON.stringify(text)}`);
  }

  /** Sends a signal to the command alone, not to what it started. */
  signal(number: number): Promise<void> {
    return this.#order(`signal ${number}`);
  }

  /** Closes the terminal, as when its window is closed. */
  hangUp(): Promise<void> {
    return this.#order("hangup");
  }

  /** Waits until it has shown a text. */
  async shows(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      assert(await this.#read(), `Expected "${text}" before the end of:\n${this.text}`);
    }
  }

  /**
   * Waits for the end of all processes: the exit codes of the command and of those that it left
   * behind, in the order of their end, below 0 for a signal.
   */
  async ended(): Promise<number[]> {
    while (await this.#read());
    let told = "";
    for (let part = await this.#told.read(); !part.done; part = await this.#told.read()) {
      told += part.value;
    }
    await this.#orders.close().catch(() => {}); // it reads no more
    await this.#process.status;
    return told.trim().split("\n").map(Number);
  }

  async #read(): Promise<boolean> {
    const { value = "", done } = await this.#output.read();
    this.raw += value;
    return !done;
  }

  #order(order: string): Promise<void> {
    return this.#orders.write(new TextEncoder().encode(`${order}\n`));
  }
}
