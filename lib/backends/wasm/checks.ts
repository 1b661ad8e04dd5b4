/**
 * What kernels ask of their tensors before any address is read: a kernel in WASM would read on
 * beyond the end of a tensor that is too small.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/**
 * Refuses a bias that is not one value a channel: the stock kernels take it, and read past its end.
 *
 * @throws {RangeError} If the shape is not `[channels]`.
 */
export function checkBias(bias: tf.TensorInfo | undefined, channels: number): void {
  if (!bias || (bias.shape.length === 1 && bias.shape[0] === channels)) return;
  throw new RangeError(
    `Expected a bias of shape [${channels}], got [${bias.shape}]; broadcast it first.`,
  );
}
