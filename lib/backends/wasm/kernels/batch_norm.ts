import type * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { BatchNorm } from "../../kernel_names.ts";

/** Batch normalisation by the batch's own statistics; see `../../operations.ts`. */
export const batchNormKernel: tf.KernelConfig = {
  kernelName: BatchNorm,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { x, gamma, beta } = inputs as Record<string, tf.TensorInfo>;
    const channels = x.shape.at(-1)!;
    const y = wasm.output(x.shape);
    const mean = wasm.output([channels]);
    const variance = wasm.output([channels]);
    const workspace = wasm.workspace(wasm.exports.batchNormWorkspace(channels));
    wasm.exports.batchNorm(
      wasm.address(x),
      wasm.address(gamma),
      wasm.address(beta),
      wasm.address(y),
      wasm.address(mean),
      wasm.address(variance),
      sizeOf(x) / channels,
      channels,
      attrs!.epsilon as number,
      workspace,
    );
    return [y, mean, variance];
  },
};
