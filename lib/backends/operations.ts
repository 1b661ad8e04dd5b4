/**
 * What training computes, differentiable: the kernels of `kernel_names.ts` and the fused ones of
 * tfjs, called by name. Each needs a backend that `prepareBackend` has made ready.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  BatchNorm,
  Dropout,
  FusedConv2DMaxPool2x2,
  MaxPool2x2,
  Momentum,
  SoftmaxCrossEntropy,
} from "./kernel_names.ts";

/** Attributes of the `Adam` kernel; `rate` is the learning rate with the bias correction in it. */
export interface AdamAttrs {
  rate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/** Attributes of the `Momentum` kernel: the learning rate above 0, and the momentum in [0, 1). */
export interface MomentumAttrs {
  rate: number;
  momentum: number;
}

/** What `convolve` needs beside its tensors. */
export interface FusedConvAttrs {
  strides: [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dilations: [number, number];
  activation: "linear" | "relu";
}

/** y = activation(conv(x, filter) + bias), differentiable; NHWC. */
export function convolve(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor,
  attrs: FusedConvAttrs,
): tf.Tensor {
  return run(tf.FusedConv2D, { x, filter, bias }, { ...attrs, dataFormat: "NHWC" })[0];
}

/**
 * The largest value of each 2x2 window of `convolve`, differentiable, for training: it keeps a
 * byte a window for the gradient and not the convolution's output. Windows lie side by side; an odd
 * last row or column is left out.
 */
export function convolveAndMaxPool(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor,
  attrs: FusedConvAttrs,
): tf.Tensor {
  const argmax = argmaxFor(convShape(x, filter, attrs));
  const inputs = { x, filter, bias, argmax };
  const [y] = run(FusedConv2DMaxPool2x2, inputs, { ...attrs, dataFormat: "NHWC" });
  argmax.dispose();
  return y;
}

/** The largest value of each 2x2 window of x, and its place in the window; not differentiable. */
export function maxPoolWithArgmax(
  x: tf.Tensor,
  activation: "linear" | "relu",
): { y: tf.Tensor; argmax: tf.Tensor } {
  const argmax = argmaxFor(x.shape);
  const [y] = run(MaxPool2x2, { x, argmax }, { activation });
  return { y, argmax };
}

/** Room for the places of what 2x2 windows over `[batch, height, width, channels]` choose. */
function argmaxFor([batch, height, width, channels]: readonly number[]): tf.Tensor {
  return tf.fill([batch, height >> 1, width >> 1, channels], 0, "bool");
}

/** Shape of a convolution's output. */
export function convShape(
  x: tf.Tensor,
  filter: tf.Tensor,
  { strides, dilations, pad }: Omit<FusedConvAttrs, "activation">,
): number[] {
  return tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations,
    pad,
  ).outShape;
}

/** y = activation(x·weights + bias), differentiable; x `[batch, in]`, weights `[in, out]`. */
export function applyDense(
  x: tf.Tensor,
  weights: tf.Tensor,
  bias: tf.Tensor,
  activation: "linear" | "relu",
): tf.Tensor {
  const attrs = { transposeA: false, transposeB: false, activation };
  return run(tf._FusedMatMul, { a: x, b: weights, bias }, attrs)[0];
}

/**
 * Sets each element of x to 0 with probability `rate` in [0, 1) and scales the others by
 * 1 / (1 - rate), differentiable. The mask is a function of `seed` in [0, 2^32) and the element's
 * place alone.
 */
export function applyDropout(x: tf.Tensor, rate: number, seed: number): tf.Tensor {
  return run(Dropout, { x }, { rate, seed })[0];
}

/**
 * Batch normalisation by the mean and the biased variance of the batch itself (Ioffe and Szegedy 2015,
 * algorithm 1) over all axes but the last; differentiable in x, gamma and beta through y.
 */
export function normaliseBatch(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): { y: tf.Tensor; mean: tf.Tensor; variance: tf.Tensor } {
  const [y, mean, variance] = run(BatchNorm, { x, gamma, beta }, { epsilon });
  return { y, mean, variance };
}

/**
 * Cross-entropy of softmax(logits) against integer labels, in nats, one loss an image,
 * differentiable in the logits.
 */
export function softmaxCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return run(SoftmaxCrossEntropy, { logits, labels }, {})[0];
}

/** One step of Adam: weight and both moments change in place. */
export function adamStep(
  weight: tf.Tensor,
  m: tf.Tensor,
  v: tf.Tensor,
  gradient: tf.Tensor,
  attrs: AdamAttrs,
): void {
  run(Adam, { weight, m, v, gradient }, { ...attrs });
}

/** One step of gradient descent with momentum: weight and the running sum change in place. */
export function momentumStep(
  weight: tf.Tensor,
  sum: tf.Tensor,
  gradient: tf.Tensor,
  attrs: MomentumAttrs,
): void {
  run(Momentum, { weight, sum, gradient }, { ...attrs });
}

/**
 * Runs a kernel of the current backend and gives its outputs as a list.
 *
 * @throws {Error} If the backend has no kernel of that name.
 */
export function run(
  kernel: string,
  inputs: tf.NamedTensorMap,
  attrs: tf.NamedAttrMap,
): tf.Tensor[] {
  const outputs = tf.engine().runKernel(kernel, inputs, attrs) as tf.Tensor | tf.Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}
