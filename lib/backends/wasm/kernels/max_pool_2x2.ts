import type * as tf from "@tensorflow/tfjs";
import { heapOf } from "../heap_of.ts";
import { MaxPool2x2 } from "../../kernel_names.ts";

/** Max pooling that keeps where its values came from; see `../../operations.ts`. */
export const maxPool2x2Kernel: tf.KernelConfig = {
  kernelName: MaxPool2x2,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { x, argmax } = inputs as Record<string, tf.TensorInfo>;
    const [batch, height, width, channels] = x.shape;
    const y = wasm.output([batch, height >> 1, width >> 1, channels]);
    wasm.exports.maxPool2x2(
      wasm.address(x),
      batch,
      height,
      width,
      channels,
      attrs!.activation === "relu" ? 1 : 0,
      wasm.address(y),
      wasm.address(argmax),
    );
    return y;
  },
};
