/**
 * How well a model does on images that it is not trained on.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { softmaxCrossEntropy } from "../backends/operations.ts";
import { fillBatch } from "../datasets/batches.ts";
import type { LabelledImages } from "../datasets/dataset.ts";
import { forward } from "../models/forward.ts";
import type { Layer } from "../models/layers.ts";
import type { Evaluation } from "../trial/run.ts";

/** Images of one forward pass. */
const BATCH = 200;

/**
 * Loss, accuracy, errors and confusion matrix of a model over the images at `indices`, which ascend.
 *
 * @param model As {@linkcode buildModel} built it from `layers`.
 * @param onBatch Called after every batch; what it throws ends the evaluation.
 */
export function evaluate(
  model: tf.Sequential,
  layers: readonly Layer[],
  set: LabelledImages,
  indices: Uint32Array,
  onBatch: () => void,
): Evaluation {
  const classes = model.outputShape.at(-1) as number;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const batch = {
    pixels: new Float32Array(BATCH * set.height * set.width),
    labels: new Int32Array(BATCH),
  };
  const mistakes: number[] = [];
  let loss = 0;
  for (let from = 0; from < indices.length; from += BATCH) {
    const part = indices.subarray(from, from + BATCH);
    fillBatch(set, part, batch);
    tf.tidy(() => {
      const logits = forward(model, layers, toImages(batch.pixels, part.length, set));
      const labels = tf.tensor1d(batch.labels.subarray(0, part.length), "int32");
      for (const value of softmaxCrossEntropy(logits, labels).dataSync()) loss += value;
      predictions(logits).forEach((prediction, i) => {
        confusion[batch.labels[i]][prediction]++;
        if (prediction !== batch.labels[i]) mistakes.push(part[i]);
      });
    });
    onBatch();
  }
  return {
    loss: loss / indices.length,
    accuracy: (indices.length - mistakes.length) / indices.length,
    errors: mistakes.length,
    confusion,
    mistakes,
  };
}

/** The first `count` images of a batch as a tensor `[count, height, width, 1]`. */
export function toImages(
  pixels: Float32Array,
  count: number,
  { height, width }: LabelledImages,
): tf.Tensor4D {
  return tf.tensor4d(pixels.subarray(0, count * height * width), [count, height, width, 1]);
}

/** The class of the largest logit in each row; the lower class where two are equal. */
export function predictions(logits: tf.Tensor): number[] {
  const [rows, classes] = logits.shape;
  const values = logits.dataSync();
  return Array.from({ length: rows }, (_, row) => {
    let best = row * classes;
    for (let i = best + 1; i < (row + 1) * classes; i++) if (values[i] > values[best]) best = i;
    return best - row * classes;
  });
}
