/**
 * How many combinations a grid has.
 *
 * @module
 */
import { checkFunction, checkWhole } from "../check/check.ts";
import type { Distribution, ParamValue } from "../search_space/distributions.ts";
import { createSearchTrial, type SearchTrial } from "../search_space/search_trial.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import { gridSampler } from "./grid.ts";

/**
 * Counts the trials that `gridSampler()` makes of a search function, by running it for each of
 * them; null where there are more than `limit`. One in which the function throws counts as well.
 *
 * @param limit The number at which it gives up, at least 1.
 * @throws {TypeError} If an argument has the wrong type.
 * @throws {RangeError} If the limit is out of range, or the function asks for a real number
 * without a step.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { countGrid } from "./grid_count.ts";
 * import type { SearchTrial } from "../search_space/search_trial.ts";
 *
 * const search = (trial: SearchTrial) => {
 *   const pools = trial.suggestInt("pools", 0, 1);
 *   if (pools > 0) trial.suggestCategorical("size", [2, 3]);
 * };
 * assertEquals(countGrid(search, 100), 3);
 * ```
 */
export function countGrid(search: (trial: SearchTrial) => unknown, limit: number): number | null {
  checkFunction("the search function", search);
  checkWhole("the limit of a grid", limit, 1);
  const sampler = gridSampler();
  const known = new Map<string, Distribution>();
  let trials: PastTrial[] = [];
  for (let number = 0; number <= limit; number++) {
    const suggest = sampler.begin({ number, seed: 0, direction: "maximize", trials });
    if (suggest === null) return number;
    const refusals: unknown[] = [];
    const open = createSearchTrial({
      number,
      known,
      suggest: (name, distribution): ParamValue => {
        try {
          return suggest(name, distribution);
        } catch (error) {
          refusals.push(error);
          throw error;
        }
      },
    });
    try {
      search(open.trial);
    } catch {
      // The study will tell of it: that trial fails, and the others are made.
    }
    open.close();
    if (refusals.length > 0) throw refusals[0];
    const { params, distributions } = open;
    for (const [name, distribution] of Object.entries(distributions)) known.set(name, distribution);
    trials = [{ number, state: "failed", params, distributions, value: null, intermediate: [] }];
  }
  return null;
}
