/**
 * The images that a net gets wrong.
 *
 * @module
 */
import { type Dataset, imageAt, type LabelledImage } from "../datasets/dataset.ts";
import { bestRun } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";

/** Gives a probability for each class of an image, such as a loaded model does. */
export interface Classifier {
  /** Of an image of the dataset. */
  classifyPixels(image: LabelledImage): Promise<readonly number[]>;
}

/** An image that is classified wrongly. */
export interface Mistake extends LabelledImage {
  /** Of its set, counted from 0. */
  readonly index: number;
  /** What it was taken for, and with which probability; null where that is not known. */
  readonly taken: { readonly label: number; readonly probability: number } | null;
}

/** Some of the images that a net gets wrong. */
export interface Mistakes {
  /** Those that are shown. */
  readonly shown: readonly Mistake[];
  /** How many there are. */
  readonly count: number;
  /** The set that they are of. */
  readonly images: "test" | "validation";
}

/**
 * What the best run of a complete trial gets wrong, of the test images where it met them, else of
 * those that validated it. With a classifier the most confident mistakes come first, else those of
 * the lowest indices.
 *
 * @param data What the trial was trained on.
 * @param most So many are shown at most.
 */
export async function findMistakes(
  trial: Trial,
  data: Dataset,
  { most, classifier }: { readonly most: number; readonly classifier: Classifier | null },
): Promise<Mistakes> {
  const { test, validation } = bestRun(trial);
  const { mistakes } = test ?? validation!;
  const isOfTest = test !== null || trial.setup.protocol === "paper";
  const set = isOfTest ? data.test : data.train;
  const all = classifier === null ? mistakes.slice(0, most) : mistakes;
  const found: Mistake[] = [];
  for (const index of all) {
    const image = imageAt(set, index);
    found.push({ ...image, index, taken: classifier && await take(image, classifier) });
  }
  if (classifier !== null) found.sort((a, b) => b.taken!.probability - a.taken!.probability);
  return {
    shown: found.slice(0, most),
    count: mistakes.length,
    images: test !== null ? "test" : "validation",
  };
}

async function take(image: LabelledImage, classifier: Classifier) {
  const probabilities = await classifier.classifyPixels(image);
  const probability = Math.max(...probabilities);
  return { label: probabilities.indexOf(probability), probability };
}
