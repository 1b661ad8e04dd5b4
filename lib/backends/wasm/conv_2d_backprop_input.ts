import * as tf from "@tensorflow/tfjs";
import { type ConvAttrs, convInfo } from "./conv_2d.ts";
import { instanceOf } from "./instance.ts";

/** dx of a convolution: dy `[batch, height, width, out]`, filter `[height, width, in, out]`. */
export const conv2DBackpropInput: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropInput,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = instanceOf(backend);
    const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
    const { inputShape } = attrs as { inputShape: number[] };
    const info = convInfo(inputShape, filter.shape, attrs as unknown as ConvAttrs);
    const depth = info.filterHeight * info.filterWidth * info.inChannels;
    const dx = wasm.output(info.inShape);
    const workspace = wasm.workspace(
      wasm.exports.conv2DBackpropInputWorkspace(depth, info.outChannels),
    );
    wasm.exports.conv2DBackpropInput(
      wasm.geometry(info),
      wasm.address(dy),
      wasm.address(filter),
      wasm.address(dx),
      workspace,
    );
    return dx;
  },
};
