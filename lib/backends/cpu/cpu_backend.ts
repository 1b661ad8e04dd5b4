/**
 * The part of tfjs's CPU backend that the references use.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/** A tfjs CPU backend; its values are JavaScript's. */
export interface Cpu {
  /** The tensors by their ids. */
  data: { get(dataId: tf.DataId): { values: Float32Array } };
  /** A new tensor of these values. */
  makeTensorInfo(
    shape: number[],
    dtype: "float32" | "bool",
    values: Float32Array | Uint8Array,
  ): tf.TensorInfo;
}

/** The inputs of a kernel, none of them optional. */
export type Tensors = Record<string, tf.TensorInfo>;

/** A tensor's values, row-major. */
export function valuesOf(cpu: Cpu, { dataId }: tf.TensorInfo): Float32Array {
  return cpu.data.get(dataId).values;
}
