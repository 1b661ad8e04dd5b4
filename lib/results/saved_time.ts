/**
 * The time that pruning and early stopping saved.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { Run } from "../trial/run.ts";
import { formatCount, formatDuration } from "./format.ts";

/**
 * About how long the epochs would have taken a worker that were not trained because a trial was
 * pruned or a run lost its patience, in milliseconds: each as long as those that the trial did train.
 * The runs that were spared with a pruned trial count too.
 */
export function savedMs(trials: readonly Trial[]): number {
  return trials.reduce((sum, trial) => sum + savedBy(trial), 0);
}

function savedBy(trial: Trial): number {
  const epochs = trial.runs.flatMap((run) => run.epochs);
  if (epochs.length === 0) return 0;
  const perEpoch = epochs.reduce((sum, { durationMs }) => sum + durationMs, 0) / epochs.length;
  const cut = trial.runs.filter((run) => run.state === "pruned" || isStoppedEarly(trial, run));
  return cut.reduce((sum, run) => sum + (trial.setup.epochs - run.epochs.length) * perEpoch, 0);
}

function isStoppedEarly({ setup }: Trial, { state, epochs }: Run): boolean {
  return setup.patience !== null && state === "complete" && epochs.length < setup.epochs;
}

/**
 * What was pruned and stopped early, in one sentence; null where nothing was.
 *
 * @param time Whether it says how long that would have taken, which differs from run to run.
 */
export function describeSaved(trials: readonly Trial[], time: boolean): string | null {
  const pruned = trials.filter(({ state }) => state === "pruned").length;
  const stopped = trials.flatMap((trial) => trial.runs.filter((run) => isStoppedEarly(trial, run)));
  const parts = [
    ...(pruned === 0 ? [] : [`${counted(pruned, "trial")} pruned`]),
    ...(stopped.length === 0 ? [] : [`${counted(stopped.length, "run")} ended early by patience`]),
  ];
  if (parts.length === 0) return null;
  const saved = time
    ? `, which saved about ${formatRoughly(savedMs(trials))} of a worker's time`
    : "";
  return `${parts.join(" and ")}${saved}.`;
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${count === 1 ? `${what} was` : `${what}s were`}`;
}

/** A duration that is no more than estimated. */
export function formatRoughly(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : formatDuration(durationMs);
}
