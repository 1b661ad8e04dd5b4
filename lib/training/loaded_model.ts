/**
 * A trained net that classifies images, and lets itself be looked into.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { prepareBackend } from "../backends/prepare.ts";
import { checkArguments, checkArray, checkKeys, checkWhole } from "../check/check.ts";
import { refuseRange } from "../check/check.ts";
import { fillBatch } from "../datasets/batches.ts";
import { checkLabelledImages, imageAt, type LabelledImages } from "../datasets/dataset.ts";
import { type ImageSource, loadDigit } from "../images/load_digit.ts";
import type { Picture } from "../images/picture.ts";
import { checkImage, type Grid } from "../models/grid.ts";
import { convolutionsOf, filtersOf, mapsOf } from "../models/look_inside.ts";
import { predict } from "../models/predict.ts";
import type { Mistake } from "../trial/mistake.ts";
import type { ModelProvenance } from "./model_provenance.ts";

/** Images that are classified together. */
const BATCH = 200;

/** Options of {@linkcode LoadedModel.findMistakes}. */
export interface MistakesOptions {
  /**
   * Only these images are looked at, by their places in the set; by default all.
   *
   * @default {undefined}
   */
  readonly indices?: readonly number[];
}

/** Options of {@linkcode LoadedModel.featureMaps}. */
export interface FeatureMapsOptions {
  /**
   * Which convolution of the net, counted from 1.
   *
   * @default {1}
   */
  readonly convolution?: number;
}

/**
 * A trained net, such as {@linkcode loadModel} loads from its files.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { buildModel, createStudy, imageAt, loadMnist, loadModel } from "../mod.ts";
 * import { parseLayers, prepareBackend, saveModel } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "F", layers: "F" }];
 * const { study } = await createStudy({ name: "flat", data, cases });
 * const [trial] = study.trials;
 * await prepareBackend("wasm");
 * const untrained = buildModel(parseLayers("F"), { seed: 1 });
 * const weights = untrained.getWeights().map((weight) => weight.dataSync().slice() as Float32Array);
 * const { provenance } = study;
 * const folder = await Deno.makeTempDir();
 * const [run] = trial.runs;
 * await saveModel(folder, { study: "flat", dataset: "MNIST", trial, run, weights, provenance });
 *
 * const model = await loadModel(folder);
 * const probabilities = await model.classifyPixels(imageAt(data.test, 0));
 * assertEquals(probabilities.length, model.labels.length);
 * ```
 */
export class LoadedModel {
  /** Which study and trial it comes from, how it was trained and measured, what made it. */
  readonly provenance: ModelProvenance;
  /** What its classes are called, in the order of its outputs. */
  readonly labels: readonly string[];
  /** Height of its images in pixels. */
  readonly height: number;
  /** Width of its images in pixels. */
  readonly width: number;
  readonly #model: tf.LayersModel;

  /** Wraps a tfjs model that takes grey images `[batch, height, width, 1]`. */
  constructor(model: tf.LayersModel, provenance: ModelProvenance) {
    this.#model = model;
    this.provenance = provenance;
    this.labels = provenance.labels;
    [, this.height, this.width] = model.inputs[0].shape as number[];
  }

  /**
   * Classifies one's own picture of a digit, as {@linkcode loadDigit} prepares it.
   *
   * @param image Path or URL of a PNG or JPEG file, or its bytes.
   * @returns A probability for each label, in their order; their sum is 1.
   * @throws {TypeError} If it is none of these.
   * @throws {RangeError} If the image is too large.
   * @throws {Error} If it cannot be read, is no PNG or JPEG, or is blank.
   */
  async classify(image: ImageSource): Promise<number[]> {
    checkArguments("classify()", arguments, 1);
    const { height, width } = this;
    return await this.classifyPixels(await loadDigit(image, { height, width }));
  }

  /**
   * Classifies an image that is as those of the dataset are, such as `imageAt(mnist.test, 0)`:
   * brightnesses from 0 (background) to 255 (ink), of the model's height and width.
   *
   * @returns A probability for each label, in their order; their sum is 1.
   * @throws {TypeError} If it is no such image, or has an unknown key.
   * @throws {RangeError} If it is of another size than the model's images.
   */
  async classifyPixels(image: Picture): Promise<number[]> {
    checkArguments("classifyPixels()", arguments, 1);
    const pixels = this.#toPixels(image);
    await prepareBackend("wasm");
    return predict(this.#model, pixels);
  }

  /**
   * The images of a set that it takes for another class than theirs, the surest first.
   *
   * @param set Such as `mnist.test`, of the model's height and width.
   * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
   * @throws {RangeError} If the images are of another size than the model's, or an index is none of
   * the set's.
   */
  async findMistakes(set: LabelledImages, options: MistakesOptions = {}): Promise<Mistake[]> {
    checkLabelledImages("the images", set);
    this.#checkSize(set);
    const known = checkKeys("options of findMistakes()", options, ["indices"]);
    const { indices = Array.from(set.labels.keys()) } = known;
    checkArray(
      "indices",
      indices,
      "an array such as [0, 1]",
      (index) => checkWhole("the index of an image", index, 0, set.count - 1),
    );
    await prepareBackend("wasm");
    const mistakes: Mistake[] = [];
    for (let from = 0; from < indices.length; from += BATCH) {
      mistakes.push(...this.#mistakesOf(set, Uint32Array.from(indices.slice(from, from + BATCH))));
    }
    return mistakes.sort((a, b) => b.probability! - a.probability! || a.index - b.index);
  }

  /**
   * The filters of its first convolution: each the rows of its weights.
   *
   * @throws {TypeError} If it is given an argument.
   * @throws {RangeError} If it has no convolution.
   */
  filters(): Grid[] {
    checkArguments("filters()", arguments, 0);
    return filtersOf(convolutionsOf(this.#model)[0]);
  }

  /**
   * What a convolution gives for an image, its activation included: a map for each filter, as rows of
   * numbers.
   *
   * @param image As for {@linkcode LoadedModel.classifyPixels}.
   * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
   * @throws {RangeError} If the image is of another size than the model's, or there is no such
   * convolution.
   */
  async featureMaps(image: Picture, options: FeatureMapsOptions = {}): Promise<Grid[]> {
    const { convolution = 1 } = checkKeys("options of featureMaps()", options, ["convolution"]);
    const pixels = this.#toPixels(image);
    const found = convolutionsOf(this.#model);
    checkWhole("the number of a convolution", convolution, 1, found.length);
    await prepareBackend("wasm");
    return mapsOf(this.#model, found[convolution - 1], pixels);
  }

  /** Frees its memory; from then on it classifies nothing. */
  [Symbol.dispose](): void {
    this.#model.dispose();
  }

  #mistakesOf(set: LabelledImages, indices: Uint32Array): Mistake[] {
    const size = set.height * set.width;
    const labels = new Int32Array(indices.length);
    const batch = { pixels: new Float32Array(indices.length * size), labels };
    fillBatch(set, indices, batch);
    const outputs = predict(this.#model, batch.pixels, indices.length);
    const classes = outputs.length / indices.length;
    return [...indices].flatMap((index, i) => {
      const probabilities = outputs.slice(i * classes, (i + 1) * classes);
      const probability = Math.max(...probabilities);
      const taken = probabilities.indexOf(probability);
      return taken === labels[i] ? [] : [{ index, taken, probability, ...imageAt(set, index) }];
    });
  }

  /** An image of the model's size as the model takes it. */
  #toPixels(image: Picture): Float32Array {
    checkImage("an image", image);
    this.#checkSize(image);
    if (image.pixels.length !== this.height * this.width) {
      refuseRange("the pixels of an image", `${this.height} x ${this.width}`, image.pixels.length);
    }
    return Float32Array.from(image.pixels, (brightness) => brightness / 255);
  }

  #checkSize({ height, width }: { readonly height: number; readonly width: number }): void {
    if (height === this.height && width === this.width) return;
    refuseRange(
      "an image",
      `of the model's size ${this.height}x${this.width}`,
      `${height}x${width}`,
    );
  }
}
