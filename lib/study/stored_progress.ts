/**
 * How far a stored study is: by the epochs that its runs have finished, for steps are not stored.
 *
 * @module
 */
import { bestTrial } from "../trial/best.ts";
import { countFinished, type Trial } from "../trial/record.ts";
import { isFinished, type TrialState } from "../trial/run.ts";
import {
  fractionDone,
  plannedWork,
  type StudyProgress,
  sum,
  toTrialProgress,
  type TrialProgress,
  workDone,
} from "./progress.ts";

/**
 * Works out how far a study is. The time left is at the pace of its epochs so far, with as many runs at
 * a time as run now; it is no less than that of a trial that runs.
 *
 * @param planned Trials that there will be, at most; of cases that were left out later, more may be there.
 * @param elapsedMs What is told as such.
 */
export function toStoredProgress(
  trials: readonly Trial[],
  planned: number,
  elapsedMs: number,
): StudyProgress {
  const count = (wanted: TrialState) => trials.filter(({ state }) => state === wanted).length;
  const running = trials.filter(({ state }) => state === "running");
  const shown = running.map(toStoredTrialProgress);
  const finished = countFinished(trials);
  const done = sum(trials, workDone);
  const slots = sum(running, countRunning);
  const msPerWork = sum(trials, trainedMs) / done / slots;
  const ofTrials = shown.map(({ leftMs }) => leftMs ?? 0);
  return {
    changed: null,
    running: shown,
    finished,
    pruned: count("pruned"),
    failed: count("failed"),
    best: bestTrial(trials),
    planned: Math.max(planned, trials.length),
    elapsedMs,
    leftMs: done > 0 && slots > 0
      ? Math.max(workLeft(trials, planned) * msPerWork, ...ofTrials)
      : null,
  };
}

function toStoredTrialProgress(trial: Trial): TrialProgress {
  const { runs } = trial;
  // Which told last is not known: the last one of them that has told something.
  const told = Math.max(0, runs.findLastIndex(({ epochs }) => epochs.length > 0));
  return toTrialProgress(trial, new Map(), told, trainedMs(trial) / countRunning(trial));
}

/** Operations left; trials that are not made yet take what others took on average. */
function workLeft(trials: readonly Trial[], planned: number): number {
  const ended = trials.filter(({ state }) => isFinished(state));
  const open = trials.filter(({ state }) => !isFinished(state));
  const typical = ended.length > 0
    ? sum(ended, workDone) / ended.length
    : sum(open, plannedWork) / Math.max(1, open.length);
  const begun = sum(open, (trial) => plannedWork(trial) * (1 - fractionDone(trial)));
  return begun + Math.max(0, planned - trials.length) * typical;
}

/** What the epochs of a trial took, one after the other. */
function trainedMs({ runs }: Trial): number {
  return sum(runs, ({ epochs }) => sum(epochs, ({ durationMs }) => durationMs));
}

function countRunning({ runs }: Trial): number {
  return Math.max(1, runs.filter(({ state }) => state === "running").length);
}
