/**
 * A study: trials of one dataset, asked, executed and told.
 *
 * @module
 */
import type { Executor } from "../executors/executor.ts";
import type { StudyPlan } from "../trial/plan.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { isFinished, newRun, type Run, RunStopped, setupOf } from "../trial/run.ts";
import { checkOptimize, type OptimizeOptions } from "./optimize_options.ts";
import type { StudyProgress } from "./progress.ts";
import { RunTimes } from "./run_times.ts";
import { Trials, type TrialsParts } from "./trials.ts";

/** What a study is made of. */
export interface StudyParts extends TrialsParts {
  /** As its files show it. */
  readonly name: string;
  /** The name of what it trains and measures on. */
  readonly dataset: string;
  /** What the study is set beside. */
  readonly reference: Reference | null;
  /** Where the trials are run. */
  readonly executor: Executor;
  /**
   * Which trials meet the test images: all of them, or the best when all have ended, or none.
   */
  readonly tested: "all" | "best" | "none";
  /** What the user should know before it runs, in a sentence or two. */
  readonly note: string | null;
}

/** One call of `optimize()`. */
interface Session {
  /** Aborted where the study shall stop. */
  readonly stop: AbortSignal;
  /** Stops it with an error, which comes out of `optimize()`. */
  readonly fail: (error: unknown) => void;
  /** Tells the listener how far the study is. */
  readonly tell: () => void;
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
  /** How it goes about its trials. */
  readonly plan: StudyPlan;
  /** What it is set beside; null: nothing. */
  readonly reference: Reference | null;
  /** What computes its runs, such as `wasm+openblas 0.3.34`. */
  readonly engine: string;
  /** What to know before it runs, such as that a BLAS would be faster; null: nothing. */
  readonly note: string | null;
  readonly #executor: Executor;
  readonly #tested: StudyParts["tested"];
  readonly #trials: Trials;
  readonly #times: RunTimes;
  /** Final weights by trial and run, of trials that may still be the best. */
  readonly #weights = new Map<number, Map<number, readonly Float32Array[]>>();
  #isRunning = false;

  /** Makes a study of ready parts; {@linkcode createStudy} makes them of cases or a search. */
  constructor({ name, dataset, reference, executor, tested, note, ...parts }: StudyParts) {
    this.name = name;
    this.dataset = dataset;
    this.plan = parts.plan;
    this.reference = reference;
    this.engine = executor.engine;
    this.note = note;
    this.#executor = executor;
    this.#tested = tested;
    this.#trials = new Trials(parts);
    this.#times = new RunTimes(this.#trials);
  }

  /** The trials that were made, as they stand, in the order of their numbers. */
  get trials(): readonly Trial[] {
    return [...this.#trials.all];
  }

  /** Trials that there will be, at most: those of a search are made as it goes on. */
  get planned(): number {
    return this.#trials.planned;
  }

  /** Whether its trials are being run. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** How far it is. */
  get progress(): StudyProgress {
    return this.#times.progress();
  }

  /**
   * Runs what waits: trials of a search in the order of their numbers, cases costly ones first so
   * that the slots of the executor end together. Resolves when all have ended or the signal is
   * aborted; runs that were then under way wait again, and keep the epochs that they had finished
   * until they are run anew.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {Error} If it is running already; and what `onProgress`, the sampler or the pruner
   * throws.
   */
  async optimize(options: OptimizeOptions = {}): Promise<void> {
    const { onProgress, signal } = checkOptimize(this, options);
    this.#isRunning = true;
    this.#times.begin();
    const failure = new AbortController();
    const stop = AbortSignal.any([failure.signal, ...(signal ? [signal] : [])]);
    const fail = (error: unknown) => failure.abort(error);
    const tell = () => {
      try {
        const told: unknown = onProgress?.(this.progress);
        if (told instanceof Promise) told.catch(fail);
      } catch (error) {
        fail(error);
      }
    };
    const session = { stop, fail, tell };
    try {
      await this.#runAll(session);
      if (this.#tested === "best" && !stop.aborted) await this.#testBest(session);
      failure.signal.throwIfAborted();
    } finally {
      this.#executor.release();
      this.#isRunning = false;
    }
  }

  /** Keeps all slots busy until nothing is left to run. */
  async #runAll(session: Session): Promise<void> {
    this.#trials.make(); // what an earlier call could not
    const slots = Math.min(this.#executor.slots, this.#trials.plannedRuns);
    let running = 0;
    let runEnded = Promise.withResolvers<void>();
    const work = async () => {
      while (!session.stop.aborted) {
        const next = this.#trials.next();
        if (next === null) {
          if (running === 0) return;
          await runEnded.promise; // it may let another trial be made
          continue;
        }
        running++;
        // A sampler that throws when it is asked for the next trial is no failure of this one.
        await this.#run(next.trial, next.run, session).catch(session.fail);
        running--;
        runEnded.resolve();
        runEnded = Promise.withResolvers();
      }
    };
    await Promise.all(Array.from({ length: slots }, work));
  }

  /** Executes one run, whatever becomes of it. */
  async #run(trial: Trial, planned: Run, { stop, fail, tell }: Session): Promise<void> {
    const { number } = trial;
    const pruned = new AbortController();
    const change = (change: Partial<Run>) => {
      this.#trials.changeRun(number, planned.number, change);
      this.#times.changed(number, planned.number);
    };
    this.#times.start(number, planned.number);
    change({ ...newRun(planned), state: "running", engine: this.engine });
    tell();
    const ended = await this.#executor.execute(setupOf(trial.setup, planned), {
      signal: AbortSignal.any([stop, pruned.signal]),
      test: this.#tested === "all",
      checkpoints: this.#tested === "best",
      onStart: () => this.#times.start(number, planned.number),
      onStep: (metrics) => {
        this.#times.step(number, planned.number, metrics);
        tell();
      },
      onEpoch: (metrics, checkpoint) => {
        if (checkpoint !== null) this.#keep(number, planned.number, checkpoint.weights);
        const { epochs } = this.#trials.all[number].runs[planned.number];
        change({ epochs: [...epochs, metrics] });
        try {
          if (this.#trials.shouldPrune(number, planned.number)) pruned.abort();
        } catch (error) {
          fail(error);
        }
        tell();
      },
    }).then(
      ({ validation, test }): Partial<Run> => ({ state: "complete", validation, test }),
      (error): Partial<Run> => {
        if (!(error instanceof RunStopped)) return { state: "failed", error: error.message };
        return { state: pruned.signal.aborted ? "pruned" : "waiting" };
      },
    );
    const durationMs = ended.state === "waiting"
      ? null
      : this.#times.elapsedMs(number, planned.number);
    change({ ...ended, durationMs });
    this.#forgetWeights(number);
    if (ended.state !== "waiting") tell();
  }

  #keep(trial: number, run: number, weights: readonly Float32Array[]): void {
    const kept = this.#weights.get(trial) ?? new Map();
    this.#weights.set(trial, kept.set(run, weights));
  }

  /** Once a trial has ended, weights are kept of the best one alone. */
  #forgetWeights(ended: number): void {
    if (!isFinished(this.#trials.all[ended].state)) return;
    const best = this.#trials.best?.number;
    for (const number of this.#weights.keys()) {
      if (number !== best && isFinished(this.#trials.all[number].state)) {
        this.#weights.delete(number);
      }
    }
  }

  /** Measures the best trial on the test images, which no other trial meets. */
  async #testBest({ stop, fail, tell }: Session): Promise<void> {
    const { best } = this.#trials;
    if (best === null) return;
    const { number, setup } = best;
    const left = best.runs.filter(({ test }) => test === null);
    const work = async () => {
      while (left.length > 0 && !stop.aborted) {
        const run = left.shift()!;
        const weights = this.#weights.get(number)!.get(run.number)!;
        const test = await this.#executor.test(setupOf(setup, run), weights, { signal: stop });
        this.#trials.changeRun(number, run.number, { test });
      }
    };
    const slots = Math.min(this.#executor.slots, left.length);
    await Promise.all(Array.from({ length: slots }, () =>
      work().catch((error) => {
        if (!(error instanceof RunStopped)) fail(error);
      })));
    if (stop.aborted) return;
    this.#weights.clear();
    tell();
  }
}
