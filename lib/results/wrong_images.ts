/**
 * The images that a trained net got wrong, as its run noted them.
 *
 * @module
 */
import { type Dataset, imageAt, type LabelledImages } from "../datasets/dataset.ts";
import { type JudgedImages, judgedImages } from "../trial/judged_images.ts";
import type { Mistake } from "../trial/mistake.ts";
import type { Trial } from "../trial/record.ts";
import type { Run } from "../trial/run.ts";

/** The images that a run got wrong. */
export interface WrongImages {
  /** Which images it was judged by. */
  readonly images: JudgedImages;
  /** The set that they are of. */
  readonly set: LabelledImages;
  /** They, in the order of the set; what the net took them for is not known. */
  readonly mistakes: readonly Mistake[];
}

/** The images that a run of a complete trial got wrong, of those that the trial is judged by. */
export function wrongImages(trial: Trial, run: Run, data: Dataset): WrongImages {
  const images = judgedImages(trial.runs);
  // The protocol `paper` validates on the test images.
  const isTest = images === "test" || trial.setup.protocol === "paper";
  const set = isTest ? data.test : data.train;
  const mistakes = run[images]!.mistakes.map((index): Mistake => (
    { index, taken: null, probability: null, ...imageAt(set, index) }
  ));
  return { images, set, mistakes };
}
