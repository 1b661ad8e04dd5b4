import type * as tf from "@tensorflow/tfjs";
import { dropoutThreshold } from "../../dropout_threshold.ts";
import { sizeOf } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { Dropout } from "../../kernel_names.ts";

/** Sets elements to 0 at random and scales the others; see `../../operations.ts`. */
export const dropoutKernel: tf.KernelConfig = {
  kernelName: Dropout,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const x = inputs.x!;
    const { rate, seed } = attrs as { rate: number; seed: number };
    const y = wasm.output(x.shape);
    wasm.exports.dropout(
      wasm.address(x),
      wasm.address(y),
      sizeOf(x),
      seed,
      dropoutThreshold(rate),
      1 / (1 - rate),
    );
    return y;
  },
};
