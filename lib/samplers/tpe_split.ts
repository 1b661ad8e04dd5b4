/**
 * Which trials {@linkcode tpeSampler} takes for good.
 *
 * @module
 */
import type { Direction } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";

/** Past trials, each part in the order of their numbers. */
export interface TrialsSplit {
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
export function splitTrials(trials: readonly PastTrial[], direction: Direction): TrialsSplit {
  const sign = direction === "minimize" ? 1 : -1;
  const toLoss = (value: number | null | undefined) =>
    value === null || value === undefined || isNaN(value) ? Infinity : sign * value;
  const count = Math.min(25, Math.ceil(trials.length / 10));
  // The best so far, in order: few among many, so that most are looked at once.
  const best: { place: number; epochs: number; loss: number }[] = [];
  trials.forEach(({ state, value, intermediate }, place) => {
    const [epochs, loss] = state === "complete"
      ? [Infinity, toLoss(value)]
      : [intermediate.length, toLoss(intermediate.at(-1))];
    const isBetter = (than: { epochs: number; loss: number }) =>
      epochs > than.epochs || epochs === than.epochs && loss < than.loss;
    let rank = best.length;
    while (rank > 0 && isBetter(best[rank - 1])) rank--;
    if (rank === count) return;
    best.splice(rank, 0, { place, epochs, loss });
    best.length = Math.min(count, best.length);
  });
  const places = new Set(best.map(({ place }) => place));
  return {
    good: trials.filter((_, place) => places.has(place)),
    others: trials.filter((_, place) => !places.has(place)),
  };
}
