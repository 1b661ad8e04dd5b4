/**
 * One training run: from a setup and a dataset to its metrics.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { prepareBackend, type TfjsBackend } from "../backends/prepare.ts";
import { checkBoolean, checkFunction, checkKeys } from "../check/check.ts";
import { shuffledOrder } from "../datasets/batches.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { buildModel } from "../models/build.ts";
import { parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { deriveSeed } from "../random/random.ts";
import { checkSetup } from "../trial/check_setup.ts";
import { type Evaluation, type Outcome, type RunListener, RunStopped } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { allIndices, chooseImages, type ChosenImages } from "./choose_images.ts";
import { evaluate } from "./evaluate.ts";
import { checkMemory, explainMemory, type MemoryNeed } from "./memory.ts";
import { createOptimizer } from "./optimizer_step.ts";
import { readWeights } from "./weights.ts";
import { checkFinite, trainEpoch } from "./train_epoch.ts";

/** What computes, who is told how it goes, and who may stop it. */
export interface TrainingOptions extends RunListener {
  /**
   * This backend of tfjs computes: `wasm` is fast, `cpu` the plain reference.
   *
   * @default {"wasm"}
   */
  readonly backend?: TfjsBackend;
  /**
   * The BLAS at this path does the matrix products of `wasm`; null: WASM does them.
   *
   * @default {null}
   */
  readonly blas?: string | null;
  /**
   * It is asked after every step and every batch of an evaluation; true ends the run.
   *
   * @default {undefined}
   */
  readonly isStopped?: () => boolean;
  /**
   * The final weights are measured on the test images where it is true.
   *
   * @default {true}
   */
  readonly test?: boolean;
  /**
   * The final weights are handed out where it is true.
   *
   * @default {false}
   */
  readonly keepWeights?: boolean;
}

/**
 * Trains one net and measures it, on the test images too unless told otherwise. The outcome is a
 * function of the setup, the data and the backend alone.
 *
 * @throws {TypeError} If an option or a field of the setup is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, the layers cannot follow each other, or the net
 * cannot be trained within the WASM heap; before anything is allocated.
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
  checkTrainOptions(options);
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
    return trainModel({ setup, data, layers, images, options });
  } catch (error) {
    throw explainMemory(error, need);
  }
}

/** What a training works on, once all of it is checked. */
interface Training {
  readonly setup: Setup;
  readonly data: Dataset;
  readonly layers: readonly Layer[];
  readonly images: ChosenImages;
  readonly options: TrainingOptions;
}

/** Trains on the backend that is ready, and measures what came of it. */
function trainModel({ setup, data, layers, images, options }: Training): Outcome {
  const { training, validation } = images;
  const { test: isTested = true, keepWeights = false } = options;
  const checkStopped = () => {
    if (options.isStopped?.()) throw new RunStopped();
  };
  // Folds of one seed differ in more than their images: each has weights and an order of its own.
  const seed = setup.fold === null ? setup.seed : deriveSeed(setup.seed, "fold", setup.fold.index);
  const model = buildModel(layers, {
    seed,
    input: [data.train.height, data.train.width, 1],
    classes: data.classes,
  });
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = createOptimizer(setup.optimizer, weights);
  const trained = {
    model,
    layers,
    weights,
    optimizer,
    seed,
    batchSize: setup.batchSize,
    set: data.train,
    listener: options,
    checkStopped,
  };
  try {
    let validated!: Evaluation;
    let lowest = { valLoss: Infinity, epoch: 0 };
    for (let epoch = 1; epoch <= setup.epochs; epoch++) {
      if (setup.patience !== null && epoch - 1 - lowest.epoch >= setup.patience) break;
      const start = performance.now();
      const order = shuffledOrder(training, seed, epoch);
      const { loss, accuracy } = trainEpoch(trained, epoch, order);
      validated = evaluate(model, layers, validation.set, validation.indices, checkStopped);
      // The last update comes after the last loss of training that was looked at.
      checkFinite(validated.loss, `after epoch ${epoch}`);
      const { loss: valLoss, accuracy: valAccuracy } = validated;
      if (valLoss < lowest.valLoss) lowest = { valLoss, epoch };
      const durationMs = performance.now() - start;
      options.onEpoch?.({ epoch, loss, accuracy, valLoss, valAccuracy, durationMs });
    }
    const test = () =>
      setup.protocol === "paper"
        ? validated // over the test images already
        : evaluate(model, layers, data.test, allIndices(data.test.count), checkStopped);
    return {
      validation: validated,
      test: isTested ? test() : null,
      weights: keepWeights ? readWeights(model) : null,
    };
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

function checkTrainOptions(options: TrainingOptions): void {
  const names = ["backend", "blas", "isStopped", "test", "keepWeights", "onStep", "onEpoch"];
  const { isStopped, test, keepWeights, onStep, onEpoch } = checkKeys(
    "options of train()",
    options,
    names,
  );
  if (test !== undefined) checkBoolean("test", test);
  if (keepWeights !== undefined) checkBoolean("keepWeights", keepWeights);
  for (const [name, listener] of Object.entries({ isStopped, onStep, onEpoch })) {
    if (listener !== undefined) checkFunction(name, listener);
  }
}
