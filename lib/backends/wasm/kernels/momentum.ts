import type * as tf from "@tensorflow/tfjs";
import type { MomentumAttrs } from "../../operations.ts";
import { sizeOf } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { Momentum } from "../../kernel_names.ts";

/** One step of gradient descent with momentum, in place; see `../../operations.ts`. */
export const momentumKernel: tf.KernelConfig = {
  kernelName: Momentum,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { weight, sum, gradient } = inputs as Record<string, tf.TensorInfo>;
    const { rate, momentum } = attrs as unknown as MomentumAttrs;
    wasm.exports.momentum(
      wasm.address(weight),
      wasm.address(sum),
      wasm.address(gradient),
      sizeOf(weight),
      rate,
      momentum,
    );
    return [];
  },
};
