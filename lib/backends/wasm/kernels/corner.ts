import * as tf from "@tensorflow/tfjs";

/**
 * Calls `use` with the upper left corner of a gradient, of the shape that the geometry gives its
 * output. tfjs takes the gradient of a larger output and reads this corner: a transposed convolution
 * whose stated output does not follow from its input is one.
 *
 * @throws {RangeError} If the gradient is smaller than that shape.
 */
export function withCorner(
  dy: tf.TensorInfo,
  shape: number[],
  backend: object,
  use: (corner: tf.TensorInfo) => tf.TensorInfo,
): tf.TensorInfo {
  if (shape.every((side, i) => side === dy.shape[i])) return use(dy);
  if (shape.some((side, i) => side > dy.shape[i])) {
    throw new RangeError(`Expected a gradient of shape [${shape}], got [${dy.shape}].`);
  }
  const { kernelFunc } = tf.getKernel(tf.Slice, "wasm");
  const attrs = { begin: shape.map(() => 0), size: shape };
  const corner = kernelFunc({ inputs: { x: dy }, attrs, backend }) as tf.TensorInfo;
  try {
    return use(corner);
  } finally {
    (backend as tf.KernelBackend).disposeData(corner.dataId);
  }
}
