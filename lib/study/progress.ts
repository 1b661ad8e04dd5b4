/**
 * How far the trials of a study are, and how long they still take.
 *
 * @module
 */
import type { Trial, TrialEvent } from "../trial/trial.ts";

/** A trial that runs now. */
export interface RunningTrial {
  readonly trial: number;
  readonly name: string;
  /** Counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Share of the whole trial that is done, in [0, 1]. */
  readonly done: number;
  /** Of the training images so far in this epoch, in [0, 1]; null before the first step. */
  readonly accuracy: number | null;
  /** Until the trial ends, from the pace so far; null before the first step. */
  readonly etaMs: number | null;
}

/** Progress of a study's trials, brought up to date by their events. */
export class Progress {
  readonly #trials: readonly Trial[];
  readonly #running = new Map<number, RunningTrial & { readonly startMs: number }>();
  #finished: number;

  constructor(trials: readonly Trial[]) {
    this.#trials = trials;
    this.#finished =
      trials.filter(({ state }) => state === "complete" || state === "failed").length;
  }

  /** Trials that run now, in the order of their numbers. */
  get running(): RunningTrial[] {
    return [...this.#running.values()].sort((a, b) => a.trial - b.trial);
  }

  /** Trials that have ended, well or not. */
  get finished(): number {
    return this.#finished;
  }

  /** All trials of the study. */
  get total(): number {
    return this.#trials.length;
  }

  /** Takes in what a trial tells. */
  tell(event: TrialEvent): void {
    const { name, params: { epochs } } = this.#trials[event.trial];
    const startMs = this.#running.get(event.trial)?.startMs ?? performance.now();
    switch (event.type) {
      case "started":
        this.#running.set(event.trial, {
          ...{ trial: event.trial, name, epoch: 1, epochs, done: 0, accuracy: null, etaMs: null },
          startMs,
        });
        break;
      case "step": {
        const { trial, epoch, step, steps, accuracy } = event;
        const done = (epoch - 1 + step / steps) / epochs;
        const etaMs = (performance.now() - startMs) * (1 / done - 1);
        this.#running.set(trial, { trial, name, epoch, epochs, done, accuracy, etaMs, startMs });
        break;
      }
      case "finished":
        this.#running.delete(event.trial);
        this.#finished++;
    }
  }
}
