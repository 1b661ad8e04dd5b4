/**
 * One training run: from a setup and a dataset to its metrics.
 *
 * @module
 */
import { prepareBackend } from "../backends/prepare.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { parseLayers } from "../models/compact.ts";
import { checkSetup } from "../trial/check_setup.ts";
import type { Outcome } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { chooseImages } from "./choose_images.ts";
import { checkMemory, explainMemory, type MemoryNeed } from "./memory.ts";
import { trainModel } from "./train_model.ts";
import { checkTrainingOptions, type TrainingOptions } from "./training_options.ts";

/**
 * Trains one net and measures it, on the test images too unless told otherwise. The outcome is a
 * function of the setup, the data and the backend alone.
 *
 * @throws {TypeError} If an option or a field of the setup is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, the layers cannot follow each other, the net
 * cannot be trained within the WASM heap, or the checkpoint is of another setup; before any training.
 * @throws {SyntaxError} If the layers cannot be read.
 * @throws {OutOfMemory} If memory runs out all the same.
 * @throws {Error} If the backend cannot start, the BLAS does not work, or the loss becomes NaN or
 * infinite; the message says when.
 * @throws {RunStopped} If `isStopped` gives true.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { adam, loadMnist, type Setup, train } from "../mod.ts";
 *
 * const setup: Setup = {
 *   layers: "F",
 *   epochs: 1,
 *   batchSize: 100,
 *   optimizer: adam(),
 *   seed: 1,
 *   protocol: "held-out",
 *   limit: 600,
 *   patience: null,
 *   fold: null,
 * };
 * const { validation, test } = await train(setup, await loadMnist());
 * assertEquals(validation.confusion.flat().reduce((sum, count) => sum + count), 100);
 * assertEquals(test?.errors, test?.mistakes.length);
 * ```
 */
export async function train(
  setup: Setup,
  data: Dataset,
  options: TrainingOptions = {},
): Promise<Outcome> {
  checkTrainingOptions(options);
  checkDataset("data", data);
  const layers = parseLayers(checkSetup(setup).layers);
  const images = chooseImages(setup, data);
  const { backend = "wasm", blas = null } = options;
  const need: MemoryNeed = {
    layers,
    input: [data.train.height, data.train.width, 1],
    classes: data.classes,
    batchSize: Math.min(setup.batchSize, images.training.length),
    optimizer: setup.optimizer,
  };
  if (backend === "wasm") checkMemory(need);
  await prepareBackend(backend, blas);
  try {
    return trainModel({ setup, data, layers, images }, options);
  } catch (error) {
    throw explainMemory(error, need);
  }
}
