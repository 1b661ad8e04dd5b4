/**
 * How many images of each class there are.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { checkDataset, type Dataset, type LabelledImages } from "./dataset.ts";

/** The images of one class. */
export interface ClassCount {
  /** The class. */
  readonly label: number;
  /** How many of the training images have it. */
  readonly train: number;
  /** How many of the test images have it. */
  readonly test: number;
}

/**
 * Counts the images of each class, in both sets of a dataset.
 *
 * @throws {TypeError} If it is no dataset, or has an unknown key.
 * @throws {RangeError} If its numbers, or those of its two sets, do not fit each other.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { countClasses } from "./count_classes.ts";
 * import { loadMnist } from "./mnist.ts";
 *
 * const [zeros] = countClasses(await loadMnist());
 * assertEquals(zeros, { label: 0, train: 5923, test: 980 });
 * ```
 */
export function countClasses(data: Dataset): ClassCount[] {
  checkArguments("countClasses()", arguments, 1);
  const { classes, train, test } = checkDataset("data", data);
  const [ofTrain, ofTest] = [train, test].map((set) => countLabels(set, classes));
  return Array.from(ofTrain, (count, label) => ({ label, train: count, test: ofTest[label] }));
}

function countLabels({ labels }: LabelledImages, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label]++;
  return counts;
}
