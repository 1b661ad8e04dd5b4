/**
 * Which trials of a large study are shown.
 *
 * @module
 */
import { isAhead, shareObjective } from "./best.ts";
import type { Trial } from "./record.ts";
import { isFinished } from "./run.ts";

/**
 * At most so many of the trials: first those that run, then the best, then those that wait, then
 * those that came to nothing; all in the order given.
 */
export function foremostTrials(trials: readonly Trial[], most: number): Trial[] {
  if (trials.length <= most) return [...trials];
  const isComparable = shareObjective(trials);
  const chosen = trials.toSorted((a, b) => {
    if (a.state !== "complete" || b.state !== "complete") return rank(a) - rank(b);
    if (!isComparable) return 0;
    return isAhead(a, b) ? -1 : isAhead(b, a) ? 1 : 0;
  }).slice(0, most);
  const kept = new Set(chosen);
  return trials.filter((trial) => kept.has(trial));
}

function rank({ state }: Trial): number {
  if (state === "running") return 0;
  if (state === "complete") return 1;
  return isFinished(state) ? 3 : 2;
}
