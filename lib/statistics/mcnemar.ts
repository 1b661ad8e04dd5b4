/**
 * Whether two classifiers err differently on the same images.
 *
 * @module
 */

/** What McNemar's test says. */
export interface McNemar {
  /** How many images the first alone gets wrong. */
  readonly onlyA: number;
  /** How many images the second alone gets wrong. */
  readonly onlyB: number;
  /** How likely at least such an imbalance would be if both erred equally often. */
  readonly p: number;
}

/**
 * McNemar's test (1947), exact and two-sided: given the images that just one of both gets wrong,
 * each of them may be of either with probability 1/2, so that the lesser count is binomial.
 *
 * @param mistakes For each set of images, what either gets wrong: indices. Sets have no
 * image in common, and their counts add up.
 */
export function mcnemar(
  mistakes: readonly (readonly [a: readonly number[], b: readonly number[]])[],
): McNemar {
  let onlyA = 0;
  let onlyB = 0;
  for (const [a, b] of mistakes) {
    const both = countCommon(a, b);
    onlyA += a.length - both;
    onlyB += b.length - both;
  }
  const tail = lowerTail(Math.min(onlyA, onlyB), onlyA + onlyB);
  return { onlyA, onlyB, p: Math.min(1, 2 * tail) };
}

function countCommon(a: readonly number[], b: readonly number[]): number {
  const others = new Set(b);
  return a.filter((index) => others.has(index)).length;
}

/** The probability of at most `most` heads in `n` throws of a fair coin. */
function lowerTail(most: number, n: number): number {
  let logTerm = -n * Math.LN2;
  let sum = Math.exp(logTerm);
  for (let heads = 1; heads <= most; heads++) {
    // In logarithms, for 2^-n is 0 beyond n = 1074.
    logTerm += Math.log((n - heads + 1) / heads);
    sum += Math.exp(logTerm);
  }
  return sum;
}
