/**
 * One training run on the backend that is ready.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { shuffledOrder } from "../datasets/batches.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { buildModel } from "../models/build.ts";
import type { Layer } from "../models/layers.ts";
import { deriveSeed } from "../random/random.ts";
import { type EpochMetrics, type Evaluation, type Outcome, RunStopped } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { checkFits, takeCheckpoint } from "./checkpoint.ts";
import { allIndices, type ChosenImages } from "./choose_images.ts";
import { evaluate } from "./evaluate.ts";
import { createOptimizer, type EarlierSteps, type OptimizerState } from "./optimizer_step.ts";
import { isOver } from "./stopping.ts";
import { checkFinite, stepsPerEpoch, trainEpoch } from "./train_epoch.ts";
import type { TrainingOptions } from "./training_options.ts";
import { writeWeights } from "./weights.ts";

/** What a training works on, once all of it is checked. */
export interface Training {
  readonly setup: Setup;
  readonly data: Dataset;
  readonly layers: readonly Layer[];
  readonly images: ChosenImages;
}

/**
 * Trains on the backend that is ready, and measures what came of it.
 *
 * @throws {RangeError} If the checkpoint is of another setup.
 * @throws {OutOfMemory} If memory runs out.
 * @throws {Error} If the loss becomes NaN or infinite.
 * @throws {RunStopped} If `isStopped` gives true.
 */
export function trainModel(training: Training, options: TrainingOptions): Outcome {
  const { setup, data, layers } = training;
  const { from = null } = options;
  // Folds of one seed differ in more than their images: each has weights and an order of its own.
  const seed = setup.fold === null ? setup.seed : deriveSeed(setup.seed, "fold", setup.fold.index);
  const model = buildModel(layers, {
    seed,
    input: [data.train.height, data.train.width, 1],
    classes: data.classes,
  });
  let optimizer: OptimizerState | null = null;
  try {
    let earlier: EarlierSteps | null = null;
    if (from !== null) {
      checkFits(from, setup, model);
      writeWeights(model, from.weights);
      const steps = stepsPerEpoch(training.images.training.length, setup.batchSize);
      earlier = { count: from.epochs.length * steps, state: from.optimizer };
    }
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    optimizer = createOptimizer(setup.optimizer, weights, earlier);
    return trainEpochs(training, { model, weights, optimizer, seed }, options);
  } finally {
    optimizer?.dispose();
    model.dispose();
  }
}

/** What a training changes. */
interface Net {
  readonly model: tf.Sequential;
  readonly weights: tf.Variable[];
  readonly optimizer: OptimizerState;
  readonly seed: number;
}

function trainEpochs(
  { setup, data, layers, images: { training, validation } }: Training,
  net: Net,
  options: TrainingOptions,
): Outcome {
  const { test = true, from = null, checkpoints = false } = options;
  const { model, optimizer, seed } = net;
  const checkStopped = () => {
    if (options.isStopped?.()) throw new RunStopped();
  };
  const { batchSize } = setup;
  const trained = { ...net, layers, batchSize, set: data.train, listener: options, checkStopped };
  const measure = ({ set, indices }: ChosenImages["validation"]) =>
    evaluate(model, layers, set, indices, checkStopped);
  const epochs: EpochMetrics[] = [...from?.epochs ?? []];
  let validated: Evaluation | null = null;
  while (!isOver(setup, epochs)) {
    const epoch = epochs.length + 1;
    const start = performance.now();
    const order = shuffledOrder(training, seed, epoch);
    const { loss, accuracy } = trainEpoch(trained, epoch, order);
    validated = measure(validation);
    // The last update comes after the last loss of training that was looked at.
    checkFinite(validated.loss, `after epoch ${epoch}`);
    const { loss: valLoss, accuracy: valAccuracy } = validated;
    const durationMs = performance.now() - start;
    const metrics = { epoch, loss, accuracy, valLoss, valAccuracy, durationMs };
    epochs.push(metrics);
    options.onEpoch?.(metrics, checkpoints ? takeCheckpoint(epochs, model, optimizer) : null);
  }
  validated ??= measure(validation); // it had ended before
  if (!test) return { validation: validated, test: null };
  return {
    validation: validated,
    test: setup.protocol === "paper"
      ? validated // over the test images already
      : measure({ set: data.test, indices: allIndices(data.test.count) }),
  };
}
