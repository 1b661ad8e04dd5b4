import * as tf from "@tensorflow/tfjs";
import { type ConvAttrs, convInfo } from "./conv_2d.ts";
import { instanceOf } from "./instance.ts";

/** Gradient of a convolution's filter, which tfjs's WASM backend lacks (tensorflow/tfjs#8474). */
export const conv2DBackpropFilter: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = instanceOf(backend);
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const { filterShape } = attrs as { filterShape: number[] };
    const info = convInfo(x.shape, filterShape, attrs as unknown as ConvAttrs);
    const weights = info.filterHeight * info.filterWidth * info.inChannels;
    const dFilter = wasm.output(filterShape);
    const workspace = wasm.workspace(
      wasm.exports.conv2DBackpropFilterWorkspace(weights, info.inChannels, info.outChannels),
    );
    wasm.exports.conv2DBackpropFilter(
      wasm.geometry(info),
      wasm.address(x),
      wasm.address(dy),
      wasm.address(dFilter),
      workspace,
    );
    return dFilter;
  },
};
