/**
 * A study: trials of one dataset, asked, executed, told and stored.
 *
 * @module
 */
import type { Dataset } from "../datasets/dataset.ts";
import type { Storage, StudyWriter, TrainedRun } from "../storage/storage.ts";
import type { StudyPlan } from "../trial/plan.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { checkStored } from "./check_stored.ts";
import { CheckpointKeeper } from "./checkpoint_keeper.ts";
import { StoredTrials } from "./stored_trials.ts";
import { checkOptimize, type OptimizeOptions } from "./optimize_options.ts";
import type { StudyProgress } from "./progress.ts";
import { Session } from "./session.ts";
import type { StudyParts } from "./study_parts.ts";
import { describeTakenOver } from "./taken_over.ts";
import { testBest } from "./test_best.ts";
import { keepBest } from "./train_again.ts";

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
  /** What to know before it runs, such as that a BLAS would be faster; null: nothing. */
  readonly note: string | null;
  /** What it trains and measures on. */
  readonly data: Dataset;
  readonly #parts: StudyParts;
  readonly #kept: StoredTrials;
  #stop: AbortController | null = null;

  /**
   * Makes a study of ready parts; {@linkcode createStudy} makes them of cases or a search.
   *
   * @throws {Error} If another study is stored under its name.
   */
  constructor(parts: StudyParts) {
    this.note = parts.note;
    this.data = parts.data;
    this.#parts = parts;
    this.#kept = new StoredTrials(parts);
  }

  /** As its files show it. */
  get name(): string {
    return this.#parts.definition.name;
  }

  /** The name of what it trains and measures on. */
  get dataset(): string {
    return this.#parts.definition.dataset;
  }

  /** How it goes about its trials. */
  get plan(): StudyPlan {
    return this.#parts.definition.plan;
  }

  /** What it is set beside; null: nothing. */
  get reference(): Reference | null {
    return this.#parts.definition.reference;
  }

  /** Where its runs come from: data, engine, versions. */
  get provenance(): Provenance {
    return this.#kept.provenance;
  }

  /** What computes its runs, such as `wasm+openblas 0.3.34`. */
  get engine(): string {
    return this.#parts.executor.engine;
  }

  /** The path of the file that it is kept in; null: it is kept in memory. */
  get storage(): string | null {
    return this.#parts.storage.path;
  }

  /** What it is kept in. */
  get keptIn(): Storage {
    return this.#parts.storage;
  }

  /** The trials that were made, as they stand, in the order of their numbers. */
  get trials(): readonly Trial[] {
    return this.#kept.trials.all;
  }

  /** Trials that there will be, at most: those of a search are made as it goes on. */
  get planned(): number {
    return this.#kept.trials.planned;
  }

  /** Whether its trials are being run. */
  get isRunning(): boolean {
    return this.#stop !== null;
  }

  /** Whether something is left to train, or the best of a search to test. */
  get hasWork(): boolean {
    return this.#kept.hasWork;
  }

  /** Whether its best trial is to be had as a net, and is not yet: `optimize()` trains it once more. */
  get lacksWeights(): boolean {
    return this.#kept.lacksWeights;
  }

  /** How far it is. */
  get progress(): StudyProgress {
    return this.#kept.times.progress();
  }

  /**
   * Runs what waits: trials of a search in the order of their numbers, cases costly ones first so
   * that the slots of the executor end together. Every epoch is stored before anybody is told. Where
   * weights are to be kept and those of the best trial are not there, as it was taken over from a
   * study that did not keep them, its best run is trained once more in the end.
   * Resolves when all have ended or the study is stopped; runs that were then under way wait, and
   * go on after the last epoch that they had finished.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {Error} If it is running already, here or in another program; if another study was stored
   * under its name, or something cannot be stored, while what has ended is kept in memory; and what
   * `onProgress`, the sampler or the pruner throws.
   */
  async optimize(options: OptimizeOptions = {}): Promise<void> {
    const { onProgress, onNote = () => {}, signal } = checkOptimize(this, options);
    const stopped = this.#stop = new AbortController();
    try {
      using writer = this.#kept.begin();
      await this.#runAll(writer, { onProgress, onNote, signal });
    } finally {
      stopped.abort();
      await this.#parts.executor.release();
      this.#stop = null;
    }
  }

  /** Stops `optimize()`, which then returns; what has ended is kept. Otherwise nothing happens. */
  stop(): void {
    this.#stop?.abort();
  }

  /**
   * Adds a trial like each that failed in training, unless it was tried again already; `optimize()`
   * runs them. The failed ones stay.
   *
   * @returns How many there are.
   * @throws {Error} If the study is running.
   */
  retry(): number {
    if (this.isRunning) throw new Error("The study is running; wait until it has ended to retry.");
    return this.#kept.trials.retry();
  }

  /**
   * The final weights of a run, in the order of the model's; null where they were not kept.
   *
   * @throws {Error} If they cannot be read.
   */
  loadWeights(trial: number, run: number): readonly Float32Array[] | null {
    return this.#kept.loadWeights(trial, run);
  }

  /**
   * Looks whether what has ended is in its file, which may have been damaged, exchanged or deleted
   * while it ran.
   *
   * @returns What is wrong, in a sentence; null: nothing is.
   */
  checkStored(): string | null {
    return checkStored(this.#parts.storage, this.name, this.progress.finished);
  }

  async #runAll(
    writer: StudyWriter,
    { onProgress, onNote, signal }: OptimizeOptions & Required<Pick<OptimizeOptions, "onNote">>,
  ): Promise<void> {
    const failure = new AbortController();
    const signals = [failure.signal, this.#stop!.signal, ...(signal ? [signal] : [])];
    const stop = AbortSignal.any(signals);
    const fail = (error: unknown) => failure.abort(error);
    const tell = () => {
      let isStored = false;
      try {
        this.#kept.save(writer);
        isStored = true;
        const told: unknown = onProgress?.(this.progress);
        if (told instanceof Promise) told.catch(fail);
      } catch (error) {
        fail(error);
      }
      return isStored;
    };
    const { executor, storage, tested, fresh, definition: { weights } } = this.#parts;
    const { trials, times } = this.#kept;
    const note = this.#kept.takeNote();
    if (note !== null) onNote(note);
    times.begin();
    trials.make(); // what an earlier call could not
    this.#kept.save(writer);
    const keepsBest = weights === "none" && tested === "best";
    const keeper = new CheckpointKeeper(trials, writer, keepsBest ? "best" : weights, onNote);
    const takenOver: TrainedRun[] = [];
    const parts = {
      trials,
      times,
      executor,
      writer,
      keeper,
      tested,
      weights,
      takesOver: !fresh,
      stop,
      fail,
      tell,
      note: onNote,
      tookOver: (trained: TrainedRun) => takenOver.push(trained),
    };
    await new Session(parts).runAll();
    if (tested === "best" && !stop.aborted) await testBest(parts);
    if (keepsBest && !stop.aborted) keeper.removeAll();
    this.#kept.save(writer);
    const taken = describeTakenOver(takenOver, trials.plannedRuns, storage.path);
    if (taken !== null) onNote(taken);
    if (weights !== "none" && !stop.aborted && this.#kept.canTrain) await keepBest(parts);
    failure.signal.throwIfAborted();
  }
}
