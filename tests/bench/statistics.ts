/**
 * @module
 */

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/**
 * How much the values grow from one to the next: the Theil-Sen slope (Sen 1968), the median of the
 * slopes between all pairs of them, which a jump moves little; NaN of fewer than two.
 */
export function slope(values: readonly number[]): number {
  return median(
    values.flatMap((from, i) => values.slice(i + 1).map((to, j) => (to - from) / (j + 1))),
  );
}

/** A mean, and how far off it may be. */
export interface Interval {
  readonly mean: number;
  /** Half the length of the interval at 95 % (Student's t). */
  readonly margin: number;
}

/** Student's t at 95 %, two-sided, of 1 degree of freedom and more. */
const T_95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/**
 * The mean of a few values with its interval at 95 %.
 *
 * @throws {RangeError} If there are not 2 to 10 values.
 */
export function intervalOfMean(values: readonly number[]): Interval {
  const count = values.length;
  if (count < 2 || count > T_95.length + 1) {
    throw new RangeError(`Expected 2 to ${T_95.length + 1} values, got ${count}.`);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, margin: T_95[count - 2] * Math.sqrt(squares / (count - 1) / count) };
}
