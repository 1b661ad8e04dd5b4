/**
 * Writes what grows while a study runs, and spends little of its time on that.
 *
 * @module
 */

/** Writing takes at most this share of the time. */
const SHARE = 0.02;

/** What a {@linkcode SteadyWriter} stands on; all of it has a default. */
export interface SteadyWriterOptions {
  /** The clock, in milliseconds. */
  readonly now?: () => number;
  /** Waits for so many milliseconds, or until the signal is aborted. */
  readonly pause?: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Writes when there is something new, one time after the other: at once the first time, and then
 * after a pause of 49 times as long as the last took.
 */
export class SteadyWriter {
  readonly #write: () => Promise<unknown>;
  readonly #now: () => number;
  readonly #pause: (durationMs: number, signal: AbortSignal) => Promise<void>;
  readonly #end = new AbortController();
  #isNew = false;
  #writing: Promise<void> | null = null;

  /** @param write Writes all that there is; where it fails, it is tried again with what comes next. */
  constructor(write: () => Promise<unknown>, options: SteadyWriterOptions = {}) {
    const { now = () => performance.now(), pause = wait } = options;
    this.#write = write;
    this.#now = now;
    this.#pause = pause;
  }

  /** There is something new to write. */
  changed(): void {
    this.#isNew = true;
    this.#writing ??= this.#writeAll().finally(() => this.#writing = null);
  }

  /** Waits for the write that is under way, and begins no other. */
  async end(): Promise<void> {
    this.#end.abort();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    const { signal } = this.#end;
    while (this.#isNew && !signal.aborted) {
      this.#isNew = false;
      const begunMs = this.#now();
      await this.#write().catch(() => {});
      await this.#pause((this.#now() - begunMs) * (1 / SHARE - 1), signal);
    }
  }
}

function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
}
