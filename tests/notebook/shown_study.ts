/** Studies as displays see them, made of trials without any training. */
import type { ShownStudy } from "../../lib/notebook/live.ts";
import { type StudyProgress, toTrialProgress } from "../../lib/study/progress.ts";
import { bestTrial } from "../../lib/trial/best.ts";
import { countFinished, type Trial } from "../../lib/trial/record.ts";
import type { StepMetrics, TrialState } from "../../lib/trial/run.ts";

/** What a study tells, beside its trials. */
export interface Told extends Partial<Pick<StudyProgress, "changed" | "elapsedMs" | "leftMs">> {
  /** The last step of the first run of each trial that runs. */
  readonly step?: StepMetrics;
  /** Trials that there will be. */
  readonly planned?: number;
}

/** How far a study of these trials is. Those that run have done so for a minute. */
export function progressOf(trials: readonly Trial[], told: Told = {}): StudyProgress {
  const { changed = trials.at(-1) ?? null, elapsedMs = 125_000, leftMs = null, step } = told;
  const count = (wanted: TrialState) => trials.filter(({ state }) => state === wanted).length;
  const steps = new Map(step === undefined ? [] : [[0, step]]);
  return {
    changed,
    running: trials.filter(({ state }) => state === "running")
      .map((trial) => toTrialProgress(trial, steps, 0, 60_000)),
    finished: countFinished(trials),
    pruned: count("pruned"),
    failed: count("failed"),
    best: bestTrial(trials),
    planned: told.planned ?? trials.length,
    elapsedMs,
    leftMs,
  };
}

/** A study whose trials can be changed. */
export interface SampleStudy extends ShownStudy {
  trials: readonly Trial[];
  /** What it tells beside its trials. */
  told: Told;
}

/** A study of these trials. */
export function createShownStudy(...trials: readonly Trial[]): SampleStudy {
  return {
    trials,
    told: {},
    reference: null,
    get progress() {
      return progressOf(this.trials, this.told);
    },
  };
}
