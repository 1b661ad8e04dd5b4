/**
 * The images that a net gets wrong.
 *
 * @module
 */
import type { Dataset, LabelledImages } from "../datasets/dataset.ts";
import { wrongImages } from "../results/wrong_images.ts";
import { bestRun } from "../trial/best.ts";
import type { JudgedImages } from "../trial/judged_images.ts";
import type { Mistake } from "../trial/mistake.ts";
import type { Trial } from "../trial/record.ts";

/** Tells what a net takes images for, such as a loaded model. */
export interface Classifier {
  /** Those of the images at these places of a set that it takes for another class, the surest first. */
  findMistakes(
    set: LabelledImages,
    options: { readonly indices: readonly number[] },
  ): Promise<readonly Mistake[]>;
}

/** Some of the images that a net gets wrong. */
export interface Mistakes {
  /** Those that are shown. */
  readonly shown: readonly Mistake[];
  /** How many there are. */
  readonly count: number;
  /** The set that they are of. */
  readonly images: JudgedImages;
}

/**
 * What the best run of a complete trial gets wrong, of the images that the trial is judged by. With a
 * classifier the most confident mistakes come first, else those of the lowest indices.
 *
 * @param data What the trial was trained on.
 * @param most So many are shown at most.
 */
export async function findMistakes(
  trial: Trial,
  data: Dataset,
  { most, classifier }: { readonly most: number; readonly classifier: Classifier | null },
): Promise<Mistakes> {
  const { images, set, mistakes } = wrongImages(trial, bestRun(trial), data);
  const indices = mistakes.map(({ index }) => index);
  const sure = classifier ? await classifier.findMistakes(set, { indices }) : [];
  // What another engine has by a hair right stays: that is what the run got wrong.
  const known = new Set(sure.map(({ index }) => index));
  const others = mistakes.filter(({ index }) => !known.has(index));
  return { shown: [...sure, ...others].slice(0, most), count: mistakes.length, images };
}
