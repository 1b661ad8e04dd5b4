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
