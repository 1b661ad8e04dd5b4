/**
 * The forward pass that training differentiates: the layers of a model through the fused kernels,
 * without tfjs's layer machinery, which would run convolution, bias and activation one by one and
 * draw its dropout unseeded.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  applyDense,
  applyDropout,
  convolve,
  convolveAndMaxPool,
  normaliseBatch,
} from "../backends/operations.ts";
import { deriveSeed } from "../random/random.ts";
import type { Activation, BatchNorm, Conv, Layer, Size } from "./layers.ts";

/** How a forward pass in training differs from a prediction. */
export interface TrainingPass {
  /** Seeds the dropout masks: another one each step. */
  readonly dropoutSeed: number;
}

/**
 * Logits of a batch: what the output layer's softmax would be taken of.
 *
 * @param model As {@linkcode buildModel} built it from `layers`.
 * @param x Images `[batch, height, width, channels]`, float32.
 * @param training Given in training: dropout drops, and batch normalisation takes the statistics
 * of the batch and moves its own towards them. Absent for a prediction.
 * @returns `[batch, classes]`, float32.
 */
export function forward(
  model: tf.Sequential,
  layers: readonly Layer[],
  x: tf.Tensor,
  training?: TrainingPass,
): tf.Tensor {
  const logits: Layer = {
    kind: "dense",
    units: model.outputShape.at(-1) as number,
    activation: "linear",
    initializer: "glorotUniform",
  };
  const all = [...layers, logits];
  for (let i = 0; i < all.length; i++) {
    const layer = all[i];
    const weights = model.layers[i].weights.map((weight) => weight.read());
    if (training && layer.kind === "conv" && poolsWithin(layer, all[i + 1])) {
      x = applyConv(layer, x, weights, convolveAndMaxPool);
      i++; // the pooling is done
    } else {
      x = applyLayer(layer, x, weights, training, i);
    }
  }
  return x;
}

/** Whether one kernel can do a convolution and the layer after it. */
function poolsWithin({ activation }: Conv, next: Layer): boolean {
  return (activation === "linear" || activation === "relu") && next.kind === "maxPool" &&
    next.padding === "valid" && [...next.size, ...next.strides].every((length) => length === 2);
}

function applyLayer(
  layer: Layer,
  x: tf.Tensor,
  weights: tf.Tensor[],
  training: TrainingPass | undefined,
  place: number,
): tf.Tensor {
  switch (layer.kind) {
    case "conv":
      return applyConv(layer, x, weights, convolve);
    case "maxPool":
      return tf.maxPool(x as tf.Tensor4D, pair(layer.size), pair(layer.strides), layer.padding);
    case "avgPool":
      return tf.avgPool(x as tf.Tensor4D, pair(layer.size), pair(layer.strides), layer.padding);
    case "dropout":
      if (!training || layer.rate === 0) return x;
      return applyDropout(x, layer.rate, deriveSeed(training.dropoutSeed, "dropout", place));
    case "flatten":
      return tf.reshape(x, [x.shape[0], -1]);
    case "dense": {
      const [kernel, bias] = weights;
      return activate(layer.activation, (activation) => applyDense(x, kernel, bias, activation));
    }
    case "batchNorm":
      return applyBatchNorm(layer, x, weights, training !== undefined);
  }
}

function applyConv(
  layer: Conv,
  x: tf.Tensor,
  [filter, bias]: tf.Tensor[],
  fused: typeof convolve,
): tf.Tensor {
  return activate(layer.activation, (activation) =>
    fused(x, filter, bias, {
      strides: pair(layer.strides),
      pad: layer.padding,
      dilations: pair(layer.dilation),
      activation,
    }));
}

/** Runs a fused kernel with relu or nothing, and any other activation after it. */
function activate(
  activation: Activation,
  fused: (activation: "linear" | "relu") => tf.Tensor,
): tf.Tensor {
  if (activation === "linear" || activation === "relu") return fused(activation);
  return tf[activation](fused("linear"));
}

function applyBatchNorm(
  { momentum, epsilon }: BatchNorm,
  x: tf.Tensor,
  [gamma, beta, movingMean, movingVariance]: tf.Tensor[],
  training: boolean,
): tf.Tensor {
  if (!training) {
    const [mean, variance] = [movingMean as tf.Tensor1D, movingVariance as tf.Tensor1D];
    return tf.batchNorm(x, mean, variance, beta as tf.Tensor1D, gamma as tf.Tensor1D, epsilon);
  }
  const { y, mean, variance } = normaliseBatch(x, gamma, beta, epsilon);
  const move = (moving: tf.Tensor, batch: tf.Tensor) =>
    (moving as tf.Variable).assign(
      tf.tidy(() => tf.add(tf.mul(moving, momentum), tf.mul(batch, 1 - momentum))),
    );
  move(movingMean, mean);
  move(movingVariance, variance);
  return y;
}

const pair = (size: Size): [number, number] => [...size];
