import * as tf from "@tensorflow/tfjs";
import type { WasmHeap } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { type ConvAttrs, convInfo } from "../../geometry.ts";
import { productsOf } from "../../products/choose_products.ts";

/** y = conv(x, filter) + bias, clamped at 0 where `relu` says so. */
export function convolveOnHeap(
  wasm: WasmHeap,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  relu: boolean,
  attrs: ConvAttrs,
): tf.TensorInfo {
  const info = convInfo(x.shape, filter.shape, attrs);
  const y = wasm.output(info.outShape);
  productsOf(wasm).convolve(
    info,
    { x: wasm.address(x), filter: wasm.address(filter), y: wasm.address(y) },
    { bias: bias ? wasm.address(bias) : 0, relu },
  );
  return y;
}

/** y = conv(x, filter): x `[batch, height, width, in]`, filter `[height, width, in, out]`. */
export const conv2DKernel: tf.KernelConfig = {
  kernelName: tf.Conv2D,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) =>
    convolveOnHeap(
      heapOf(backend),
      inputs.x!,
      inputs.filter!,
      undefined,
      false,
      attrs as unknown as ConvAttrs,
    ),
};
