/**
 * Checks of datasets and sets of images that are handed in.
 *
 * @module
 */
import { refuseType } from "../check/check.ts";
import type { Dataset, LabelledImages } from "./dataset.ts";

/**
 * A dataset.
 *
 * @throws {TypeError} If it is none; one that is still loading is none.
 */
export function checkDataset(name: string, data: Dataset): Dataset {
  const isDataset = typeof data?.name === "string" && isSet(data.train) && isSet(data.test);
  return isDataset ? data : refuseType(name, "a dataset such as await loadMnist()", data);
}

/**
 * A set of images with labels.
 *
 * @throws {TypeError} If it is none.
 */
export function checkLabelledImages(name: string, set: LabelledImages): LabelledImages {
  return isSet(set) ? set : refuseType(name, "a set of images such as mnist.train", set);
}

function isSet(set: LabelledImages): boolean {
  return set?.images instanceof Uint8Array && set.labels instanceof Uint8Array;
}
