/**
 * One training run: from a setup and a dataset to its metrics.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { prepareBackend, type TfjsBackend } from "../backends/prepare.ts";
import { softmaxCrossEntropy } from "../backends/operations.ts";
import { checkFunction, checkKeys } from "../check/check.ts";
import { fillBatch, shuffledOrder } from "../datasets/batches.ts";
import { checkDataset, type Dataset, type LabelledImages } from "../datasets/dataset.ts";
import { stratifiedSplit } from "../datasets/split.ts";
import { buildModel } from "../models/build.ts";
import { parseLayers } from "../models/compact.ts";
import { forward } from "../models/forward.ts";
import type { Layer } from "../models/layers.ts";
import { deriveSeed } from "../random/random.ts";
import { type Evaluation, type RunListener, RunStopped } from "../trial/run.ts";
import { checkSetup } from "../trial/check_setup.ts";
import type { Setup } from "../trial/setup.ts";
import { checkMemory, explainMemory, type MemoryNeed } from "./memory.ts";
import { evaluate, predictions, toImages } from "./evaluate.ts";
import { createOptimizer, type OptimizerState } from "./optimizer_step.ts";

/** The share of the training images that the protocol `held-out` validates on. */
export const VALIDATION_SHARE = 1 / 6;

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
}

/**
 * Trains one net and measures it on the test images at the end. The outcome is a function of the
 * setup, the data and the backend alone.
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
 * };
 * const test = await train(setup, await loadMnist());
 * assertEquals(test.errors, Math.round(10_000 * (1 - test.accuracy)));
 * ```
 */
export async function train(
  setup: Setup,
  data: Dataset,
  options: TrainingOptions = {},
): Promise<Evaluation> {
  checkTrainOptions(options);
  checkDataset("data", data);
  const layers = parseLayers(checkSetup(setup).layers);
  const images = chooseImages(setup, data);
  const checkStopped = () => {
    if (options.isStopped?.()) throw new RunStopped();
  };
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
    return trainModel(setup, data, layers, images, options, checkStopped);
  } catch (error) {
    throw explainMemory(error, need);
  }
}

/** Trains on the backend that is ready, and measures on the test images at the end. */
function trainModel(
  setup: Setup,
  data: Dataset,
  layers: readonly Layer[],
  { training, validation }: ChosenImages,
  options: TrainingOptions,
  checkStopped: () => void,
): Evaluation {
  const model = buildModel(layers, {
    seed: setup.seed,
    input: [data.train.height, data.train.width, 1],
    classes: data.classes,
  });
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = createOptimizer(setup.optimizer, weights);
  try {
    let validated!: Evaluation;
    for (let epoch = 1; epoch <= setup.epochs; epoch++) {
      const start = performance.now();
      const { loss, accuracy } = trainEpoch(
        { model, layers, weights, optimizer, setup, set: data.train, listener: options },
        epoch,
        shuffledOrder(training, setup.seed, epoch),
        checkStopped,
      );
      validated = evaluate(model, layers, validation.set, validation.indices, checkStopped);
      // The last update comes after the last loss of training that was looked at.
      checkFinite(validated.loss, `after epoch ${epoch}`);
      const { loss: valLoss, accuracy: valAccuracy } = validated;
      const durationMs = performance.now() - start;
      options.onEpoch?.({ epoch, loss, accuracy, valLoss, valAccuracy, durationMs });
    }
    if (setup.protocol === "paper") return validated; // over the test images already
    return evaluate(model, layers, data.test, allIndices(data.test.count), checkStopped);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

function checkTrainOptions(options: TrainingOptions): void {
  const names = ["backend", "blas", "isStopped", "onStep", "onEpoch"];
  const { isStopped, onStep, onEpoch } = checkKeys("options of train()", options, names);
  for (const [name, listener] of Object.entries({ isStopped, onStep, onEpoch })) {
    if (listener !== undefined) checkFunction(name, listener);
  }
}

/** Which images train, and which validate after every epoch. */
interface ChosenImages {
  readonly training: Uint32Array;
  readonly validation: { readonly set: LabelledImages; readonly indices: Uint32Array };
}

/** The images of a protocol: indices into the training set, and what validates. */
function chooseImages(setup: Setup, data: Dataset): ChosenImages {
  const count = Math.min(setup.limit ?? Infinity, data.train.count);
  if (setup.protocol === "paper") {
    return {
      training: allIndices(count),
      validation: { set: data.test, indices: allIndices(data.test.count) },
    };
  }
  const { training, validation } = stratifiedSplit(data.train.labels.subarray(0, count), {
    validation: Math.round(count * VALIDATION_SHARE),
    seed: setup.seed,
  });
  return { training, validation: { set: data.train, indices: validation } };
}

interface Trained {
  readonly model: tf.Sequential;
  readonly layers: readonly Layer[];
  readonly weights: tf.Variable[];
  readonly optimizer: OptimizerState;
  readonly setup: Setup;
  readonly set: LabelledImages;
  readonly listener: RunListener;
}

/** Means of loss and accuracy over one epoch, weighted by the batches' sizes. */
function trainEpoch(
  { model, layers, weights, optimizer, setup, set, listener }: Trained,
  epoch: number,
  order: Uint32Array,
  checkStopped: () => void,
): { loss: number; accuracy: number } {
  // No batch is larger than the epoch: buffers of more would fill the memory for nothing.
  const batchSize = Math.min(setup.batchSize, order.length);
  const steps = Math.ceil(order.length / batchSize);
  const batch = {
    pixels: new Float32Array(batchSize * set.height * set.width),
    labels: new Int32Array(batchSize),
  };
  let lossSum = 0, correct = 0, seen = 0;
  for (let step = 1; step <= steps; step++) {
    const indices = order.subarray((step - 1) * batchSize, step * batchSize);
    fillBatch(set, indices, batch);
    const dropoutSeed = deriveSeed(setup.seed, "step", (epoch - 1) * steps + step);
    tf.tidy(() => {
      const labels = tf.tensor1d(batch.labels.subarray(0, indices.length), "int32");
      let logits!: tf.Tensor;
      const { value, grads } = tf.variableGrads(() => {
        logits = tf.keep(
          forward(model, layers, toImages(batch.pixels, indices.length, set), { dropoutSeed }),
        );
        return tf.mean(softmaxCrossEntropy(logits, labels));
      }, weights);
      const loss = value.dataSync()[0];
      predictions(logits).forEach((prediction, i) => correct += +(prediction === batch.labels[i]));
      logits.dispose();
      checkFinite(loss, `in step ${step} of epoch ${epoch}`);
      lossSum += loss * indices.length;
      optimizer.apply(weights.map((weight) => grads[weight.name]));
    });
    seen += indices.length;
    listener.onStep?.({ epoch, step, steps, loss: lossSum / seen, accuracy: correct / seen });
    checkStopped();
  }
  return { loss: lossSum / seen, accuracy: correct / seen };
}

function checkFinite(loss: number, when: string): void {
  if (Number.isFinite(loss)) return;
  throw new Error(`The loss became ${loss} ${when}; lower the learning rate.`);
}

const allIndices = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);
