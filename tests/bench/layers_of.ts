/**
 * Whose work a kernel does.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { LayerDescription } from "../../lib/studies.ts";
import type { KernelTime } from "./kernel_times.ts";
import {
  Adam,
  BatchNorm,
  BatchNormGrad,
  BiasGrad,
  Dropout,
  MaxPool2x2,
  MaxPool2x2BiasGrad,
  Momentum,
  SoftmaxCrossEntropy,
} from "../../lib/backends/kernel_names.ts";

type Kind = LayerDescription["layer"]["kind"];

/** The kinds of layers that a kernel works for. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  [tf.Conv2D]: ["conv"],
  [tf.FusedConv2D]: ["conv"],
  [tf.Conv2DBackpropInput]: ["conv"],
  [tf.Conv2DBackpropFilter]: ["conv"],
  [tf.BatchMatMul]: ["dense", "output"],
  [tf._FusedMatMul]: ["dense", "output"],
  [tf.MaxPool]: ["maxPool"],
  [tf.MaxPoolGrad]: ["maxPool"],
  FusedConv2DMaxPool2x2: ["conv"],
  MaxPool2x2: ["maxPool"],
  MaxPool2x2BiasGrad: ["maxPool"],
  [tf.AvgPool]: ["avgPool"],
  [tf.AvgPoolGrad]: ["avgPool"],
  BatchNorm: ["batchNorm"],
  BatchNormGrad: ["batchNorm"],
  Dropout: ["dropout"],
  BiasGrad: ["conv", "dense", "output"],
  SoftmaxCrossEntropy: ["output"],
  Adam: ["conv", "dense", "output", "batchNorm"],
  Momentum: ["conv", "dense", "output", "batchNorm"],
};

/**
 * The layers, counted from 0, that calls of these shapes can belong to: none where the kernel works
 * for no layer, several where layers have the same shapes.
 */
export function layersOf(
  { kernel, inputs, outputs }: Pick<KernelTime, "kernel" | "inputs" | "outputs">,
  layers: readonly LayerDescription[],
  batch: number,
): number[] {
  const seen = [...inputs, ...outputs];
  return [...layers.keys()].filter((place) => {
    const { layer, inputShape, outputShape } = layers[place];
    if (!KINDS[kernel]?.includes(layer.kind)) return false;
    const input = [batch, ...inputShape].join("x");
    const output = [batch, ...outputShape].join("x");
    const weights = weightsOf(layers[place]);
    switch (kernel) {
      case Adam:
      case Momentum:
        return seen[0] === weights || seen[0] === `${outputShape.at(-1)}`;
      case tf.Conv2DBackpropFilter:
        return seen.includes(input) && seen.includes(output) && outputs[0] === weights;
      case Dropout:
      case BiasGrad:
      case BatchNorm:
      case BatchNormGrad:
      case SoftmaxCrossEntropy:
        return seen.includes(output);
      case tf.MaxPool:
      case tf.MaxPoolGrad:
      case MaxPool2x2:
      case MaxPool2x2BiasGrad:
      case tf.AvgPool:
      case tf.AvgPoolGrad:
        return seen.includes(input) && seen.includes(output);
      default:
        return seen.includes(weights);
    }
  });
}

/** Shape of a layer's kernel, or of the factors of batch normalisation. */
function weightsOf({ layer, inputShape, outputShape }: LayerDescription): string {
  if (layer.kind === "batchNorm") return `${outputShape.at(-1)}`;
  const window = layer.kind === "conv" ? layer.kernelSize : [];
  return [...window, inputShape.at(-1), outputShape.at(-1)].join("x");
}
