import * as tf from "@tensorflow/tfjs";
import { heapOf } from "../heap_of.ts";
import { withCorner } from "./corner.ts";
import { type PoolAttrs, poolInfo } from "../../geometry.ts";

/** dx of an average pool: each dy is shared out over its window. */
export const avgPoolGradKernel: tf.KernelConfig = {
  kernelName: tf.AvgPoolGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, input } = inputs as Record<string, tf.TensorInfo>;
    const info = poolInfo(input.shape, attrs as unknown as PoolAttrs);
    return withCorner(dy, info.outShape, backend, (dy) => {
      const dx = wasm.output(info.inShape);
      const workspace = wasm.workspace(4 * info.inChannels);
      wasm.exports.avgPoolGrad(wasm.geometry(info), wasm.address(dy), wasm.address(dx), workspace);
      return dx;
    });
  },
};
