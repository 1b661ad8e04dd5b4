/**
 * The normal distribution, as far as {@linkcode tpeSampler} needs it: how much of it lies between
 * two points.
 *
 * @module
 */

/** Nodes of the table lie so far apart. */
const SPACING = 1 / 16;
/** Less than 1e-32 lies below it, which weighs nothing beside the prior. */
const LOWEST = -12;
/** Terms of the series around each node: the next would be below 1e-17 of the sum. */
const TERMS = 12;
const LOG_SQRT_2_PI = Math.log(2 * Math.PI) / 2;
/** Intervals narrower than this go by the density in their middle. */
const NARROW = 0.01;

/**
 * Taylor series of the ratio R of the distribution to its density, around each node from
 * {@linkcode LOWEST} to 0. As `R' = 1 + x R`, each derivative follows from the two before it; and a
 * series gives the next node's R, without loss, as errors shrink towards 0 (after G. Marsaglia,
 * Evaluating the Normal Distribution, J. Stat. Software 11(4), 2004).
 */
const series = createSeries();

/**
 * The share of the standard normal distribution below `x`, at most 0, within 1e-13 of itself; 0 from
 * -12 down.
 */
export function normalBelow(x: number): number {
  if (!(x > LOWEST)) return 0;
  const node = Math.round((x - LOWEST) / SPACING);
  const d = x - (LOWEST + node * SPACING);
  let ratio = 0;
  for (let i = (node + 1) * TERMS - 1; i >= node * TERMS; i--) ratio = ratio * d + series[i];
  return ratio * Math.exp(-x * x / 2 - LOG_SQRT_2_PI);
}

/** The logarithm of the standard normal density at `x`. */
export function logNormalDensity(x: number): number {
  return -x * x / 2 - LOG_SQRT_2_PI;
}

/** The share of the standard normal distribution between `from` and `to`. */
export function normalBetween(from: number, to: number): number {
  // In the left half nothing is lost near 1.
  if (from > 0) return normalBelow(-from) - normalBelow(-to);
  if (to <= 0) return normalBelow(to) - normalBelow(from);
  return 1 - normalBelow(from) - normalBelow(-to);
}

/**
 * The logarithm of {@linkcode normalBetween}: within 1e-7 up to 10 from 0, and within 1e-6 up to 12.
 * -Infinity where both points lie further out on one side.
 */
export function logNormalBetween(from: number, to: number): number {
  if (from > -LOWEST || to < LOWEST) return -Infinity;
  const width = to - from;
  if (width >= NARROW) return Math.log(normalBetween(from, to));
  // The density in the middle with the next term of its series: a difference would lose digits.
  const middle = from + width / 2;
  return logNormalDensity(middle) + Math.log(width) + (middle * middle - 1) * width * width / 24;
}

function createSeries(): Float64Array {
  const nodes = -LOWEST / SPACING + 1;
  const terms = new Float64Array(nodes * TERMS);
  // Laplace's continued fraction gives the first.
  let ratio = 0;
  for (let i = 60; i >= 1; i--) ratio = i / (ratio - LOWEST);
  ratio = 1 / (ratio - LOWEST);
  for (let node = 0; node < nodes; node++) {
    const x = LOWEST + node * SPACING;
    const at = node * TERMS;
    terms[at] = ratio;
    terms[at + 1] = 1 + x * ratio;
    for (let i = 2; i < TERMS; i++) terms[at + i] = (x * terms[at + i - 1] + terms[at + i - 2]) / i;
    ratio = 0;
    for (let i = TERMS - 1; i >= 0; i--) ratio = ratio * SPACING + terms[at + i];
  }
  return terms;
}
