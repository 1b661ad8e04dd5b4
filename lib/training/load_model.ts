/**
 * A saved net that classifies images again.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { fileURLToPath } from "node:url";
import { prepareBackend } from "../backends/prepare.ts";
import { checkText, refuseRange, refuseType } from "../check/check.ts";
import { type ImageSource, loadDigit } from "../images/load_digit.ts";
import type { Picture } from "../images/picture.ts";
import { fromModelContents } from "../models/model_files.ts";
import { predict } from "../models/predict.ts";
import type { ModelProvenance } from "./model_provenance.ts";
import { readModel } from "./read_model.ts";

/**
 * A trained net, loaded from its files by {@linkcode loadModel}.
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
    const { height, width } = this;
    return await this.classifyPixels(await loadDigit(image, { height, width }));
  }

  /**
   * Classifies an image that is as those of the dataset are, such as `imageAt(mnist.test, 0)`:
   * brightnesses from 0 (background) to 255 (ink), of the model's height and width.
   *
   * @returns A probability for each label, in their order; their sum is 1.
   * @throws {TypeError} If it is no such image.
   * @throws {RangeError} If it is of another size than the model's images.
   */
  async classifyPixels(image: Picture): Promise<number[]> {
    if (!(image?.pixels instanceof Uint8Array)) {
      refuseType("an image", "one such as imageAt(mnist.test, 0)", image);
    }
    const size = ({ height, width }: { height: number; width: number }) => `${height}x${width}`;
    if (size(image) !== size(this) || image.pixels.length !== this.height * this.width) {
      const got = `${size(image)} with ${image.pixels.length} pixels`;
      refuseRange("an image", `of the model's size ${size(this)}`, got);
    }
    await prepareBackend("wasm");
    const pixels = Float32Array.from(image.pixels, (brightness) => brightness / 255);
    return predict(this.#model, pixels);
  }

  /** Frees its memory; from then on it classifies nothing. */
  [Symbol.dispose](): void {
    this.#model.dispose();
  }
}

/**
 * Loads a net that {@linkcode saveModel} saved.
 *
 * @throws {TypeError} If the folder is no path.
 * @throws {Error} If it holds no such model, or a file of it is cut short or changed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { buildModel, createStudy, loadMnist, loadModel } from "../mod.ts";
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
 * assertEquals(model.provenance.setup.layers, "F");
 * ```
 */
export async function loadModel(folder: string | URL): Promise<LoadedModel> {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  checkText("the folder of a model", path, 'a path such as "data/models/rates"');
  const { contents, provenance } = await readModel(path);
  await prepareBackend("wasm");
  try {
    const model = await fromModelContents(contents);
    return new LoadedModel(model, provenance);
  } catch (error) {
    const [reason] = (error as Error).message.split(/[.\n]/);
    throw new Error(`Cannot load "${path}": ${reason}.`, { cause: error });
  }
}
