import * as tf from "@tensorflow/tfjs";
import { heapOf } from "../heap_of.ts";
import { type PoolAttrs, poolInfo } from "../../geometry.ts";

/** dx of a max pool: each dy goes to the first largest value of its window. */
export const maxPoolGradKernel: tf.KernelConfig = {
  kernelName: tf.MaxPoolGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, input, output } = inputs as Record<string, tf.TensorInfo>;
    const info = poolInfo(input.shape, attrs as unknown as PoolAttrs);
    const dx = wasm.output(info.inShape);
    wasm.exports.maxPoolGrad(
      wasm.geometry(info),
      wasm.address(dy),
      wasm.address(input),
      wasm.address(output),
      wasm.address(dx),
    );
    return dx;
  },
};
