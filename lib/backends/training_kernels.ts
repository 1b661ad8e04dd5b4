/**
 * The kernels that training needs beyond those of tfjs, each registered for `wasm` (fast) and for
 * `cpu` (the plain reference), and the differentiable operations over them.
 *
 * | kernel | inputs | attributes | outputs |
 * |---|---|---|---|
 * | `BiasGrad` | dy `[..., channels]`, y? of the same shape | | dBias `[channels]`, dz if y is given |
 * | `BatchNorm` | x `[..., channels]`, gamma, beta `[channels]` | epsilon | y, mean, variance |
 * | `BatchNormGrad` | dy, x, gamma, mean, variance | epsilon | dx, dGamma, dBeta |
 * | `Dropout` | x | rate, seed | y |
 * | `Adam` | weight, m, v, gradient | rate, beta1, beta2, epsilon | none: weight, m, v change in place |
 * | `Momentum` | weight, sum, gradient | rate, momentum | none: weight and sum change in place |
 * | `SoftmaxCrossEntropy` | logits `[batch, classes]`, labels `[batch]` int32 | | losses `[batch]`, dLogits |
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

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

/** What `fusedConv2D` needs beside its tensors. */
export interface FusedConvAttrs {
  strides: [number, number];
  pad: "valid" | "same";
  dilations: [number, number];
  activation: "linear" | "relu";
}

/** y = activation(conv(x, filter) + bias), differentiable; NHWC. */
export function fusedConv2D(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor,
  attrs: FusedConvAttrs,
): tf.Tensor {
  return run(tf.FusedConv2D, { x, filter, bias }, { ...attrs, dataFormat: "NHWC" })[0];
}

/** y = activation(x·weights + bias), differentiable; x `[batch, in]`, weights `[in, out]`. */
export function fusedMatMul(
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
export function dropout(x: tf.Tensor, rate: number, seed: number): tf.Tensor {
  return run("Dropout", { x }, { rate, seed })[0];
}

/**
 * Batch normalisation by the mean and the biased variance of the batch itself (Ioffe and Szegedy 2015,
 * algorithm 1) over all axes but the last; differentiable in x, gamma and beta through y.
 */
export function batchNorm(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): { y: tf.Tensor; mean: tf.Tensor; variance: tf.Tensor } {
  const [y, mean, variance] = run("BatchNorm", { x, gamma, beta }, { epsilon });
  return { y, mean, variance };
}

/**
 * Cross-entropy of softmax(logits) against integer labels, in nats, one loss an image,
 * differentiable in the logits.
 */
export function softmaxCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return run("SoftmaxCrossEntropy", { logits, labels }, {})[0];
}

/** One step of Adam: weight and both moments change in place. */
export function adamStep(
  weight: tf.Tensor,
  m: tf.Tensor,
  v: tf.Tensor,
  gradient: tf.Tensor,
  attrs: AdamAttrs,
): void {
  run("Adam", { weight, m, v, gradient }, { ...attrs });
}

/** One step of gradient descent with momentum: weight and the running sum change in place. */
export function momentumStep(
  weight: tf.Tensor,
  sum: tf.Tensor,
  gradient: tf.Tensor,
  attrs: MomentumAttrs,
): void {
  run("Momentum", { weight, sum, gradient }, { ...attrs });
}

/** dBias and dz of z = x + bias, y = relu(z), or of y = z if no y is given. */
function biasGrad(dy: tf.Tensor, y?: tf.Tensor): { dBias: tf.Tensor; dz: tf.Tensor } {
  const [dBias, dz] = run("BiasGrad", y === undefined ? { dy } : { dy, y }, {});
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
    kernelName: "BatchNorm",
    inputsToSave: ["x", "gamma"],
    outputsToSave: [false, true, true],
    gradFunc: (dys, [x, gamma, mean, variance], { epsilon }) => {
      const inputs = { dy: (dys as tf.Tensor[])[0], x, gamma, mean, variance };
      const [dx, dGamma, dBeta] = run("BatchNormGrad", inputs, { epsilon });
      return { x: () => dx.clone(), gamma: () => dGamma.clone(), beta: () => dBeta.clone() };
    },
  },
  {
    kernelName: "Dropout",
    gradFunc: (dy, _, { rate, seed }) => ({
      x: () => dropout(dy as tf.Tensor, rate as number, seed as number),
    }),
  },
  {
    kernelName: "SoftmaxCrossEntropy",
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

function run(kernel: string, inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap): tf.Tensor[] {
  const outputs = tf.engine().runKernel(kernel, inputs, attrs) as tf.Tensor | tf.Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}
