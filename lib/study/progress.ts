/**
 * How far the trials of a study are, and how long they still take.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { StepMetrics } from "../trial/run.ts";

/** How far one trial is. */
export interface TrialProgress {
  /** As it stands. */
  readonly trial: Trial;
  /** Share of its epochs that is done, in [0, 1]. */
  readonly fraction: number;
  /** The epoch it is in, or its last; 0 before the first. */
  readonly epoch: number;
  /** Running training accuracy, or that of the last epoch; null before the first step. */
  readonly accuracy: number | null;
  /** Validation accuracy after the last finished epoch; null before the first. */
  readonly valAccuracy: number | null;
  /** Estimated time to its end, from the pace so far; null where unknown. */
  readonly leftMs: number | null;
}

/**
 * Works out how far a trial is.
 *
 * @param step What it told last, if anything.
 * @param elapsedMs Time since it started; null if it has not.
 */
export function toProgress(
  trial: Trial,
  step: StepMetrics | undefined,
  elapsedMs: number | null,
): TrialProgress {
  const done = trial.run.epochs.length;
  const last = trial.run.epochs.at(-1);
  const current = trial.state === "running" && step && step.epoch > done ? step : null;
  const epochs = done + (current ? current.step / current.steps : 0);
  const fraction = Math.min(1, epochs / trial.setup.epochs);
  const known = trial.state === "running" && elapsedMs !== null && fraction > 0;
  return {
    trial,
    fraction,
    epoch: current?.epoch ?? done,
    accuracy: current?.accuracy ?? last?.accuracy ?? null,
    valAccuracy: last?.valAccuracy ?? null,
    leftMs: known ? elapsedMs / fraction - elapsedMs : null,
  };
}
