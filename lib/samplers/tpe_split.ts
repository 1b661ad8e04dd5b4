/**
 * Which trials {@linkcode tpeSampler} takes for good.
 *
 * @module
 */
import type { Direction } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";

/** Past trials, each part in the order of their numbers. */
export interface Split {
  /** The best of them. */
  readonly good: readonly PastTrial[];
  /** The others. */
  readonly others: readonly PastTrial[];
}

/**
 * Splits trials that are complete or pruned: a tenth of them, rounded up, but at most 25, are good.
 * Complete ones come before pruned ones, and go by their value; of pruned ones those that trained
 * for more epochs come first, then those of the better last value. NaN is worse than any number.
 */
export function splitTrials(trials: readonly PastTrial[], direction: Direction): Split {
  const sign = direction === "minimize" ? 1 : -1;
  const loss = (value: number | null | undefined) =>
    value === null || value === undefined || isNaN(value) ? Infinity : sign * value;
  const ranked = trials.map((trial, place) => {
    const isComplete = trial.state === "complete";
    return {
      place,
      epochs: isComplete ? Infinity : trial.intermediate.length,
      loss: loss(isComplete ? trial.value : trial.intermediate.at(-1)),
    };
  });
  ranked.sort((a, b) => compare(b.epochs, a.epochs) || compare(a.loss, b.loss));
  const best = ranked.slice(0, Math.min(25, Math.ceil(trials.length / 10)));
  const places = new Set(best.map(({ place }) => place));
  return {
    good: trials.filter((_, place) => places.has(place)),
    others: trials.filter((_, place) => !places.has(place)),
  };
}

/** Infinities are equal to themselves, which their difference would not tell. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
