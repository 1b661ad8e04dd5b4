/**
 * What the convolutions of a trained tfjs model have learned, and what they make of an image.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { refuseRange } from "../check/check.ts";
import { predict } from "./predict.ts";
import type { Grid } from "./grid.ts";

/**
 * The convolutions of a model, in their order.
 *
 * @throws {RangeError} If it has none.
 */
export function convolutionsOf(model: tf.LayersModel): tf.layers.Layer[] {
  const found = model.layers.filter((layer) => layer.getClassName() === "Conv2D");
  if (found.length > 0) return found;
  return refuseRange("a net", "one with a convolution", model.layers.map(({ name }) => name));
}

/** The filters of a convolution over grey images: each one grid of weights. */
export function filtersOf(convolution: tf.layers.Layer): Grid[] {
  const [kernel] = convolution.getWeights();
  return channelsOf(kernel.dataSync(), kernel.shape as [number, number, 1, number]);
}

/**
 * What a convolution of a model gives for one image, its activation included: a map a filter.
 *
 * @param pixels As many numbers as the model's input has.
 */
export function mapsOf(
  model: tf.LayersModel,
  convolution: tf.layers.Layer,
  pixels: Float32Array,
): Grid[] {
  const part = tf.model({ inputs: model.inputs, outputs: convolution.output as tf.SymbolicTensor });
  const [, ...shape] = part.outputs[0].shape as number[];
  return channelsOf(predict(part, pixels), shape);
}

/** Numbers `[height, width, ..., channels]` as a grid for each channel. */
function channelsOf(
  values: ArrayLike<number>,
  [height, width, ...rest]: readonly number[],
): Grid[] {
  const channels = rest.at(-1)!;
  const row = (y: number, channel: number) =>
    Array.from({ length: width }, (_, x) => values[(y * width + x) * channels + channel]);
  return Array.from(
    { length: channels },
    (_, channel) => Array.from({ length: height }, (_, y) => row(y, channel)),
  );
}
