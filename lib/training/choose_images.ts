/**
 * Which images a protocol trains on, and which it validates on.
 *
 * @module
 */
import type { Dataset, LabelledImages } from "../datasets/dataset.ts";
import { foldSplit } from "../datasets/folds.ts";
import { stratifiedSplit } from "../datasets/split.ts";
import type { Setup } from "../trial/setup.ts";

/** The share of the training images that the protocol `held-out` validates on. */
const VALIDATION_SHARE = 1 / 6;

/** Which images train, and which validate after every epoch. */
export interface ChosenImages {
  /** Indices into the training set. */
  readonly training: Uint32Array;
  /** A set and indices into it. */
  readonly validation: { readonly set: LabelledImages; readonly indices: Uint32Array };
}

/** Chooses the images by the protocol, the limit, the fold and the seed of a setup. */
export function chooseImages(setup: Setup, data: Dataset): ChosenImages {
  const count = Math.min(setup.limit ?? Infinity, data.train.count);
  if (setup.protocol === "paper") {
    return {
      training: allIndices(count),
      validation: { set: data.test, indices: allIndices(data.test.count) },
    };
  }
  const labels = data.train.labels.subarray(0, count);
  const { fold, seed } = setup;
  const { training, validation } = fold === null
    ? stratifiedSplit(labels, { validation: Math.round(count * VALIDATION_SHARE), seed })
    : foldSplit(labels, { fold, seed });
  return { training, validation: { set: data.train, indices: validation } };
}

/** The indices of all images of a set. */
export function allIndices(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
