import * as tf from "@tensorflow/tfjs";
import { expectShape } from "../../contracts.ts";
import { heapOf } from "../heap_of.ts";
import { withCorner } from "./corner.ts";
import { type PoolAttrs, poolInfo } from "../../geometry.ts";

/** dx of a max pool: each dy goes to the first largest value of its window. */
export const maxPoolGradKernel: tf.KernelConfig = {
  kernelName: tf.MaxPoolGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, input, output } = inputs as Record<string, tf.TensorInfo>;
    const info = poolInfo(input.shape, attrs as unknown as PoolAttrs);
    expectShape("output", output, info.outShape);
    return withCorner(dy, info.outShape, backend, (dy) => {
      const dx = wasm.output(info.inShape);
      wasm.exports.maxPoolGrad(
        wasm.geometry(info),
        wasm.address(dy),
        wasm.address(input),
        wasm.address(output),
        wasm.address(dx),
      );
      return dx;
    });
  },
};
