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
export function createCategoricalKernels(choices: number, observed: ArrayLike<number>): Kernels {
  const places = Uint32Array.from(observed);
  const kernels = places.length + 1;
  const total = kernels + choices;
  const same = Math.log((kernels + 1) / total);
  const other = Math.log(1 / total);
  const prior = Math.log(1 / choices);
  const logs = new Float64Array(choices);
  return {
    draw(kernel, random) {
      const isPrior = kernel === places.length || random.below(total) < choices;
      return isPrior ? random.below(choices) : places[kernel];
    },
    addLogDensities(value, sums) {
      // A table, for the processor cannot foresee which kernels are of this choice.
      logs.fill(other)[value] = same;
      for (let kernel = 0; kernel < places.length; kernel++) sums[kernel] += logs[places[kernel]];
      sums[places.length] += prior;
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
  observed: ArrayLike<number>,
): Kernels {
  const toScale = log ? Math.log : (value: number) => value;
  const half = (step ?? 0) / 2;
  const [from, to] = [toScale(low - half), toScale(high + half)];
  const scaled = new Float64Array(observed);
  for (let i = 0; i < scaled.length; i++) scaled[i] = toScale(scaled[i]);
  const all = placeKernels(scaled, from, to);
  // Real numbers are seldom alike, and steps often.
  const { centers, widths, places } = step === null ? { ...all, places: null } : joinKernels(all);
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
      const [center, width] = [all.centers[kernel], all.widths[kernel]];
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
      if (places === null) {
        const x = toScale(value);
        for (let i = 0; i < norms.length; i++) {
          sums[i] += logNormalDensity((x - centers[i]) / widths[i]) - norms[i];
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

/** Normal distributions. */
interface Normals {
  readonly centers: Float64Array;
  readonly widths: Float64Array;
}

/**
 * Centres and widths of the kernels, one for each observation, and last the prior's. A kernel is as
 * wide as the larger gap to its neighbours; the outermost take the gap to their only one, and a lone
 * one the larger gap to the ends. No width is above the range's or below its 100th part; of few
 * observations the least is larger.
 */
function placeKernels(observed: Float64Array, from: number, to: number): Normals {
  const range = to - from;
  const count = observed.length;
  const parts = Math.min(100, count + 2);
  const centers = new Float64Array(count + 1);
  centers.set(observed);
  centers[count] = from + range / 2;
  const widths = new Float64Array(count + 1).fill(range / parts);
  widths[count] = range;
  if (count === 1) widen(0, Math.max(observed[0] - from, to - observed[0]));
  // Only a gap wider than the least width matters. In cells of half of it, such a gap lies between
  // the last of one and the first of the next that is not empty: nothing need be sorted.
  const cells = 2 * parts;
  const firsts = new Int32Array(cells + 1).fill(-1);
  const lasts = new Int32Array(cells + 1).fill(-1);
  for (let place = 0; place < count; place++) {
    const value = observed[place];
    const cell = Math.floor((value - from) / range * cells);
    const [first, last] = [firsts[cell], lasts[cell]];
    if (first < 0 || value < observed[first]) firsts[cell] = place;
    if (last < 0 || value >= observed[last]) lasts[cell] = place;
  }
  let before = -1;
  for (let cell = 0; cell <= cells; cell++) {
    const first = firsts[cell];
    if (first < 0) continue;
    if (before >= 0) {
      const gap = observed[first] - observed[before];
      widen(before, gap);
      widen(first, gap);
    }
    before = lasts[cell];
  }
  return { centers, widths };

  function widen(place: number, gap: number): void {
    widths[place] = Math.min(range, Math.max(widths[place], gap));
  }
}

/** Equal kernels once, and the place of each among them. */
function joinKernels({ centers, widths }: Normals): Normals & { places: Uint32Array } {
  const places = new Uint32Array(centers.length);
  const kept: number[] = [];
  const known = new Map<number, Map<number, number>>(); // by width and by centre
  let ofWidth = new Map<number, number>();
  for (let kernel = 0; kernel < places.length; kernel++) {
    const [center, width] = [centers[kernel], widths[kernel]];
    // Nearly all are of one width.
    if (kernel === 0 || width !== widths[kernel - 1]) {
      ofWidth = known.get(width) ?? new Map();
      known.set(width, ofWidth);
    }
    let place = ofWidth.get(center);
    if (place === undefined) {
      place = kept.push(kernel) - 1;
      ofWidth.set(center, place);
    }
    places[kernel] = place;
  }
  return {
    centers: new Float64Array(kept.map((kernel) => centers[kernel])),
    widths: new Float64Array(kept.map((kernel) => widths[kernel])),
    places,
  };
}
