/**
 * The tree-structured Parzen estimator: tries what good trials had more often than others.
 *
 * @module
 */
import { checkBoolean, checkKeys, checkWhole } from "../check/check.ts";
import { createRandom, type Random } from "../random/random.ts";
import {
  type Distribution,
  isSameDistribution,
  type ParamValue,
} from "../search_space/distributions.ts";
import { drawValue } from "../search_space/draw_value.ts";
import { contains, countValues, placeOf, valueAt } from "../search_space/values.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { Sampler } from "./sampler.ts";
import { createCategoricalKernels, createNumericKernels } from "./tpe_kernels.ts";
import { createMixture, type Mixture } from "./tpe_mixture.ts";
import { splitTrials } from "./tpe_split.ts";

/** How {@linkcode tpeSampler} goes about it. */
export interface TpeSamplerOptions {
  /**
   * Until so many trials are complete or pruned, parameters are drawn evenly.
   *
   * @default {10}
   */
  readonly startupTrials?: number;
  /**
   * So many values are drawn from the good trials' mixture, of which the best is taken; at least 1.
   *
   * @default {24}
   */
  readonly candidates?: number;
  readonly multivariate?: boolean;
  readonly liar?: boolean;
}

export function tpeSampler(options: TpeSamplerOptions = {}): Sampler {
  checkKeys("options of tpeSampler()", options, ["startupTrials", "candidates", "multivariate", "liar"]);
  const { startupTrials = 10, candidates = 24, multivariate = true, liar = true } = options;
  checkWhole("startupTrials of tpeSampler()", startupTrials, 0);
  checkWhole("candidates of tpeSampler()", candidates, 1);
  return {
    settings: { kind: "tpe", startupTrials, candidates, multivariate, liar },
    begin({ number, seed, direction, trials }) {
      const ended = trials.filter(({ state }) => state === "complete" || state === "pruned");
      const drawn = (name: string, distribution: Distribution) =>
        drawValue(distribution, createRandom(seed, "tpe", number, name));
      if (ended.length < startupTrials) return drawn;
      const { good, others: worse } = splitTrials(ended, direction);
      const others = liar ? [...worse, ...trials.filter(({ state }) => state === "running")] : worse;
      const choose = (space: Space, random: Random) => {
        const [likely, rest] = [good, others].map((part) => toMixture(part, space));
        return chooseValues(likely, rest, candidates, random)
          .map((value, i) => toValue(space[i][1], value));
      };
      const joint = multivariate ? toJointSpace(ended) : [];
      const values = joint.length > 0 ? choose(joint, createRandom(seed, "tpe", number)) : [];
      return (name, distribution) => {
        if (isSingle(distribution)) return drawn(name, distribution);
        const place = joint.findIndex((parameter) =>
          parameter[0] === name && isSameDistribution(parameter[1], distribution)
        );
        if (place >= 0) return values[place];
        return choose([[name, distribution]], createRandom(seed, "tpe", number, name))[0];
      };
    },
  };
}

/** Parameters that are chosen together. */
type Space = readonly (readonly [name: string, distribution: Distribution])[];

/** The parameters that all trials have with the same distribution, in the order of their names. */
function toJointSpace(trials: readonly PastTrial[]): Space {
  const [first, ...others] = trials.map(({ distributions }) => distributions);
  return Object.entries(first ?? {})
    .filter(([name, distribution]) =>
      !isSingle(distribution) &&
      others.every((other) => other[name] !== undefined && isSameDistribution(other[name], distribution))
    )
    .sort(([a], [b]) => a < b ? -1 : 1);
}

/** The mixture of what trials had, those alone that have all of the parameters. */
function toMixture(trials: readonly PastTrial[], space: Space): Mixture {
  const observed: number[][] = space.map(() => []);
  let count = 1;
  for (const { params } of trials) {
    const numbers = space.map(([name, distribution]) => toNumber(distribution, params[name]));
    if (numbers.some(isNaN)) continue;
    numbers.forEach((number, i) => observed[i].push(number));
    count++;
  }
  const kernels = space.map(([, distribution], i) =>
    distribution.kind === "categorical"
      ? createCategoricalKernels(distribution.choices.length, observed[i])
      : createNumericKernels(distribution, observed[i])
  );
  return createMixture(kernels, count);
}

/** Draws candidates as good trials had them; the one that is least like the rest's, the first of equals. */
function chooseValues(good: Mixture, rest: Mixture, candidates: number, random: Random): number[] {
  const drawn = new Map<string, number[]>();
  for (let i = 0; i < candidates; i++) {
    const values = good.draw(random);
    drawn.set(values.join(), values);
  }
  let [chosen, ...others] = drawn.values();
  const gain = (values: readonly number[]) => good.logDensity(values) - rest.logDensity(values);
  let most = others.length === 0 ? 0 : gain(chosen);
  for (const values of others) {
    const its = gain(values);
    if (its > most) [chosen, most] = [values, its];
  }
  return chosen;
}

/** A value as kernels take it; NaN where the distribution has no place for it. */
function toNumber(distribution: Distribution, value: ParamValue | undefined): number {
  if (distribution.kind === "categorical") {
    return contains(distribution, value) ? placeOf(distribution, value) : NaN;
  }
  const { low, high } = distribution;
  return typeof value === "number" && value >= low && value <= high ? value : NaN;
}

/** What kernels gave, as a value. */
function toValue(distribution: Distribution, number: number): ParamValue {
  if (distribution.kind === "categorical") return distribution.choices[number];
  return distribution.step === null ? number : valueAt(distribution, placeOf(distribution, number));
}

/** Whether there is nothing to choose. */
function isSingle(distribution: Distribution): boolean {
  return countValues(distribution) === 1;
}
