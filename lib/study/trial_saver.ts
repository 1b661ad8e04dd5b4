/**
 * What of a study's trials is still to be stored.
 *
 * @module
 */
import type { StudyWriter } from "../storage/storage.ts";
import type { Trials } from "./trials.ts";

/** Stores trials, each as it stands, and those that could not be stored the next time. */
export class TrialSaver {
  readonly #trials: Trials;
  /** Numbers of trials that are not stored as they stand. */
  readonly #unsaved = new Set<number>();
  /** So many trials there will be, as it is stored. */
  #planned: number;

  /** Begins with trials that are stored but for those that changed. */
  constructor(trials: Trials) {
    this.#trials = trials;
    this.#planned = trials.planned;
  }

  /** None of the trials is stored any more. */
  forgetAll(): void {
    for (const { number } of this.#trials.all) this.#unsaved.add(number);
  }

  /**
   * Stores all that are not stored as they stand.
   *
   * @throws {Error} If the writer cannot store one.
   */
  save(writer: StudyWriter): void {
    for (const { number } of this.#trials.takeChanged()) this.#unsaved.add(number);
    for (const number of this.#unsaved) {
      writer.save(this.#trials.get(number));
      this.#unsaved.delete(number);
    }
    const { planned } = this.#trials;
    if (planned !== this.#planned) writer.savePlanned(planned);
    this.#planned = planned;
  }
}
