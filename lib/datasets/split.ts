/**
 * Holding validation images out of the training images.
 *
 * @module
 */
import { createRandom } from "../random/random.ts";

/** How many images are held out, and which draw. */
export interface SplitOptions {
  /** This many images are held out, at least 1 and fewer than there are. */
  readonly validation: number;
  /** It chooses which images of each class are held out. */
  readonly seed: number;
}

/** Two parts of a set of images. */
export interface Split {
  /** Indices of the images to train on, ascending. */
  readonly training: Uint32Array<ArrayBuffer>;
  /** Indices of the images held out, ascending. */
  readonly validation: Uint32Array<ArrayBuffer>;
}

/**
 * Holds images out so that each class has the same share of both parts, as far as whole images
 * allow: shares are rounded by the method of largest remainders, ties going to the lower class.
 *
 * @param labels Classes of all images; a part of a set is split through `labels.subarray(0, limit)`.
 * @throws {RangeError} If `validation` would leave one of the parts empty.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { stratifiedSplit } from "./split.ts";
 *
 * const labels = Uint8Array.of(0, 1, 0, 1, 0, 1);
 * const { validation } = stratifiedSplit(labels, { validation: 2, seed: 1 });
 * assertEquals(Array.from(validation, (i) => labels[i]).sort(), [0, 1]);
 * ```
 */
export function stratifiedSplit(labels: Uint8Array, options: SplitOptions): Split {
  const { validation, seed } = options;
  const count = labels.length;
  if (!Number.isInteger(validation) || validation < 1 || validation >= count) {
    throw new RangeError(
      `Expected to hold out a whole number of images from 1 to ${count - 1}, ` +
        `since there are ${count}, got ${validation}.`,
    );
  }
  const byClass = Map.groupBy(labels.keys(), (index) => labels[index]);
  const classes = [...byClass].sort(([a], [b]) => a - b).map(([, indices]) => indices);
  const heldOut = new Uint8Array(count);
  const shares = largestRemainders(validation, classes.map((indices) => indices.length));
  classes.forEach((indices, i) => {
    const random = createRandom(seed, "split", labels[indices[0]]);
    // The first steps of a Fisher-Yates shuffle draw without repetition.
    for (let drawn = 0; drawn < shares[i]; drawn++) {
      const other = drawn + random.below(indices.length - drawn);
      [indices[drawn], indices[other]] = [indices[other], indices[drawn]];
      heldOut[indices[drawn]] = 1;
    }
  });
  const indices = Uint32Array.from(labels.keys());
  return {
    training: indices.filter((index) => heldOut[index] === 0),
    validation: indices.filter((index) => heldOut[index] === 1),
  };
}

/** Shares out `seats` in proportion to `sizes`, whose sum is at least `seats`. */
function largestRemainders(seats: number, sizes: readonly number[]): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  // Remainders of whole numbers, so that no rounding decides a tie.
  const remainders = sizes.map((size) => (seats * size) % total);
  const shares = sizes.map((size, i) => (seats * size - remainders[i]) / total);
  const left = seats - shares.reduce((sum, share) => sum + share, 0);
  const largestFirst = [...sizes.keys()].sort((a, b) => remainders[b] - remainders[a] || a - b);
  for (const i of largestFirst.slice(0, left)) shares[i]++;
  return shares;
}
