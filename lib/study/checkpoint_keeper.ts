/**
 * Which checkpoints of a study are kept.
 *
 * @module
 */
import type { StudyWriter } from "../storage/storage.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { KeptWeights } from "../trial/kept_weights.ts";
import { isFinished } from "../trial/run.ts";
import type { Trials } from "./trials.ts";

/**
 * Keeps the checkpoints of trials that have not ended, and of those that have the ones that are
 * asked for.
 */
export class CheckpointKeeper {
  readonly #trials: Trials;
  readonly #writer: StudyWriter;
  readonly #kept: KeptWeights;
  readonly #note: (sentence: string) => void;
  /** Trials that have ended and may have checkpoints. */
  readonly #ended = new Set<number>();

  /**
   * Removes what an earlier session left.
   *
   * @param note Told in a sentence that a checkpoint cannot be used.
   */
  constructor(
    trials: Trials,
    writer: StudyWriter,
    kept: KeptWeights,
    note: (sentence: string) => void,
  ) {
    this.#trials = trials;
    this.#writer = writer;
    this.#kept = kept;
    this.#note = note;
    for (const { number, state } of trials.all) if (isFinished(state)) this.#ended.add(number);
    this.#forget();
  }

  /** Keeps a checkpoint of a run in place of an earlier one. */
  save(number: number, run: number, checkpoint: Checkpoint): Promise<void> {
    return this.#writer.saveCheckpoint(number, run, checkpoint);
  }

  /** The checkpoint of a run; null where there is none that can be used. */
  load(number: number, run: number): Checkpoint | null {
    try {
      return this.#writer.loadCheckpoint(number, run);
    } catch (error) {
      const { name } = this.#trials.get(number);
      this.#note(`${(error as Error).message} What it held of ${name} is trained anew.`);
      return null;
    }
  }

  /** Removes the checkpoint of a run, where there is one. */
  remove(number: number, run: number): void {
    this.#writer.removeCheckpoint(number, run);
  }

  /** A run of a trial has ended: it may have been the last, and the trial may be the best now. */
  ended(number: number): void {
    if (!isFinished(this.#trials.get(number).state)) return;
    this.#ended.add(number);
    this.#forget();
  }

  /** Removes all that is left of trials that have ended. */
  removeAll(): void {
    for (const number of this.#ended) this.#removeOf(number);
  }

  #forget(): void {
    const best = this.#kept === "none" ? undefined : this.#trials.best?.number;
    for (const number of this.#ended) {
      const { state } = this.#trials.get(number);
      const isKept = number === best || (this.#kept === "all" && state === "complete");
      if (!isKept) this.#removeOf(number);
    }
  }

  #removeOf(number: number): void {
    for (const run of this.#trials.get(number).runs) this.remove(number, run.number);
    this.#ended.delete(number);
  }
}
