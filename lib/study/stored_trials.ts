/**
 * A study as it is kept: its trials, and what the storage has of them.
 *
 * @module
 */
import { allStored, leftOutOf } from "../storage/left_out.ts";
import type { StoredStudy, StudyWriter } from "../storage/storage.ts";
import { bestRun } from "../trial/best.ts";
import type { Provenance } from "../trial/provenance.ts";
import { describeOtherEngine, refuseOtherEngine, refuseOtherStudy } from "./definition.ts";
import { RunTimes } from "./run_times.ts";
import type { StudyParts } from "./study_parts.ts";
import { describeKept } from "./taken_over.ts";
import { hasWork } from "./test_best.ts";
import { isFinal } from "./train_again.ts";
import { TrialSaver } from "./trial_saver.ts";
import { Trials } from "./trials.ts";

/** Trials that go on from what is stored of them, and are stored again. */
export class StoredTrials {
  readonly #parts: StudyParts;
  /** Whether what is stored under its name is still to be deleted. */
  #isToDelete: boolean;
  #trials!: Trials;
  #times!: RunTimes;
  #provenance!: Provenance;
  /** What was stored when it was loaded last; null: nothing. */
  #stored!: StoredStudy | null;
  #revision!: number;
  #note!: string | null;
  #saver!: TrialSaver;

  /**
   * Goes on from what the parts have stored, unless it is to be begun anew.
   *
   * @throws {Error} If another study is stored under its name.
   */
  constructor(parts: StudyParts) {
    this.#parts = parts;
    this.#isToDelete = parts.fresh;
    this.#takeUp(parts.fresh ? null : parts.stored);
  }

  /** Its trials. */
  get trials(): Trials {
    return this.#trials;
  }

  /** When its runs ran. */
  get times(): RunTimes {
    return this.#times;
  }

  /** Of the runs that there are. */
  get provenance(): Provenance {
    return this.#provenance;
  }

  /** Whether something is left to train, or the best of a search to test. */
  get hasWork(): boolean {
    return hasWork(this.#trials, this.#parts.tested);
  }

  /** Whether what would be trained now comes of the same sums as what there is. */
  get canTrain(): boolean {
    return describeOtherEngine(this.#provenance, this.#parts.definition.provenance) === "";
  }

  /** Whether its best trial is to be had as a net, and is not yet. */
  get lacksWeights(): boolean {
    const { best } = this.#trials;
    if (best === null || this.#parts.definition.weights === "none" || !this.canTrain) return false;
    try {
      return this.loadWeights(best.number, bestRun(best).number) === null;
    } catch {
      return true; // It was cut or cannot be read, and is trained anew.
    }
  }

  /**
   * The final weights of a run, in the order of the model's; null where they were not kept.
   *
   * @throws {Error} If they cannot be read.
   */
  loadWeights(trial: number, run: number): readonly Float32Array[] | null {
    const { storage, definition } = this.#parts;
    const checkpoint = storage.loadCheckpoint(definition.name, trial, run);
    const known = this.#trials.get(trial).runs[run];
    return known.state === "complete" && isFinal(checkpoint, known) ? checkpoint.weights : null;
  }

  /** What of it is not trained again, in a sentence, the first time it is asked; null: nothing. */
  takeNote(): string | null {
    const note = this.#note;
    this.#note = null;
    return note;
  }

  /**
   * Begins to write to the storage; all trials are stored as they stand.
   *
   * @throws {Error} If another program runs it, if another study was stored under its name, or if it
   * cannot be stored.
   */
  begin(): StudyWriter {
    const { storage, definition } = this.#parts;
    const fresh = this.#isToDelete;
    const revision = fresh ? 0 : storage.revision(definition.name);
    // Another program has gone on with it, or the file is another by now.
    if (revision !== 0 && revision !== this.#revision) this.#takeUp(storage.load(definition.name));
    if (this.hasWork) {
      if (this.#stored !== null) refuseOtherEngine(this.#stored.definition, definition);
      this.#provenance = definition.provenance;
    }
    const { planned } = this.#trials;
    const leftOut = leftOutOf(this.#stored, this.#trials.all);
    const provenance = this.#provenance;
    const writer = storage.write({ ...definition, planned, leftOut, provenance }, { fresh });
    try {
      // Where it was deleted in the meantime, memory is all that there is.
      if (revision === 0) this.#saver.forgetAll();
      this.#saver.save(writer);
      this.#revision = storage.revision(definition.name);
    } catch (error) {
      writer.close();
      throw error;
    }
    this.#isToDelete = false;
    return writer;
  }

  /**
   * Stores what has changed.
   *
   * @throws {Error} If it cannot be stored.
   */
  save(writer: StudyWriter): void {
    this.#saver.save(writer);
  }

  #takeUp(stored: StoredStudy | null): void {
    const { definition, open, storage } = this.#parts;
    if (stored !== null) refuseOtherStudy(stored.definition, definition);
    this.#trials = new Trials(open(allStored(stored)));
    this.#times = new RunTimes(this.#trials);
    // Only now: where it was refused, it is so the next time too.
    this.#stored = stored;
    // Of what another program writes to, nothing tells how much it has added since.
    this.#revision = stored === null ? 0 : stored.writer === null ? stored.revision : NaN;
    const stays = stored !== null && !this.hasWork;
    this.#provenance = (stays ? stored.definition : definition).provenance;
    this.#saver = new TrialSaver(this.#trials);
    this.#note = describeKept(this.#trials.all, stored, storage.path);
  }
}
