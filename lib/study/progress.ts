/**
 * How far the trials of a study are, and how long they still take.
 *
 * @module
 */
import { checkArray, checkNumber } from "../check/check.ts";
import { checkTrial } from "../trial/check_trials.ts";
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
  /** Running mean of the training loss, or that of the last epoch; null before the first step. */
  readonly loss: number | null;
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
    loss: current?.loss ?? last?.loss ?? null,
    accuracy: current?.accuracy ?? last?.accuracy ?? null,
    valAccuracy: last?.valAccuracy ?? null,
    leftMs: known ? elapsedMs / fraction - elapsedMs : null,
  };
}

/**
 * Operations that a study has done, which its remaining time is estimated from: a trial's are its
 * epochs times those of its net. A trial that waits again begins anew, so its epochs count nothing.
 */
export function workDone(progress: readonly TrialProgress[]): number {
  return sum(progress, (one) => one.trial.state === "waiting" ? 0 : one.fraction);
}

/**
 * Estimated time to the end of a study, from its pace so far.
 *
 * @param elapsedMs Time since it began, or went on.
 * @param doneBefore Its {@linkcode workDone} then.
 * @returns In milliseconds; null before the first step.
 * @throws {TypeError} If an argument is not of its type.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, studyLeftMs } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "tiny", data, cases });
 * const [{ trial, ...progress }] = study.progress;
 * const running = { ...progress, trial: { ...trial, state: "running" as const }, fraction: 0.25 };
 * assertEquals(studyLeftMs([running], 1_000), 3_000);
 * ```
 */
export function studyLeftMs(
  progress: readonly TrialProgress[],
  elapsedMs: number,
  doneBefore = 0,
): number | null {
  checkArray("progress", progress, "an array such as that of onProgress", checkProgress);
  checkNumber("elapsedMs", elapsedMs);
  checkNumber("doneBefore", doneBefore);
  const done = workDone(progress) - doneBefore;
  const left = sum(progress, ({ trial: { state }, fraction }) => {
    if (state === "waiting") return 1;
    return state === "running" ? 1 - fraction : 0;
  });
  return done > 0 ? elapsedMs * left / done : null;
}

function checkProgress(one: TrialProgress): void {
  checkTrial(one?.trial);
  checkNumber("fraction", one.fraction);
}

/** Sums a share of each trial's operations. */
function sum(
  progress: readonly TrialProgress[],
  share: (one: TrialProgress) => number,
): number {
  return progress.reduce(
    (total, one) => total + share(one) * one.trial.flopsPerImage * one.trial.setup.epochs,
    0,
  );
}
