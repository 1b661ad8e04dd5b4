/**
 * The tree-structured Parzen estimator: tries what good trials had and others had not.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import { createRandom, type Random } from "../random/random.ts";
import {
  type Distribution,
  isSameDistribution,
  type ParamValue,
} from "../search_space/distributions.ts";
import { drawValue } from "../search_space/draw_value.ts";
import { countValues, placeOf, valueAt } from "../search_space/values.ts";
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
}

/**
 * Creates a sampler that learns from complete and pruned trials, by the tree-structured Parzen
 * estimator. The best tenth of them, at most 25, are good. Of the values of the good ones and of the
 * others it makes a mixture of normal distributions each, and of several values drawn from the good
 * ones' mixture it tries the one that is likeliest by it in proportion to the others'. Trials that
 * failed or still run do not count. A value that is NaN is the worst.
 *
 * Parameters that all trials have, with the same bounds, are drawn together, so that what goes well
 * with what is learnt too. Conditional ones are drawn each by itself, from those trials that have
 * them.
 *
 * Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011; widths, weights and
 * steps as in Optuna 5.0.0 by default (Watanabe, arXiv:2304.11127), where trials still running
 * count among the others.
 *
 * @throws {TypeError} If an option is unknown or not of its type.
 * @throws {RangeError} If a number is out of range.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { tpeSampler } from "./tpe.ts";
 *
 * // Of 20 trials, those with the smallest loss had a rate near 0.2.
 * const rate = { kind: "float", low: 0, high: 1, log: false, step: null } as const;
 * const trials = Array.from({ length: 20 }, (_, number) => ({
 *   number,
 *   state: "complete",
 *   params: { rate: number / 20 },
 *   distributions: { rate },
 *   value: Math.abs(number / 20 - 0.2),
 *   intermediate: [],
 * } as const));
 * const suggest = tpeSampler().begin({ number: 20, seed: 1, direction: "minimize", trials })!;
 * assert(Math.abs(Number(suggest("rate", rate)) - 0.2) < 0.2);
 * ```
 */
export function tpeSampler(options: TpeSamplerOptions = {}): Sampler {
  checkKeys("options of tpeSampler()", options, ["startupTrials", "candidates"]);
  const { startupTrials = 10, candidates = 24 } = options;
  checkWhole("startupTrials of tpeSampler()", startupTrials, 0);
  checkWhole("candidates of tpeSampler()", candidates, 1);
  return {
    settings: { kind: "tpe", startupTrials, candidates },
    begin({ number, seed, direction, trials }) {
      const randomFor = (...name: string[]) => createRandom(seed, "tpe", number, ...name);
      const ended = trials.filter(({ state }) => state === "complete" || state === "pruned");
      if (ended.length < startupTrials) {
        return (name, distribution) => drawValue(distribution, randomFor(name));
      }
      const { good, others } = splitTrials(ended, direction);
      const choose = (space: Space, random: Random) => {
        const [likely, rest] = [good, others].map((part) => toMixture(part, space));
        const numbers = chooseNumbers(likely, rest, candidates, random);
        return numbers.map((number, i) => toValue(space[i].distribution, number));
      };
      const joint = toJointSpace(ended);
      const values = joint.length > 0 ? choose(joint, randomFor()) : [];
      return (name, distribution) => {
        const place = joint.findIndex((parameter) =>
          parameter.name === name && isSameDistribution(parameter.distribution, distribution)
        );
        if (place >= 0) return values[place];
        if (isSingle(distribution)) return valueAt(distribution, 0);
        return choose([{ name, distribution }], randomFor(name))[0];
      };
    },
  };
}

/** Parameters that are chosen together. */
type Space = readonly { readonly name: string; readonly distribution: Distribution }[];

/** The parameters that all trials have with the same distribution, in the order of their names. */
function toJointSpace(trials: readonly PastTrial[]): Space {
  const { distributions = {} } = trials[0] ?? {};
  const isEverywhere = (name: string, distribution: Distribution) =>
    trials.every(({ distributions: its }) =>
      // Mostly they are one object.
      its[name] === distribution ||
      Object.hasOwn(its, name) && isSameDistribution(its[name], distribution)
    );
  return Object.keys(distributions).sort()
    .map((name) => ({ name, distribution: distributions[name] }))
    .filter(({ name, distribution }) =>
      !isSingle(distribution) && isEverywhere(name, distribution)
    );
}

/** The mixture of what trials had, those alone that have all of the parameters. */
function toMixture(trials: readonly PastTrial[], space: Space): Mixture {
  const observed = space.map((parameter) => toNumbers(trials, parameter));
  // Those that have all of them move to the front.
  let count = 0;
  for (let i = 0; i < trials.length; i++) {
    for (const numbers of observed) numbers[count] = numbers[i];
    if (!observed.some((numbers) => isNaN(numbers[count]))) count++;
  }
  const kernels = space.map(({ distribution }, i) => {
    const numbers = observed[i].subarray(0, count);
    return distribution.kind === "categorical"
      ? createCategoricalKernels(distribution.choices.length, numbers)
      : createNumericKernels(distribution, numbers);
  });
  return createMixture(kernels, count);
}

/** Of values drawn as good trials had them, those that the rest had least; of equals the first. */
function chooseNumbers(good: Mixture, rest: Mixture, candidates: number, random: Random): number[] {
  const drawn = new Map<string, number[]>();
  for (let i = 0; i < candidates; i++) {
    const values = good.draw(random);
    drawn.set(values.join(), values);
  }
  const gain = (values: readonly number[]) => good.logDensity(values) - rest.logDensity(values);
  const gains = [...drawn.values()].map((values) => ({ values, gain: gain(values) }));
  return gains.reduce((best, other) => other.gain > best.gain ? other : best).values;
}

/** A parameter's values as kernels take them; NaN where the distribution has no place for one. */
function toNumbers(trials: readonly PastTrial[], { name, distribution }: Space[number]) {
  const numbers = new Float64Array(trials.length).fill(NaN);
  if (distribution.kind === "categorical") {
    for (let i = 0; i < numbers.length; i++) {
      const place = distribution.choices.indexOf(trials[i].params[name]);
      if (place >= 0) numbers[i] = place;
    }
    return numbers;
  }
  const { low, high } = distribution;
  for (let i = 0; i < numbers.length; i++) {
    const value = trials[i].params[name];
    if (typeof value === "number" && value >= low && value <= high) numbers[i] = value;
  }
  return numbers;
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
