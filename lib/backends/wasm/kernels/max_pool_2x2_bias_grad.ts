import type * as tf from "@tensorflow/tfjs";
import { heapOf } from "../heap_of.ts";
import { MaxPool2x2BiasGrad } from "../../kernel_names.ts";

/** Gradient of bias, activation and max pooling in one pass; see `../../operations.ts`. */
export const maxPool2x2BiasGradKernel: tf.KernelConfig = {
  kernelName: MaxPool2x2BiasGrad,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, argmax } = inputs as Record<string, tf.TensorInfo>;
    const inputShape = attrs!.inputShape as number[];
    const [batch, height, width, channels] = inputShape;
    const dBias = wasm.output([channels]);
    const dz = wasm.output(inputShape);
    const workspace = wasm.workspace(4 * channels);
    wasm.exports.maxPool2x2BiasGrad(
      wasm.address(dy),
      wasm.address(argmax),
      batch,
      height,
      width,
      channels,
      wasm.address(dz),
      wasm.address(dBias),
      workspace,
    );
    return [dBias, dz];
  },
};
