import * as tf from "@tensorflow/tfjs";
import { identityKernel } from "./identity.ts";
import { heapOf } from "../heap_of.ts";
import { type ConvInfo, type PoolAttrs, poolInfo } from "../../geometry.ts";

/** The largest value under each window of x `[batch, height, width, channels]`. */
export const maxPoolKernel: tf.KernelConfig = {
  kernelName: tf.MaxPool,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const x = inputs.x!;
    const info = poolInfo(x.shape, attrs as unknown as PoolAttrs);
    if (keepsAll(info)) return identityKernel.kernelFunc({ inputs, backend });
    const y = wasm.output(info.outShape);
    wasm.exports.maxPool(wasm.geometry(info), wasm.address(x), wasm.address(y));
    return y;
  },
};

/** Whether every pixel is a window, NaN too. */
function keepsAll({ filterHeight, filterWidth, inShape, outShape }: ConvInfo): boolean {
  return filterHeight === 1 && filterWidth === 1 && tf.util.arraysEqual(inShape, outShape);
}
