/**
 * A study: trials of one dataset, asked, executed, told and stored.
 *
 * @module
 */
// Long because it is the one face of all that a study has and does; its parts stand apart.
import type { Dataset } from "../datasets/dataset.ts";
import type { Executor } from "../executors/executor.ts";
import { allStored, leftOutOf } from "../storage/left_out.ts";
import type { Storage, StoredStudy, StudyWriter, TrainedRun } from "../storage/storage.ts";
import { bestRun } from "../trial/best.ts";
import type { StudyPlan } from "../trial/plan.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { CheckpointKeeper } from "./checkpoint_keeper.ts";
import { describeOtherEngine, refuseOtherEngine, refuseOtherStudy } from "./definition.ts";
import { checkOptimize, type OptimizeOptions } from "./optimize_options.ts";
import type { StudyProgress } from "./progress.ts";
import { RunTimes } from "./run_times.ts";
import { Session } from "./session.ts";
import type { StudyParts } from "./study_parts.ts";
import { describeKept, describeTakenOver } from "./taken_over.ts";
import { hasWork, testBest } from "./test_best.ts";
import { isFinal, keepBest } from "./train_again.ts";
import { TrialSaver } from "./trial_saver.ts";
import { Trials } from "./trials.ts";

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
  readonly #definition: StudyParts["definition"];
  readonly #open: StudyParts["open"];
  readonly #executor: Executor;
  readonly #storage: Storage;
  readonly #tested: StudyParts["tested"];
  /** Whether what is stored under its name is still to be deleted. */
  #isToDelete: boolean;
  /** Of the runs that there are. */
  #provenance!: Provenance;
  readonly #takesOver: boolean;
  #trials!: Trials;
  #times!: RunTimes;
  /** What was stored when it was loaded last; null: nothing. */
  #stored!: StoredStudy | null;
  #revision!: number;
  /** What of that is not trained again, in a sentence that the user is to be told; null: nothing. */
  #kept!: string | null;
  #saver!: TrialSaver;
  #stop: AbortController | null = null;

  /**
   * Makes a study of ready parts; {@linkcode createStudy} makes them of cases or a search.
   *
   * @throws {Error} If another study is stored under its name.
   */
  constructor(parts: StudyParts) {
    this.note = parts.note;
    this.data = parts.data;
    this.#definition = parts.definition;
    this.#open = parts.open;
    this.#executor = parts.executor;
    this.#storage = parts.storage;
    this.#tested = parts.tested;
    this.#isToDelete = parts.fresh;
    this.#takesOver = !parts.fresh;
    this.#takeUp(parts.fresh ? null : parts.stored);
  }

  /** As its files show it. */
  get name(): string {
    return this.#definition.name;
  }

  /** The name of what it trains and measures on. */
  get dataset(): string {
    return this.#definition.dataset;
  }

  /** How it goes about its trials. */
  get plan(): StudyPlan {
    return this.#definition.plan;
  }

  /** What it is set beside; null: nothing. */
  get reference(): Reference | null {
    return this.#definition.reference;
  }

  /** Where its runs come from: data, engine, versions. */
  get provenance(): Provenance {
    return this.#provenance;
  }

  /** What computes its runs, such as `wasm+openblas 0.3.34`. */
  get engine(): string {
    return this.#executor.engine;
  }

  /** The path of the file that it is kept in; null: it is kept in memory. */
  get storage(): string | null {
    return this.#storage.path;
  }

  /** What it is kept in. */
  get keptIn(): Storage {
    return this.#storage;
  }

  /** The trials that were made, as they stand, in the order of their numbers. */
  get trials(): readonly Trial[] {
    return this.#trials.all;
  }

  /** Trials that there will be, at most: those of a search are made as it goes on. */
  get planned(): number {
    return this.#trials.planned;
  }

  /** Whether its trials are being run. */
  get isRunning(): boolean {
    return this.#stop !== null;
  }

  /** Whether something is left to train, or the best of a search to test. */
  get hasWork(): boolean {
    return hasWork(this.#trials, this.#tested);
  }

  /** Whether its best trial is to be had as a net, and is not yet: `optimize()` trains it once more. */
  get lacksWeights(): boolean {
    const { best } = this.#trials;
    if (best === null || this.#definition.weights === "none" || !this.#canTrain) return false;
    try {
      return this.loadWeights(best.number, bestRun(best).number) === null;
    } catch {
      return true; // It was cut or cannot be read, and is trained anew.
    }
  }

  /** How far it is. */
  get progress(): StudyProgress {
    return this.#times.progress();
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
      using writer = this.#begin();
      await this.#runAll(writer, { onProgress, onNote, signal });
    } finally {
      stopped.abort();
      this.#executor.release();
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
    return this.#trials.retry();
  }

  /**
   * The final weights of a run, in the order of the model's; null where they were not kept.
   *
   * @throws {Error} If they cannot be read.
   */
  loadWeights(trial: number, run: number): readonly Float32Array[] | null {
    const checkpoint = this.#storage.loadCheckpoint(this.name, trial, run);
    const known = this.#trials.get(trial).runs[run];
    return known.state === "complete" && isFinal(checkpoint, known) ? checkpoint.weights : null;
  }

  /** Goes on from what is stored. */
  #takeUp(stored: StoredStudy | null): void {
    if (stored !== null) refuseOtherStudy(stored.definition, this.#definition);
    this.#trials = new Trials(this.#open(allStored(stored)));
    this.#times = new RunTimes(this.#trials);
    // Only now: where it was refused, it is so the next time too.
    this.#stored = stored;
    // Of what another program writes to, nothing tells how much it has added since.
    this.#revision = stored === null ? 0 : stored.writer === null ? stored.revision : NaN;
    const stays = stored !== null && !this.hasWork;
    this.#provenance = (stays ? stored.definition : this.#definition).provenance;
    this.#saver = new TrialSaver(this.#trials);
    this.#kept = describeKept(this.trials, stored, this.storage);
  }

  /** Whether what would be trained now comes of the same sums as what there is. */
  get #canTrain(): boolean {
    return describeOtherEngine(this.#provenance, this.#definition.provenance) === "";
  }

  /** Begins to write to the storage; all trials are stored as they stand. */
  #begin(): StudyWriter {
    const fresh = this.#isToDelete;
    const revision = fresh ? 0 : this.#storage.revision(this.name);
    // Another program has gone on with it, or the file is another by now.
    if (revision !== 0 && revision !== this.#revision) this.#takeUp(this.#storage.load(this.name));
    if (this.hasWork) {
      if (this.#stored !== null) refuseOtherEngine(this.#stored.definition, this.#definition);
      this.#provenance = this.#definition.provenance;
    }
    const { planned, provenance } = this;
    const leftOut = leftOutOf(this.#stored, this.trials);
    const definition = { ...this.#definition, planned, leftOut, provenance };
    const writer = this.#storage.write(definition, { fresh });
    try {
      // Where it was deleted in the meantime, memory is all that there is.
      if (revision === 0) this.#saver.forgetAll();
      this.#saver.save(writer);
      this.#revision = this.#storage.revision(this.name);
    } catch (error) {
      writer.close();
      throw error;
    }
    this.#isToDelete = false;
    return writer;
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
        this.#saver.save(writer);
        isStored = true;
        const told: unknown = onProgress?.(this.progress);
        if (told instanceof Promise) told.catch(fail);
      } catch (error) {
        fail(error);
      }
      return isStored;
    };
    if (this.#kept !== null) onNote(this.#kept);
    this.#kept = null;
    this.#times.begin();
    this.#trials.make(); // what an earlier call could not
    this.#saver.save(writer);
    const { weights } = this.#definition;
    const keepsBest = weights === "none" && this.#tested === "best";
    const kept = keepsBest ? "best" : weights;
    const keeper = new CheckpointKeeper(this.#trials, writer, kept, onNote);
    const takenOver: TrainedRun[] = [];
    const parts = {
      trials: this.#trials,
      times: this.#times,
      executor: this.#executor,
      writer,
      keeper,
      tested: this.#tested,
      weights,
      takesOver: this.#takesOver,
      stop,
      fail,
      tell,
      note: onNote,
      tookOver: (trained: TrainedRun) => takenOver.push(trained),
    };
    await new Session(parts).runAll();
    if (this.#tested === "best" && !stop.aborted) await testBest(parts);
    if (keepsBest && !stop.aborted) keeper.removeAll();
    this.#saver.save(writer);
    const taken = describeTakenOver(takenOver, this.#trials.plannedRuns, this.storage);
    if (taken !== null) onNote(taken);
    if (weights !== "none" && !stop.aborted && this.#canTrain) await keepBest(parts);
    failure.signal.throwIfAborted();
  }
}
