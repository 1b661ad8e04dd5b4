import * as tf from "@tensorflow/tfjs";
import { identity } from "./identity.ts";
import { heapOf } from "../heap_of.ts";
import type { ConvInfo } from "../../products/products.ts";

/** The geometry of a pooling of `xShape`, from the attributes that tfjs passes. */
export function poolInfo(xShape: number[], attrs: unknown): ConvInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as {
    filterSize: number | [number, number];
    strides: number | [number, number];
    pad: "valid" | "same" | number;
    dimRoundingMode?: "floor" | "round" | "ceil";
  };
  return tf.backend_util.computePool2DInfo(
    xShape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/** The largest value under each window of x `[batch, height, width, channels]`. */
export const maxPool: tf.KernelConfig = {
  kernelName: tf.MaxPool,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const x = inputs.x!;
    if (x.dtype !== "float32") {
      throw new TypeError(`Expected float32 images to pool, got ${x.dtype}; cast them first.`);
    }
    const info = poolInfo(x.shape, attrs);
    if (keepsAll(info)) return identity.kernelFunc({ inputs, backend });
    const y = wasm.output(info.outShape);
    wasm.exports.maxPool(wasm.geometry(info), wasm.address(x), wasm.address(y));
    return y;
  },
};

/** Whether every pixel is a window, NaN too. */
function keepsAll({ filterHeight, filterWidth, inShape, outShape }: ConvInfo): boolean {
  return filterHeight === 1 && filterWidth === 1 && tf.util.arraysEqual(inShape, outShape);
}
