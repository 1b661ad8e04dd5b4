/**
 * The random number in [0, 2^32) below which dropout drops an element: its share of the range is
 * `rate`, and the range's last number is always kept, so that a rate just below 1 does not wrap.
 */
export function dropoutThreshold(rate: number): number {
  return Math.min(2 ** 32 - 1, Math.round(rate * 2 ** 32));
}
