/**
 * Which trial of a study is the best.
 *
 * @module
 */
import type { Trial } from "../trial/trial.ts";
import { extremes } from "./extremes.ts";

/**
 * Finds the trial with the highest validation accuracy reached in any epoch, as the paper notes
 * its maxima. A tie goes to the lower validation loss after the last epoch, then to the lower
 * number. Once a trial is complete, only complete ones compete; before, all that have an epoch and
 * did not fail. Null where none is left.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/trial.ts";
 *
 * declare const trials: readonly Trial[];
 * const best = bestTrial(trials);
 * console.log(best?.name, best?.setup.layers);
 * ```
 */
export function bestTrial(trials: readonly Trial[]): Trial | null {
  const measured = trials.filter(({ state, epochs }) => state !== "failed" && epochs.length > 0);
  const complete = measured.filter(({ state }) => state === "complete");
  return (complete.length > 0 ? complete : measured).toSorted(byMerit)[0] ?? null;
}

function byMerit(a: Trial, b: Trial): number {
  return reached(b) - reached(a) || a.epochs.at(-1)!.valLoss - b.epochs.at(-1)!.valLoss ||
    a.number - b.number;
}

function reached(trial: Trial): number {
  return extremes(trial.epochs, "valAccuracy")!.highest.value;
}
