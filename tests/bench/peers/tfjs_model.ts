/**
 * A net in stock TensorFlow.js, written as its own users write it: the layers API and
 * `trainOnBatch`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Layer, Size } from "../../../lib/mod.ts";
import type { Opening } from "../protocol.ts";
import type { Batches, Step } from "./serve.ts";

/** Builds the net on a backend that is there already; gives its name and its training step. */
export async function openModel(
  backend: string,
  { layers, batch }: Opening,
  batches: Batches,
): Promise<{ name: string; step: Step }> {
  // Without it tfjs advertises tfjs-node.
  tf.env().set("PROD", true);
  await tf.setBackend(backend);
  const model = tf.sequential();
  model.add(tf.layers.inputLayer({ inputShape: [28, 28, 1] }));
  for (const layer of layers.slice(0, -1)) model.add(toTfjs(layer));
  model.add(tf.layers.dense({ units: 10, activation: "softmax" }));
  model.compile({ optimizer: tf.train.adam(1e-3), loss: "categoricalCrossentropy" });
  const step = async (step: number) => {
    const x = tf.tensor4d(batches.pixels(step), [batch, 28, 28, 1]);
    const y = tf.tidy(() => tf.oneHot(tf.tensor1d(batches.labels(step), "int32"), 10));
    const loss = await model.trainOnBatch(x, y) as number;
    tf.dispose([x, y]);
    return loss;
  };
  return { name: `TensorFlow.js ${tf.version.tfjs}, ${backend}`, step };
}

function toTfjs(layer: Layer): tf.layers.Layer {
  switch (layer.kind) {
    case "conv": {
      const { filters, activation } = layer;
      return tf.layers.conv2d({ filters, activation, kernelSize: pair(layer.kernelSize) });
    }
    case "maxPool":
      return tf.layers.maxPooling2d({ poolSize: pair(layer.size), strides: pair(layer.strides) });
    case "flatten":
      return tf.layers.flatten();
    case "dense":
      return tf.layers.dense({ units: layer.units, activation: layer.activation });
    case "dropout":
      return tf.layers.dropout({ rate: layer.rate });
    case "batchNorm":
      return tf.layers.batchNormalization({ momentum: layer.momentum, epsilon: layer.epsilon });
    default:
      throw new RangeError(`Expected a layer of the catalogue's nets, got ${layer.kind}.`);
  }
}

const pair = (size: Size): [number, number] => [...size];
