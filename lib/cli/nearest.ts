/**
 * What a user may have meant by a word that is not known.
 *
 * @module
 */

/** So many letters wrong, and it is still taken for a slip. */
const MOST_SLIPS = 2;

/**
 * The word that differs least from another: by at most two letters that are wrong, missing, too
 * many or swapped, and by fewer than half of them; undefined where there is none.
 *
 * @example
 * ```ts
 * console.assert(nearest("epoch", ["seed", "epochs"]) === "epochs");
 * ```
 */
export function nearest<T extends string>(word: string, words: readonly T[]): T | undefined {
  const ranked = words.map((other) => ({ other, slips: countSlips(word, other) }))
    .filter(({ other, slips }) => slips <= MOST_SLIPS && 2 * slips < other.length)
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.other;
}

/** The number of letters to put in, take out, replace or swap with the next to get from a to b. */
function countSlips(a: string, b: string): number {
  // rows[i][j] is the number for the first i letters of a and the first j of b.
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i].push(Math.min(
        ...[replaced, rows[i - 1][j] + 1, rows[i][j - 1] + 1],
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      ));
    }
  }
  return rows[a.length][b.length];
}
