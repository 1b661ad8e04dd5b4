import * as tf from "@tensorflow/tfjs";

/** The kernels of those activations that no kernel of ours applies to its sums itself. */
const separate: Readonly<Record<string, string>> = {
  elu: tf.Elu,
  leakyrelu: tf.LeakyRelu,
  prelu: tf.Prelu,
  relu6: tf.Relu6,
  sigmoid: tf.Sigmoid,
};

/**
 * A fused kernel: `sum` in one pass with bias and relu, any other activation after it.
 *
 * @param sum Gives the sums, with relu applied to them where it is told so.
 * @throws {RangeError} If tfjs has no fused activation of that name.
 */
export function withActivation(
  { inputs, attrs, backend }: Parameters<tf.KernelFunc>[0],
  sum: (relu: boolean) => tf.TensorInfo,
): tf.TensorInfo {
  const activation = attrs!.activation as string;
  if (activation === "linear" || activation === "relu") return sum(activation === "relu");
  if (!(activation in separate)) {
    const known = ["linear", "relu", ...Object.keys(separate)].join(", ");
    throw new RangeError(`Expected an activation out of ${known}, got ${activation}.`);
  }
  const x = sum(false);
  try {
    return tf.getKernel(separate[activation], "wasm").kernelFunc({
      inputs: { x, alpha: inputs.preluActivationWeights },
      attrs: { alpha: attrs!.leakyreluAlpha ?? 0 },
      backend,
    }) as tf.TensorInfo;
  } finally {
    (backend as tf.KernelBackend).disposeData(x.dataId);
  }
}
