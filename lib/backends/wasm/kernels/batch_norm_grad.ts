import type * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { BatchNormGrad } from "../../kernel_names.ts";

/** Gradients of batch normalisation by the batch's own statistics; see `../../operations.ts`. */
export const batchNormGradKernel: tf.KernelConfig = {
  kernelName: BatchNormGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, x, gamma, mean, variance } = inputs as Record<string, tf.TensorInfo>;
    const channels = x.shape.at(-1)!;
    const dx = wasm.output(x.shape);
    const dGamma = wasm.output([channels]);
    const dBeta = wasm.output([channels]);
    const workspace = wasm.workspace(wasm.exports.batchNormGradWorkspace(channels));
    wasm.exports.batchNormGrad(
      wasm.address(dy),
      wasm.address(x),
      wasm.address(gamma),
      wasm.address(mean),
      wasm.address(variance),
      wasm.address(dx),
      wasm.address(dGamma),
      wasm.address(dBeta),
      sizeOf(x) / channels,
      channels,
      attrs!.epsilon as number,
      workspace,
    );
    return [dx, dGamma, dBeta];
  },
};
