import type * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import { BiasGrad } from "../../kernel_names.ts";

/** Gradient of a bias and, through relu, of what it was added to; see `../../operations.ts`. */
export const biasGradKernel: tf.KernelConfig = {
  kernelName: BiasGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, backend }) => {
    const wasm = heapOf(backend);
    const dy = inputs.dy!;
    const channels = dy.shape.at(-1)!;
    const dBias = wasm.output([channels]);
    const workspace = wasm.workspace(4 * channels);
    const sum = (y: number, dz: number) =>
      wasm.exports.biasGrad(
        wasm.address(dy),
        y,
        dz,
        wasm.address(dBias),
        sizeOf(dy) / channels,
        channels,
        workspace,
      );
    if (inputs.y === undefined) {
      sum(0, 0);
      return [dBias];
    }
    const dz = wasm.output(dy.shape);
    sum(wasm.address(inputs.y), wasm.address(dz));
    return [dBias, dz];
  },
};
