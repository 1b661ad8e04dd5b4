/**
 * A study: trials of one dataset, asked, executed and told.
 *
 * @module
 */
import type { Executor } from "../executors/executor.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { newRun, type Run, RunStopped, type StepMetrics } from "../trial/run.ts";
import { checkOptimize, type OptimizeOptions } from "./optimize_options.ts";
import { toProgress, type TrialProgress } from "./progress.ts";

/** What a study is made of. */
export interface StudyParts {
  /** As its files show it. */
  readonly name: string;
  /** The name of what it trains and measures on. */
  readonly dataset: string;
  /** In the order of their numbers, which count from 0. */
  readonly trials: readonly Trial[];
  /** What the study is set beside. */
  readonly reference: Reference | null;
  /** Where the trials are run. */
  readonly executor: Executor;
  /** What the user should know before it runs, in a sentence or two. */
  readonly note: string | null;
}

/**
 * Trials of one dataset.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * assertEquals(study.trials[0].state, "complete");
 * ```
 */
export class Study {
  /** As its files show it. */
  readonly name: string;
  /** The name of what it trains and measures on. */
  readonly dataset: string;
  /** What it is set beside; null: nothing. */
  readonly reference: Reference | null;
  /** What computes its runs, such as `wasm+openblas 0.3.34`. */
  readonly engine: string;
  /** What to know before it runs, such as that a BLAS would be faster; null: nothing. */
  readonly note: string | null;
  readonly #executor: Executor;
  readonly #trials: Trial[];
  readonly #startMs = new Map<number, number>();
  readonly #lastStep = new Map<number, StepMetrics>();
  #isRunning = false;

  /** Makes a study of ready parts; {@linkcode createStudy} makes them of cases. */
  constructor({ name, dataset, trials, reference, executor, note }: StudyParts) {
    this.name = name;
    this.dataset = dataset;
    this.reference = reference;
    this.engine = executor.engine;
    this.note = note;
    this.#executor = executor;
    this.#trials = trials.map(freeze);
  }

  /** The trials as they stand, in the order of their numbers. */
  get trials(): readonly Trial[] {
    return [...this.#trials];
  }

  /** Whether its trials are being run. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** How far each trial is. */
  get progress(): TrialProgress[] {
    return this.#trials.map((trial) => {
      const startMs = this.#startMs.get(trial.number);
      const elapsedMs = startMs === undefined ? null : performance.now() - startMs;
      return toProgress(trial, this.#lastStep.get(trial.number), elapsedMs);
    });
  }

  /**
   * Runs the trials that wait, costly ones first so that the slots of the executor end together.
   * Resolves when all have ended or the signal is aborted; trials that were then running wait again
   * and keep the epochs that they had finished until they are run anew.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {Error} If it is running already, or if `onProgress` throws, what that throws.
   */
  async optimize(options: OptimizeOptions = {}): Promise<void> {
    const { onProgress, signal } = checkOptimize(this, options);
    this.#isRunning = true;
    const waiting = this.#trials
      .filter(({ state }) => state === "waiting")
      .sort((a, b) => workOf(b) - workOf(a));
    const failure = new AbortController();
    const stop = AbortSignal.any([failure.signal, ...(signal ? [signal] : [])]);
    const tell = () => {
      try {
        const told: unknown = onProgress?.(this.progress);
        if (told instanceof Promise) told.catch((error) => failure.abort(error));
      } catch (error) {
        failure.abort(error);
      }
    };
    const runInTurn = async () => {
      while (waiting.length > 0 && !stop.aborted) await this.#run(waiting.shift()!, stop, tell);
    };
    try {
      const slots = Math.min(this.#executor.slots, waiting.length);
      await Promise.all(Array.from({ length: slots }, runInTurn));
      failure.signal.throwIfAborted();
    } finally {
      this.#executor.release();
      this.#isRunning = false;
    }
  }

  /** Runs one trial, whatever becomes of it. */
  async #run({ number, setup }: Trial, signal: AbortSignal, tell: () => void): Promise<void> {
    const start = () => this.#startMs.set(number, performance.now());
    const durationMs = () => performance.now() - this.#startMs.get(number)!;
    start();
    this.#lastStep.delete(number);
    const run = { ...newRun, engine: this.engine };
    this.#change(number, { state: "running", run, error: null });
    tell();
    try {
      const test = await this.#executor.execute(setup, {
        signal,
        onStart: start,
        onStep: (metrics) => {
          this.#lastStep.set(number, metrics);
          tell();
        },
        onEpoch: (metrics) => {
          this.#changeRun(number, { epochs: [...this.#trials[number].run.epochs, metrics] });
          tell();
        },
      });
      this.#changeRun(number, { test, durationMs: durationMs() });
      this.#change(number, { state: "complete" });
    } catch (error) {
      if (error instanceof RunStopped) return this.#change(number, { state: "waiting" });
      this.#changeRun(number, { durationMs: durationMs() });
      this.#change(number, { state: "failed", error: (error as Error).message });
    }
    tell();
  }

  #changeRun(number: number, change: Partial<Run>): void {
    this.#change(number, { run: { ...this.#trials[number].run, ...change } });
  }

  #change(number: number, change: Partial<Trial>): void {
    this.#trials[number] = freeze({ ...this.#trials[number], ...change });
  }
}

/** A record as it may be handed out: whoever sorts or changes what he has changes no study. */
function freeze(trial: Trial): Trial {
  Object.freeze(trial.setup);
  return Object.freeze(trial);
}

/** What training a trial costs, in floating-point operations an image of the dataset. */
function workOf({ flopsPerImage, setup }: Trial): number {
  return flopsPerImage * setup.epochs;
}
