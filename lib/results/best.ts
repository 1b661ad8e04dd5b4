/**
 * Which trial of a study is the best.
 *
 * @module
 */
import { checkTrials } from "../trial/check_trials.ts";
import type { Trial } from "../trial/record.ts";
import { extremes } from "./extremes.ts";

/**
 * Finds the complete trial with the highest validation accuracy reached in any epoch, as the paper
 * notes its maxima. A tie goes to the lower validation loss after the last epoch, then to the one
 * that comes first. Null where no trial is complete: half a trial is never the best.
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
  return checkTrials(trials).filter(({ state }) => state === "complete").toSorted(byMerit)[0] ??
    null;
}

function byMerit(a: Trial, b: Trial): number {
  return reached(b) - reached(a) || finalLoss(a) - finalLoss(b);
}

function reached({ run }: Trial): number {
  return extremes(run.epochs, "valAccuracy")!.highest.value;
}

function finalLoss({ run }: Trial): number {
  return run.epochs.at(-1)!.valLoss;
}
