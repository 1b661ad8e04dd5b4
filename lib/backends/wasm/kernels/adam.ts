import type * as tf from "@tensorflow/tfjs";
import type { AdamAttrs } from "../../operations.ts";
import { sizeOf } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { Adam } from "../../kernel_names.ts";

/** One step of Adam, in place; see `../../operations.ts`. */
export const adamKernel: tf.KernelConfig = {
  kernelName: Adam,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { weight, m, v, gradient } = inputs as Record<string, tf.TensorInfo>;
    const { rate, beta1, beta2, epsilon } = attrs as unknown as AdamAttrs;
    wasm.exports.adam(
      wasm.address(weight),
      wasm.address(m),
      wasm.address(v),
      wasm.address(gradient),
      sizeOf(weight),
      rate,
      1 - beta1,
      1 - beta2,
      epsilon,
    );
    return [];
  },
};
