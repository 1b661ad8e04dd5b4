/**
 * Grid search over a space that is defined by running: all values of all parameters, conditional
 * parts included, one combination after the other.
 *
 * A trial's params, in the order of asking, are a path through the tree of choices. The next path
 * follows from it alone: the last parameter that has a further value takes it, those before stay,
 * and those that are asked after it begin with their first. So nothing is listed up front. What a
 * search function asks must depend on its trial's values and on nothing else.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { show } from "../check/show.ts";
import {
  describeDistribution,
  type Distribution,
  isSameDistribution,
  type ParamValue,
} from "../search_space/distributions.ts";
import { countValues, placeOf, valueAt } from "../search_space/values.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { Sampler } from "./sampler.ts";

/**
 * Creates a sampler that tries every combination once, in the order of the search function's own
 * lists: the parameter asked last changes first. A study ends when all have been tried. A trial
 * that failed counts as tried, also where its search function threw midway: what it had asked by
 * then would make it throw again.
 *
 * Asked for a real number of more than one value and without a step, it throws a RangeError.
 *
 * @throws {TypeError} If it is given an argument.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { gridSampler } from "./grid.ts";
 *
 * const distribution = { kind: "categorical", choices: [16, 32] } as const;
 * const first = {
 *   number: 0,
 *   state: "running",
 *   params: { filters: 16 },
 *   distributions: { filters: distribution },
 *   value: null,
 *   intermediate: [],
 * } as const;
 * const context = { number: 1, seed: 1, direction: "maximize", trials: [first] } as const;
 * const suggest = gridSampler().begin(context)!;
 * assertEquals(suggest("filters", distribution), 32);
 * ```
 */
export function gridSampler(): Sampler {
  checkArguments("gridSampler()", arguments, 0);
  return {
    settings: { kind: "grid" },
    begin({ number, trials }) {
      const path = trials.length === 0 ? new Map<string, Step>() : nextPath(trials.at(-1)!);
      if (path === null) return null;
      return (name, distribution) => {
        const of = () => `${show(name)} in trial ${number}`;
        if (countValues(distribution) === Infinity) {
          throw new RangeError(
            `Expected ${of()} to have a step, as gridSampler() tries every value, ` +
              `got ${describeDistribution(distribution)}; suggestCategorical() takes a list.`,
          );
        }
        const step = path.get(name);
        if (step === undefined) return valueAt(distribution, 0);
        if (isSameDistribution(step.distribution, distribution)) return step.value;
        throw new RangeError(
          `Expected ${of()} to be suggested as in the trial before, for the same values of other ` +
            `parameters: ${describeDistribution(step.distribution)}, ` +
            `got ${describeDistribution(distribution)}.`,
        );
      };
    },
  };
}

/** One parameter of a path: its value and what it might have been. */
interface Step {
  readonly value: ParamValue;
  readonly distribution: Distribution;
}

/** The beginning of the path that follows a trial's; null where it was the last. */
function nextPath({ params, distributions }: PastTrial): Map<string, Step> | null {
  const steps = Object.entries(distributions);
  for (let last = steps.length - 1; last >= 0; last--) {
    const [name, distribution] = steps[last];
    const count = countValues(distribution);
    const place = placeOf(distribution, params[name]) + 1;
    if (place >= count || count === Infinity) continue;
    const path = new Map<string, Step>();
    for (const [name, distribution] of steps.slice(0, last)) {
      path.set(name, { value: params[name], distribution });
    }
    return path.set(name, { value: valueAt(distribution, place), distribution });
  }
  return null;
}
