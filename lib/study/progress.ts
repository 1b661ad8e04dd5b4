/**
 * How far a study and its trials are, and how long they still take.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import { isFinished, type Run, type StepMetrics } from "../trial/run.ts";

/** How far one trial is. */
export interface TrialProgress {
  /** As it stands. */
  readonly trial: Trial;
  /** Share of its epochs that is done, over all its runs, in [0, 1]. */
  readonly fraction: number;
  /** Epochs begun, over all its runs. */
  readonly epoch: number;
  /** Epochs planned, over all its runs. */
  readonly epochs: number;
  /** Running mean of the training loss, or that of the last epoch; null before the first step. */
  readonly loss: number | null;
  /** Running training accuracy, or that of the last epoch; null before the first step. */
  readonly accuracy: number | null;
  /** Validation accuracy after the last finished epoch; null before the first. */
  readonly valAccuracy: number | null;
  /** Estimated time to its end, from the pace so far; null where unknown. */
  readonly leftMs: number | null;
}

/** How far a study is. */
export interface StudyProgress {
  /** The trial that told last; null before any did. */
  readonly changed: Trial | null;
  /** The trials that run, in the order of their numbers. */
  readonly running: readonly TrialProgress[];
  /** Trials that will not change any more. */
  readonly finished: number;
  /** How many of these were pruned. */
  readonly pruned: number;
  /** How many of these failed. */
  readonly failed: number;
  /** The best of these; null where none is complete. */
  readonly best: Trial | null;
  /** Trials that there will be, at most. */
  readonly planned: number;
  /** Time since the study was begun, or gone on with. */
  readonly elapsedMs: number;
  /** Estimated time to its end, from its pace since then; null where unknown. */
  readonly leftMs: number | null;
}

/** What the runs of a trial told last, by their numbers. */
export type LastSteps = ReadonlyMap<number, StepMetrics>;

/**
 * Works out how far a trial is that has begun.
 *
 * @param told The number of the run that told last: its metrics are shown.
 * @param elapsedMs Time since its first run began.
 */
export function toTrialProgress(
  trial: Trial,
  steps: LastSteps,
  told: number,
  elapsedMs: number,
): TrialProgress {
  const { runs, setup } = trial;
  const fraction = fractionDone(trial, steps);
  const current = stepIn(runs[told], steps);
  const last = runs[told].epochs.at(-1);
  const isKnown = trial.state === "running" && fraction > 0;
  return {
    trial,
    fraction,
    epoch: sum(runs, (run) => stepIn(run, steps)?.epoch ?? run.epochs.length),
    epochs: setup.epochs * runs.length,
    loss: current?.loss ?? last?.loss ?? null,
    accuracy: current?.accuracy ?? last?.accuracy ?? null,
    valAccuracy: last?.valAccuracy ?? null,
    leftMs: isKnown ? elapsedMs / fraction - elapsedMs : null,
  };
}

/** The share of a trial's epochs that is done; a run that waits goes on from those that it has. */
export function fractionDone({ runs, setup }: Trial, steps: LastSteps = new Map()): number {
  const done = sum(runs, (run) => {
    if (isFinished(run.state)) return 1;
    const step = stepIn(run, steps);
    return (run.epochs.length + (step === null ? 0 : step.step / step.steps)) / setup.epochs;
  });
  return Math.min(1, done / runs.length);
}

/** How far a run is in the epoch that it has not finished; null where it told nothing of it. */
function stepIn({ number, state, epochs }: Run, steps: LastSteps): StepMetrics | null {
  const step = steps.get(number);
  return state === "running" && step !== undefined && step.epoch > epochs.length ? step : null;
}

/**
 * Operations that training a trial takes by its plan: its epochs times those of its net for an
 * image of the dataset.
 */
export function plannedWork({ flopsPerImage, setup, runs }: Trial): number {
  return flopsPerImage * setup.epochs * runs.length;
}

/** Operations that training a trial took. */
export function workDone({ flopsPerImage, runs }: Trial): number {
  return flopsPerImage * sum(runs, ({ epochs }) => epochs.length);
}

/** The sum of what `toNumber` gives. */
export function sum<T>(values: readonly T[], toNumber: (value: T) => number): number {
  return values.reduce((total, value) => total + toNumber(value), 0);
}
