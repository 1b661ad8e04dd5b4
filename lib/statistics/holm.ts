/**
 * Many tests at once.
 *
 * @module
 */

/**
 * Adjusts p values so that, of all tests together, the chance of a single false alarm is at most
 * the level that they are compared with (Holm 1979, "A simple sequentially rejective multiple test
 * procedure"). They need not be independent. The order stays.
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length);
  const ascending = [...ps.keys()].sort((i, j) => ps[i] - ps[j]);
  let highest = 0;
  ascending.forEach((i, rank) => {
    highest = Math.max(highest, Math.min(1, ps[i] * (ps.length - rank)));
    adjusted[i] = highest;
  });
  return adjusted;
}
