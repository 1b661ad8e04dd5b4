/** Another program that writes to a study. */
import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import type { StudyDefinition } from "../../lib/trial/definition.ts";
import type { Trial } from "../../lib/trial/record.ts";

const program = fileURLToPath(new URL("write_told.ts", import.meta.url));

/** A program of its own that saves a study's trials when it is told to. */
export class OtherWriter {
  readonly #process: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array>;
  readonly #told: ReadableStreamDefaultReader<string>;

  private constructor(path: string, definition: StudyDefinition) {
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", program, path, JSON.stringify(definition)],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#orders = this.#process.stdin.getWriter();
    this.#told = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Starts one, which holds the study when this returns. */
  static async begin(
    path: string,
    definition: StudyDefinition,
    trials: readonly Trial[] = [],
  ): Promise<OtherWriter> {
    const writer = new OtherWriter(path, definition);
    assertEquals((await writer.#told.read()).value, "begun\n");
    for (const trial of trials) await writer.save(trial);
    return writer;
  }

  /** Such as `process 4711 on host`. */
  get name(): string {
    return `process ${this.#process.pid} on ${Deno.hostname()}`;
  }

  /** Saves a trial, and returns when it is saved. */
  async save(trial: Trial): Promise<void> {
    await this.#orders.write(new TextEncoder().encode(`${JSON.stringify(trial)}\n`));
    assertEquals((await this.#told.read()).value, "saved\n");
  }

  /** Has it end in order. */
  async end(): Promise<void> {
    await this.#orders.close();
    assert((await this.#process.status).success);
    await this.#told.cancel();
  }

  /** Ends it in mid-sweep. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.status;
    await this.#orders.close().catch(() => {});
    await this.#told.cancel();
  }
}
