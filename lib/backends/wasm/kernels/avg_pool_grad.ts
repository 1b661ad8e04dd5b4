import * as tf from "@tensorflow/tfjs";
import { heapOf } from "../heap_of.ts";
import { poolInfo } from "./max_pool.ts";

/** dx of an average pool: each dy is shared out over its window. */
export const avgPoolGrad: tf.KernelConfig = {
  kernelName: tf.AvgPoolGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, input } = inputs as Record<string, tf.TensorInfo>;
    const info = poolInfo(input.shape, attrs);
    const dx = wasm.output(info.inShape);
    const workspace = wasm.workspace(4 * info.inChannels);
    wasm.exports.avgPoolGrad(wasm.geometry(info), wasm.address(dy), wasm.address(dx), workspace);
    return dx;
  },
};
