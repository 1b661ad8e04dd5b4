/**
 * The kernels of one parameter in {@linkcode tpeSampler}: one around each value that was observed,
 * and last the prior, which covers the whole range.
 *
 * @module
 */
import type { Random } from "../random/random.ts";
import type { FloatDistribution, IntDistribution } from "../search_space/distributions.ts";
import { logNormalBetween, logNormalDensity, normalBetween } from "./tpe_normal.ts";

/** The kernels of one parameter. Categorical values are the places of choices in their list. */
export interface Kernels {
  /** Draws a value from the kernel of a place. */
  draw(kernel: number, random: Random): number;
  /** Adds to each place of `sums` the logarithm of that kernel's density, or probability, at a value. */
  addLogDensities(value: number, sums: Float64Array): void;
}

/**
 * Kernels over choices: the observed one has the weight 1 and all the same share of the prior's.
 *
 * @param choices How many there are.
 * @param observed Places of choices.
 */
export function createCategoricalKernels(choices: number, observed: readonly number[]): Kernels {
  const kernels = observed.length + 1;
  const total = kernels + choices;
  const same = Math.log((kernels + 1) / total);
  const other = Math.log(1 / total);
  const prior = Math.log(1 / choices);
  return {
    draw(kernel, random) {
      const isPrior = kernel === observed.length || random.below(total) < choices;
      return isPrior ? random.below(choices) : observed[kernel];
    },
    addLogDensities(value, sums) {
      for (let kernel = 0; kernel < observed.length; kernel++) {
        sums[kernel] += observed[kernel] === value ? same : other;
      }
      sums[observed.length] += prior;
    },
  };
}

/**
 * Kernels over a range: normal distributions cut off at its ends, by the logarithm where it is drawn
 * by that. A step's values take what lies within half a step of them.
 *
 * @param observed Values in the range.
 */
export function createNumericKernels(
  { low, high, log, step }: FloatDistribution | IntDistribution,
  observed: readonly number[],
): Kernels {
  const toScale = log ? Math.log : (value: number) => value;
  const half = (step ?? 0) / 2;
  const [from, to] = [toScale(low - half), toScale(high + half)];
  const { centers, widths, places } = placeKernels(
    new Float64Array(observed.map(toScale)),
    from,
    to,
  );
  // What is taken off: the share that was not cut off and, of densities, the width.
  const norms = new Float64Array(centers.length);
  let [scale, logScale] = [1, 0];
  for (let i = 0; i < norms.length; i++) {
    const width = widths[i];
    const inside = normalBetween((from - centers[i]) / width, (to - centers[i]) / width);
    const its = step === null ? inside * width : inside;
    // Most kernels are as narrow as may be and far from the ends: one logarithm does for them all.
    if (its !== scale) [scale, logScale] = [its, Math.log(its)];
    norms[i] = logScale;
  }
  // By the value: several candidates often have the same.
  const masses = new Map<number, Float64Array>();
  return {
    draw(kernel, random) {
      const [center, width] = [centers[places[kernel]], widths[places[kernel]]];
      const [least, most] = [(from - center) / width, (to - center) / width];
      // A centre lies in the range and a width is at most the range's: a third of draws do, or more.
      let drawn = random.normal();
      while (drawn < least || drawn > most) drawn = random.normal();
      let value = center + width * drawn;
      if (log) value = Math.exp(value);
      if (step !== null) value = low + Math.round((value - low) / step) * step;
      return Math.min(high, Math.max(low, value));
    },
    addLogDensities(value, sums) {
      if (step === null) {
        const x = toScale(value);
        for (let kernel = 0; kernel < places.length; kernel++) {
          const place = places[kernel];
          sums[kernel] += logNormalDensity((x - centers[place]) / widths[place]) - norms[place];
        }
        return;
      }
      const known = masses.get(value) ?? toLogMasses(value);
      masses.set(value, known);
      for (let kernel = 0; kernel < places.length; kernel++) sums[kernel] += known[places[kernel]];
    },
  };

  /** The logarithm of the probability of a step's value under each kernel. */
  function toLogMasses(value: number): Float64Array {
    const [left, right] = [toScale(value - half), toScale(value + half)];
    const logMasses = new Float64Array(norms.length);
    for (let i = 0; i < norms.length; i++) {
      const [center, width] = [centers[i], widths[i]];
      const mass = logNormalBetween((left - center) / width, (right - center) / width);
      logMasses[i] = mass - norms[i];
    }
    return logMasses;
  }
}

/**
 * Centres and widths of the kernels, equal ones once, and the place of each observation's and the
 * prior's among them. A kernel is as wide as the larger gap to its neighbours; the outermost take
 * the gap to their only one, and a lone one the larger gap to the ends. No width is above the
 * range's or below its 100th part; of few observations the least is larger.
 */
function placeKernels(observed: Float64Array, from: number, to: number) {
  const range = to - from;
  const count = observed.length;
  const least = range / Math.min(100, count + 2);
  const order = sortPlaces(observed, from, range);
  const centers = new Float64Array(count + 1);
  const widths = new Float64Array(count + 1);
  const places = new Uint32Array(count + 1);
  let kept = 0;
  for (let rank = 0; rank < count; rank++) {
    const center = observed[order[rank]];
    const before = rank > 0 ? center - observed[order[rank - 1]] : count === 1 ? center - from : 0;
    const after = rank < count - 1
      ? observed[order[rank + 1]] - center
      : count === 1
      ? to - center
      : 0;
    const width = Math.min(range, Math.max(least, before, after));
    if (kept === 0 || center !== centers[kept - 1] || width !== widths[kept - 1]) {
      centers[kept] = center;
      widths[kept++] = width;
    }
    places[order[rank]] = kept - 1;
  }
  centers[kept] = from + range / 2;
  widths[kept] = range;
  places[count] = kept++;
  return { centers: centers.subarray(0, kept), widths: widths.subarray(0, kept), places };
}

/**
 * The places of values in ascending order. Numbers are sorted much faster than by a function: each
 * holds one of 2^31 parts of the range and the place. Which of two values in one part comes first
 * does not matter, as no kernel is so narrow.
 */
function sortPlaces(values: Float64Array, from: number, range: number): Float64Array {
  const keys = new Float64Array(values.length);
  for (let place = 0; place < keys.length; place++) {
    keys[place] = Math.floor((values[place] - from) / range * 2 ** 31) * 2 ** 21 + place;
  }
  keys.sort();
  return keys.map((key) => key - Math.floor(key / 2 ** 21) * 2 ** 21);
}
