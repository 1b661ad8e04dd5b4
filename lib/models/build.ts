/**
 * From hidden layers to a tfjs model.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { checkKeys, checkWhole } from "../check/check.ts";
import { initialKernel } from "./initializers.ts";
import type { Layer, Size } from "./layers.ts";
import { describeNet, mnistShape, type Shape } from "./shapes.ts";

/**
 * A tfjs model whose layers follow each other.
 *
 * @internal Documented by tfjs.
 */
export type Model = tf.Sequential;

/** What a model is built for. */
export interface BuildOptions {
  /** Seeds the initial weights. */
  readonly seed: number;
  /** Shape of an image; 28x28x1 by default. */
  readonly input?: Shape;
  /** Units of the output layer; 10 by default. */
  readonly classes?: number;
}

/**
 * Builds a tfjs model of the hidden layers and the output layer (dense, softmax), one tfjs layer
 * for each, with initial weights drawn from the seed: the same on every machine. It can be
 * saved, summarised and asked to predict like any tfjs model.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If the layers cannot follow each other; the message names the layer.
 *
 * @example
 * ```ts
 * import { parseLayers } from "./compact.ts";
 *
 * const model = buildModel(parseLayers("C32 P2 F D128"), { seed: 1 });
 * model.summary();
 * ```
 */
export function buildModel(layers: readonly Layer[], options: BuildOptions): Model {
  checkKeys("options of buildModel()", options, ["seed", "input", "classes"]);
  const { seed, input = mnistShape, classes = 10 } = options;
  checkWhole("seed of buildModel()", seed, 0);
  describeNet(layers, input, classes);
  const model = tf.sequential();
  layers.forEach((layer, i) =>
    model.add(toTfLayer(layer, i === 0 ? { inputShape: [...input] } : {}))
  );
  model.add(tf.layers.dense({
    units: classes,
    activation: "softmax",
    kernelInitializer: "zeros",
    ...(layers.length === 0 ? { inputShape: [...input] } : {}),
  }));
  model.layers.forEach((tfLayer, i) => {
    const layer = layers[i] ?? { kind: "dense", initializer: "glorotUniform" };
    if (layer.kind !== "conv" && layer.kind !== "dense") return;
    const kernel = tfLayer.trainableWeights[0];
    const values = initialKernel(layer.initializer, kernel.shape as number[], seed, i);
    tf.tidy(() => {
      kernel.write(tf.tensor(values, kernel.shape as number[]));
    });
  });
  return model;
}

function toTfLayer(layer: Layer, place: { inputShape?: number[] }): tf.layers.Layer {
  switch (layer.kind) {
    case "conv":
      return tf.layers.conv2d({
        ...place,
        filters: layer.filters,
        kernelSize: [...layer.kernelSize],
        strides: pair(layer.strides),
        padding: layer.padding,
        dilationRate: pair(layer.dilation),
        activation: layer.activation,
        kernelInitializer: "zeros",
      });
    case "maxPool":
    case "avgPool": {
      const pool = layer.kind === "maxPool" ? tf.layers.maxPooling2d : tf.layers.averagePooling2d;
      return pool({
        ...place,
        poolSize: pair(layer.size),
        strides: pair(layer.strides),
        padding: layer.padding,
      });
    }
    case "dropout":
      return tf.layers.dropout({ ...place, rate: layer.rate });
    case "flatten":
      return tf.layers.flatten(place);
    case "dense":
      return tf.layers.dense({
        ...place,
        units: layer.units,
        activation: layer.activation,
        kernelInitializer: "zeros",
      });
    case "batchNorm":
      return tf.layers.batchNormalization({
        ...place,
        momentum: layer.momentum,
        epsilon: layer.epsilon,
      });
  }
}

const pair = (size: Size): [number, number] => [...size];
