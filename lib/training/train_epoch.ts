/**
 * One epoch of training.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { softmaxCrossEntropy } from "../backends/operations.ts";
import { fillBatch } from "../datasets/batches.ts";
import type { LabelledImages } from "../datasets/dataset.ts";
import { forward } from "../models/forward.ts";
import type { Layer } from "../models/layers.ts";
import { deriveSeed } from "../random/random.ts";
import type { RunListener } from "../trial/run_listener.ts";
import { predictions, toImages } from "./evaluate.ts";
import type { OptimizerState } from "./optimizer_step.ts";

/** A model in training, and who is told how it goes. */
export interface Trained {
  /** As `buildModel` built it from the layers. */
  readonly model: tf.Sequential;
  /** Its hidden layers. */
  readonly layers: readonly Layer[];
  /** What the optimizer changes. */
  readonly weights: tf.Variable[];
  /** Changes the weights. */
  readonly optimizer: OptimizerState;
  /** Seeds dropout. */
  readonly seed: number;
  /** Images per step. */
  readonly batchSize: number;
  /** What it trains on. */
  readonly set: LabelledImages;
  /** Told after every step. */
  readonly listener: RunListener;
  /** Called after every step; throws where the run shall stop. */
  readonly checkStopped: () => void;
}

/**
 * Trains through one epoch; means of loss and accuracy over it, weighted by the batches' sizes.
 *
 * @param epoch Counted from 1.
 * @param order Indices of the images, as the epoch visits them.
 * @throws {Diverged} If the loss becomes NaN or infinite.
 */
export function trainEpoch(
  { model, layers, weights, optimizer, seed, set, listener, checkStopped, ...trained }: Trained,
  epoch: number,
  order: Uint32Array,
): { loss: number; accuracy: number } {
  // No batch is larger than the epoch: buffers of more would fill the memory for nothing.
  const batchSize = Math.min(trained.batchSize, order.length);
  const steps = stepsPerEpoch(order.length, batchSize);
  const batch = {
    pixels: new Float32Array(batchSize * set.height * set.width),
    labels: new Int32Array(batchSize),
  };
  let lossSum = 0, correct = 0, seen = 0;
  for (let step = 1; step <= steps; step++) {
    const indices = order.subarray((step - 1) * batchSize, step * batchSize);
    fillBatch(set, indices, batch);
    const dropoutSeed = deriveSeed(seed, "step", (epoch - 1) * steps + step);
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

/** Steps of an epoch over so many images. */
export function stepsPerEpoch(images: number, batchSize: number): number {
  return Math.ceil(images / batchSize);
}

/** Thrown where training has failed and nothing else has: the next run can use all that is there. */
export class Diverged extends Error {
  /** Tells it from other failures. */
  override name = "Diverged";
}

/**
 * Passes where a loss is finite.
 *
 * @param when Its place in the run, for the message.
 * @throws {Diverged} If it is NaN or infinite.
 */
export function checkFinite(loss: number, when: string): void {
  if (Number.isFinite(loss)) return;
  throw new Diverged(`The loss became ${loss} ${when}; lower the learning rate.`);
}
