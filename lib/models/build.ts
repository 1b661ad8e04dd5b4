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
  /** It seeds the initial weights: a whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /**
   * The images have this shape.
   *
   * @default {[28, 28, 1]}
   */
  readonly input?: Shape;
  /**
   * The output layer has this many units, at least 1.
   *
   * @default {10}
   */
  readonly classes?: number;
}

/**
 * Builds a tfjs model of the hidden layers and the output layer (dense, softmax), one tfjs layer
 * for each, with initial weights drawn from the seed: the same on every machine. It can be
 * saved, summarised and asked to predict like any tfjs model.
 *
 * @throws {TypeError} If the layers are none, or an option is unknown or not of its type.
 * @throws {RangeError} If a number is out of range, or the layers cannot follow each other; the
 * message names the layer.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { buildModel } from "./build.ts";
 * import { parseLayers } from "./compact.ts";
 *
 * const model = buildModel(parseLayers("C8 P2 F"), { seed: 1 });
 * assertEquals(model.outputShape, [null, 10]);
 * ```
 */
export function buildModel(layers: readonly Layer[], options: BuildOptions): Model {
  checkKeys("options of buildModel()", options, ["seed", "input", "classes"]);
  const { seed, input = mnistShape, classes = 10 } = options;
  checkWhole("seed of buildModel()", seed, 0);
  describeNet(layers, input, classes);
  const model = tf.sequential({ name: "net" });
  layers.forEach((layer, i) => {
    // tfjs would number names through the whole program, and files of one net would differ.
    const name = `${layer.kind}_${i + 1}`;
    model.add(toTfLayer(layer, i === 0 ? { name, inputShape: [...input] } : { name }));
  });
  model.add(tf.layers.dense({
    name: "output",
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

function toTfLayer(layer: Layer, place: { name: string; inputShape?: number[] }): tf.layers.Layer {
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
