/**
 * A peer's process, spoken to in turns.
 *
 * @module
 */
import type { Answer, Request } from "./protocol.ts";

/** A started peer; dispose of it to end its process. */
export class PeerProcess implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;
  readonly #stdout: ReadableStreamDefaultReader<string>;
  readonly #stderr: Promise<string>;
  #rest = "";

  /** Starts `command`, its program first. */
  constructor([program, ...args]: readonly string[]) {
    const command = new Deno.Command(program, {
      args,
      // Nothing is left behind among the sources.
      env: { PYTHONDONTWRITEBYTECODE: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    });
    this.#process = command.spawn();
    this.#stdin = this.#process.stdin.getWriter();
    this.#stdout = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    this.#stderr = new Response(this.#process.stderr).text();
  }

  /**
   * Sends one line and gives the answer to it.
   *
   * @throws {Error} If the peer says that it failed, or ends without an answer.
   */
  async ask<Asked extends Answer>(request: Request | object): Promise<Asked> {
    const line = new TextEncoder().encode(JSON.stringify(request) + "\n");
    // One that has ended reads no more; what it left behind says why.
    await this.#stdin.write(line).catch(() => {});
    while (!this.#rest.includes("\n")) {
      const { value, done } = await this.#stdout.read();
      if (done) throw new Error(lastLine(await this.#stderr));
      this.#rest += value;
    }
    const end = this.#rest.indexOf("\n");
    const answer: Answer = JSON.parse(this.#rest.slice(0, end));
    this.#rest = this.#rest.slice(end + 1);
    if ("error" in answer) throw new Error(answer.error);
    return answer as Asked;
  }

  /** The most memory that the process ever had resident, in MiB; null where Linux is not the system. */
  peakMemory(): number | null {
    if (Deno.build.os !== "linux") return null;
    const status = Deno.readTextFileSync(`/proc/${this.#process.pid}/status`);
    const kibibytes = status.match(/^VmHWM:\s+(\d+)/m)?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#process.kill();
    } catch {
      // It has ended already.
    }
    await this.#stdin.abort().catch(() => {});
    await this.#stdout.cancel();
    await this.#stderr;
    await this.#process.status;
  }
}

/** A traceback's last line says what happened. */
function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) || "it ended without an answer";
}
