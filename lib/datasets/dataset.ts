/**
 * Labelled images, and the pair of training and test images that makes a dataset.
 *
 * The bytes lie in shared memory: a dataset posted to a Worker is not copied, so that all trials
 * read one copy.
 *
 * @module
 */
import { checkArguments, checkKeys, checkWhole, refuseRange, refuseType } from "../check/check.ts";
import type { Idx } from "./idx.ts";

/** Grey images with their classes. */
export interface LabelledImages {
  /** How many there are. */
  readonly count: number;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** `count` x `height` x `width` brightnesses from 0 to 255, row by row. */
  readonly images: Uint8Array<SharedArrayBuffer>;
  /** `count` classes, counted from 0. */
  readonly labels: Uint8Array<SharedArrayBuffer>;
}

/** Training and test images of the same size and classes. */
export interface Dataset {
  /** As tables show it, `MNIST`. */
  readonly name: string;
  /** Labels are below it. */
  readonly classes: number;
  /** To train on, and to hold validation images out of. */
  readonly train: LabelledImages;
  /** To measure on at the end. */
  readonly test: LabelledImages;
}

/** The four IDX files of a dataset. */
export interface DatasetFiles {
  readonly trainImages: Idx;
  readonly trainLabels: Idx;
  readonly testImages: Idx;
  readonly testLabels: Idx;
}

/** One image taken out of a set. */
export interface LabelledImage {
  /** Its class. */
  readonly label: number;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** `height` x `width` brightnesses from 0 to 255, row by row; a copy. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/**
 * Builds a dataset of its four files, whose bytes are copied into shared memory.
 *
 * @param classes The number of classes, from 1 to 256; by default the highest label plus 1.
 * @throws {RangeError} If a file has the wrong number of dimensions or no images, images and labels
 * differ in number, training and test images differ in size, or a label is not below `classes`.
 */
export function createDataset(
  name: string,
  files: DatasetFiles,
  classes: number = highestLabel(files) + 1,
): Dataset {
  checkWhole(`classes of "${name}"`, classes, 1, 256);
  const train = createLabelledImages(files.trainImages, files.trainLabels, classes);
  const test = createLabelledImages(files.testImages, files.testLabels, classes);
  if (test.height !== train.height || test.width !== train.width) {
    throw new RangeError(
      `Cannot load "${files.testImages.name}": expected images of the training images' size ` +
        `${train.height}x${train.width}, got ${test.height}x${test.width}.`,
    );
  }
  return { name, classes, train, test };
}

/**
 * Takes one image and its label out of a set.
 *
 * @param index Counted from 0.
 * @throws {TypeError} If `set` is none or has an unknown key, or `index` is no number.
 * @throws {RangeError} If a size of the set is out of range or does not fit its images or labels, or
 * `index` is no index of the set.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { imageAt } from "./dataset.ts";
 * import { loadMnist } from "./mnist.ts";
 *
 * const { train } = await loadMnist();
 * assertEquals(imageAt(train, 7777).label, 8);
 * ```
 */
export function imageAt(set: LabelledImages, index: number): LabelledImage {
  checkArguments("imageAt()", arguments, 2);
  const { count, height, width } = checkLabelledImages("the set of an image", set);
  checkWhole("the index of an image", index, 0, count - 1);
  const size = height * width;
  const pixels = new Uint8Array(set.images.subarray(index * size, (index + 1) * size));
  return { label: set.labels[index], height, width, pixels };
}

/**
 * A dataset. Its labels are all looked at: a fraction of a millisecond for MNIST.
 *
 * @throws {TypeError} If it is none, or has an unknown key; one that is still loading is none.
 * @throws {RangeError} If a size is out of range, images or labels are not as many as `count` says,
 * training and test images differ in size, or a label is not below `classes`.
 */
export function checkDataset(name: string, data: Dataset): Dataset {
  const isDataset = typeof data?.name === "string" && isSet(data.train) && isSet(data.test);
  if (!isDataset) return refuseType(name, "a dataset such as await loadMnist()", data);
  checkKeys(name, data, ["name", "classes", "train", "test"]);
  const { classes, train, test } = data;
  checkWhole(`classes of ${name}`, classes, 1, 256);
  for (const [which, set] of Object.entries({ train, test })) {
    checkLabelledImages(`${which} of ${name}`, set);
    const highest = highestOf(set.labels);
    if (highest >= classes) {
      refuseRange(`labels of ${which} of ${name}`, `from 0 to ${classes - 1}`, highest);
    }
  }
  const [ofTrain, ofTest] = [train, test].map(({ height, width }) => `${height}x${width}`);
  if (ofTrain === ofTest) return data;
  const expected = `of the training images' size ${ofTrain}`;
  throw new RangeError(`Expected the test images of ${name} to be ${expected}, got ${ofTest}.`);
}

/**
 * A set of images with labels, which are not looked at.
 *
 * @throws {TypeError} If it is none, or has an unknown key.
 * @throws {RangeError} If a size is out of range, or images or labels are not as many as `count` says.
 */
export function checkLabelledImages(name: string, set: LabelledImages): LabelledImages {
  if (!isSet(set)) return refuseType(name, "a set of images such as mnist.train", set);
  checkKeys(name, set, ["count", "height", "width", "images", "labels"]);
  const { count, height, width, images, labels } = set;
  checkWhole(`count of ${name}`, count, 1);
  checkWhole(`height of ${name}`, height, 1);
  checkWhole(`width of ${name}`, width, 1);
  if (images.length !== count * height * width) {
    refuseRange(`bytes in images of ${name}`, `${count} x ${height} x ${width}`, images.length);
  }
  if (labels.length !== count) {
    refuseRange(`labels of ${name}`, `${count}, one for each image`, labels.length);
  }
  return set;
}

function isSet(set: LabelledImages): boolean {
  return set?.images instanceof Uint8Array && set.labels instanceof Uint8Array;
}

/** Pairs images with their labels; throws as `createDataset` does. */
function createLabelledImages(images: Idx, labels: Idx, classes: number): LabelledImages {
  if (images.shape.length !== 3 || images.shape.includes(0)) {
    throw new RangeError(
      `Cannot load "${images.name}": expected images as count x height x width, ` +
        `got the shape ${images.shape.join("x")}.`,
    );
  }
  if (labels.shape.length !== 1) {
    throw new RangeError(
      `Cannot load "${labels.name}": expected one label per image, ` +
        `got the shape ${labels.shape.join("x")}.`,
    );
  }
  const [count, height, width] = images.shape;
  if (labels.data.length !== count) {
    throw new RangeError(
      `Cannot load "${labels.name}": expected ${count} labels, one per image of ` +
        `"${images.name}", got ${labels.data.length}.`,
    );
  }
  const wrong = labels.data.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot load "${labels.name}": expected labels from 0 to ${classes - 1}, ` +
        `got ${labels.data[wrong]} for image ${wrong}.`,
    );
  }
  return { count, height, width, images: toShared(images.data), labels: toShared(labels.data) };
}

function highestLabel({ trainLabels, testLabels }: DatasetFiles): number {
  return Math.max(highestOf(trainLabels.data), highestOf(testLabels.data));
}

function highestOf(labels: Uint8Array): number {
  let highest = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] > highest) highest = labels[i];
  return highest;
}

function toShared(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
