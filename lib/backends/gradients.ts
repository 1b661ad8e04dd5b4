/**
 * Gradients of the fused and Sweepbook's own kernels.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { applyDropout, convShape, type FusedConvAttrs, run } from "./operations.ts";
import {
  BatchNorm,
  BatchNormGrad,
  BiasGrad,
  Dropout,
  FusedConv2DMaxPool2x2,
  MaxPool2x2BiasGrad,
  SoftmaxCrossEntropy,
} from "./kernel_names.ts";

/** dBias and dz of z = x + bias, y = relu(z), or of y = z if no y is given. */
function biasGrad(dy: tf.Tensor, y?: tf.Tensor): { dBias: tf.Tensor; dz: tf.Tensor } {
  const [dBias, dz] = y === undefined ? run(BiasGrad, { dy }, {}) : run(BiasGrad, { dy, y }, {});
  return { dBias, dz: dz ?? dy };
}

const convGrad = (
  dz: tf.Tensor,
  x: tf.Tensor,
  filter: tf.Tensor,
  { strides, pad, dilations, dataFormat }: tf.NamedAttrMap,
) => {
  const attrs = { strides, pad, dilations, dataFormat };
  return {
    x: () => run(tf.Conv2DBackpropInput, { dy: dz, filter }, { ...attrs, inputShape: x.shape })[0],
    filter: () =>
      run(tf.Conv2DBackpropFilter, { x, dy: dz }, { ...attrs, filterShape: filter.shape })[0],
  };
};

const gradients: tf.GradConfig[] = [
  {
    // Stock tfjs refuses dilations here.
    kernelName: tf.Conv2D,
    inputsToSave: ["x", "filter"],
    gradFunc: (dy, [x, filter], attrs) => convGrad(dy as tf.Tensor, x, filter, attrs),
  },
  {
    kernelName: tf.FusedConv2D,
    inputsToSave: ["x", "filter"],
    outputsToSave: [true],
    gradFunc: (dy, [x, filter, y], attrs) => {
      const { dBias, dz } = biasGrad(dy as tf.Tensor, attrs.activation === "relu" ? y : undefined);
      return { ...convGrad(dz, x, filter, attrs), bias: () => dBias.clone() };
    },
  },
  {
    kernelName: FusedConv2DMaxPool2x2,
    inputsToSave: ["x", "filter", "argmax"],
    gradFunc: (dy, [x, filter, argmax], attrs) => {
      const inputShape = convShape(x, filter, attrs as unknown as FusedConvAttrs);
      const inputs = { dy: dy as tf.Tensor, argmax };
      const [dBias, dz] = run(MaxPool2x2BiasGrad, inputs, { inputShape });
      return { ...convGrad(dz, x, filter, attrs), bias: () => dBias.clone() };
    },
  },
  {
    kernelName: tf._FusedMatMul,
    inputsToSave: ["a", "b"],
    outputsToSave: [true],
    gradFunc: (dy, [a, b, y], attrs) => {
      const { dBias, dz } = biasGrad(dy as tf.Tensor, attrs.activation === "relu" ? y : undefined);
      return {
        a: () => tf.matMul(dz, b, false, true),
        b: () => tf.matMul(a, dz, true, false),
        bias: () => dBias.clone(),
      };
    },
  },
  {
    kernelName: BatchNorm,
    inputsToSave: ["x", "gamma"],
    outputsToSave: [false, true, true],
    gradFunc: (dys, [x, gamma, mean, variance], { epsilon }) => {
      const inputs = { dy: (dys as tf.Tensor[])[0], x, gamma, mean, variance };
      const [dx, dGamma, dBeta] = run(BatchNormGrad, inputs, { epsilon });
      return { x: () => dx.clone(), gamma: () => dGamma.clone(), beta: () => dBeta.clone() };
    },
  },
  {
    kernelName: Dropout,
    gradFunc: (dy, _, { rate, seed }) => ({
      x: () => applyDropout(dy as tf.Tensor, rate as number, seed as number),
    }),
  },
  {
    kernelName: SoftmaxCrossEntropy,
    outputsToSave: [false, true],
    gradFunc: (dy, [dLogits]) => ({
      logits: () => tf.mul(dLogits, tf.expandDims((dy as tf.Tensor[])[0], 1)),
    }),
  },
];

/** Registers the gradients of the fused and Sweepbook's own kernels; a second call is harmless. */
export function registerGradients(): void {
  for (const gradient of gradients) {
    if (tf.getGradient(gradient.kernelName)) tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
