/**
 * Which trial of a study is the best, and which run of a trial.
 *
 * @module
 */
import { checkArguments, refuseRange } from "../check/check.ts";
import { checkTrial, checkTrials } from "./check_trials.ts";
import { isBetter, valuesByEpoch } from "./objective.ts";
import type { Trial } from "./record.ts";
import type { Run } from "./run.ts";

/**
 * Finds the complete trial with the best value. A tie goes to the lower validation loss after the
 * last epoch, the mean over the runs, then to the one that comes first. Null where no trial is
 * complete, for half a trial is never the best, and where the values of the trials are not of one
 * kind.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bestTrial, createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * assertEquals(bestTrial(study.trials)?.name, "flat");
 * ```
 */
export function bestTrial(trials: readonly Trial[]): Trial | null {
  checkArguments("bestTrial()", arguments, 1);
  const complete = checkTrials(trials).filter(({ state }) => state === "complete");
  if (complete.length === 0 || !shareObjective(complete)) return null;
  return complete.reduce((best, trial) => isAhead(trial, best) ? trial : best);
}

/**
 * Finds the run of a complete trial with the best value; of equal ones the first.
 *
 * @throws {TypeError} If it is no trial.
 * @throws {RangeError} If it is not complete.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bestRun, createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "b", data, cases, epochs: 1, limit: 600, repeats: 2 });
 * await study.optimize();
 * const { runs } = study.trials[0];
 * const [first, second] = runs.map(({ validation }) => validation!.accuracy);
 * assertEquals(bestRun(study.trials[0]), runs[first >= second ? 0 : 1]);
 * ```
 */
export function bestRun(trial: Trial): Run {
  checkArguments("bestRun()", arguments, 1);
  const { runs, objective, state } = checkTrial(trial);
  if (state !== "complete") {
    refuseRange("the state of a trial with a best run", '"complete"', state);
  }
  const valueOf = ({ epochs }: Run) => valuesByEpoch(objective, epochs).at(-1)!;
  return runs.reduce((best, run) => isBetter(objective, valueOf(run), valueOf(best)) ? run : best);
}

/** Whether the values of the trials are of one kind. */
export function shareObjective(trials: readonly Trial[]): boolean {
  const kinds = new Set(trials.map(({ objective }) => `${objective.metric} ${objective.epoch}`));
  return kinds.size <= 1;
}

/** Whether a complete trial is better than one that comes before it. */
export function isAhead(trial: Trial, other: Trial): boolean {
  if (trial.value === other.value) return finalLoss(trial) < finalLoss(other);
  return isBetter(trial.objective, trial.value!, other.value!);
}

function finalLoss({ runs }: Trial): number {
  return runs.reduce((sum, { epochs }) => sum + epochs.at(-1)!.valLoss, 0) / runs.length;
}
