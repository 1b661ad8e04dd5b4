/**
 * The check of the whole record of a trial, as a storage is handed it. It is made at each epoch, so
 * it asks for what is stored and for no more.
 *
 * @module
 */
import { refuseType } from "../check/check.ts";
import type { Trial } from "./record.ts";
import { type EpochMetrics, type Evaluation, type Run, states } from "./run.ts";
import { checkTrial } from "./check_trials.ts";

/**
 * A trial with all its runs.
 *
 * @throws {TypeError} If it, one of its runs or of their epochs is none.
 */
export function checkRecord(trial: Trial): Trial {
  const { number, state, value, params, distributions, objective, runs } = checkTrial(trial);
  const isWhole = number >= 0 && states.includes(state) && isNumberOrNull(value) &&
    [params, distributions, objective].every(isObject);
  if (!isWhole) refuseType("a trial", "a whole record such as one of study.trials", trial);
  for (const [i, run] of runs.entries()) {
    if (!isRun(run, i)) refuseType(`run ${i} of trial ${number}`, "a whole record of a run", run);
  }
  return trial;
}

function isRun(run: Run, place: number): boolean {
  return isObject(run) && run.number === place && states.includes(run.state) &&
    Array.isArray(run.epochs) && run.epochs.every(isEpoch) &&
    isEvaluation(run.validation) && isEvaluation(run.test);
}

function isEpoch(metrics: EpochMetrics): boolean {
  return isObject(metrics) && Number.isInteger(metrics.epoch) &&
    typeof metrics.loss === "number" && typeof metrics.accuracy === "number" &&
    typeof metrics.valLoss === "number" && typeof metrics.valAccuracy === "number" &&
    typeof metrics.durationMs === "number";
}

function isEvaluation(evaluation: Evaluation | null): boolean {
  if (evaluation === null) return true;
  return isObject(evaluation) && typeof evaluation.loss === "number" &&
    typeof evaluation.accuracy === "number" && typeof evaluation.errors === "number" &&
    Array.isArray(evaluation.confusion) && Array.isArray(evaluation.mistakes);
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === "number";
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
