/**
 * Parting the training images into folds, each of which validates once.
 *
 * @module
 */
import { checkWhole } from "../check/check.ts";
import { createRandom } from "../random/random.ts";
import type { Split } from "./split.ts";

/** How many folds there are, and which draw. */
export interface FoldsOptions {
  /** At least 2, at most as many as there are images. */
  readonly count: number;
  /** It chooses which images of each class go together. */
  readonly seed: number;
}

/** Which fold validates. */
export interface FoldSplitOptions {
  /** The fold, counted from 0, of how many. */
  readonly fold: { readonly index: number; readonly count: number };
  /** It chooses which images of each class go together. */
  readonly seed: number;
}

/**
 * Gives each image a fold, counted from 0, so that folds differ by at most one image, in all and of
 * each class: the images of one class after the other, shuffled, are dealt out in turn.
 *
 * @param labels Classes of all images; a part of a set is dealt through `labels.subarray(0, limit)`.
 * @throws {TypeError} If `count` is no number.
 * @throws {RangeError} If `count` is fractional, below 2 or above the number of images.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { stratifiedFolds } from "./folds.ts";
 *
 * const labels = Uint8Array.of(7, 7, 7, 3, 3, 3);
 * const folds = stratifiedFolds(labels, { count: 3, seed: 1 });
 * assertEquals(folds.slice(0, 3).sort(), Uint32Array.of(0, 1, 2));
 * assertEquals(folds.slice(3).sort(), Uint32Array.of(0, 1, 2));
 * ```
 */
export function stratifiedFolds(labels: Uint8Array, options: FoldsOptions): Uint32Array {
  const { count, seed } = options;
  if (labels.length < 2) {
    throw new RangeError(`Expected at least 2 images to make folds of, got ${labels.length}.`);
  }
  checkWhole("the number of folds", count, 2, labels.length);
  const folds = new Uint32Array(labels.length);
  const byClass = Map.groupBy(labels.keys(), (index) => labels[index]);
  let dealt = 0;
  for (const label of [...byClass.keys()].sort((a, b) => a - b)) {
    const indices = byClass.get(label)!;
    const random = createRandom(seed, "folds", label);
    for (let left = indices.length; left > 0; left--) {
      const drawn = random.below(left);
      folds[indices[drawn]] = dealt++ % count;
      indices[drawn] = indices[left - 1];
    }
  }
  return folds;
}

/**
 * Holds one fold out: its images validate, all others train.
 *
 * @param labels Classes of all images; a part of a set is dealt through `labels.subarray(0, limit)`.
 * @throws {TypeError} If a number of the fold is none.
 * @throws {RangeError} If there are fewer than 2 folds or more than images, or not that one.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { foldSplit } from "./folds.ts";
 *
 * const labels = Uint8Array.of(7, 7, 7, 3, 3, 3);
 * const { validation } = foldSplit(labels, { fold: { index: 0, count: 3 }, seed: 1 });
 * assertEquals(Array.from(validation, (i) => labels[i]), [7, 3]);
 * ```
 */
export function foldSplit(labels: Uint8Array, options: FoldSplitOptions): Split {
  const { fold: { index, count }, seed } = options;
  const folds = stratifiedFolds(labels, { count, seed });
  checkWhole("the index of a fold", index, 0, count - 1);
  const indices = Uint32Array.from(labels.keys());
  return {
    training: indices.filter((image) => folds[image] !== index),
    validation: indices.filter((image) => folds[image] === index),
  };
}
