import * as tf from "@tensorflow/tfjs";
import { type ConvAttrs, convInfo } from "../../geometry.ts";
import { productsOf } from "../../products/choose_products.ts";
import { heapOf } from "../heap_of.ts";
import { withCorner } from "./corner.ts";

/** dx of a convolution: dy `[batch, height, width, out]`, filter `[height, width, in, out]`. */
export const conv2DBackpropInputKernel: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropInput,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
    const { inputShape } = attrs as { inputShape: number[] };
    const info = convInfo(inputShape, filter.shape, attrs as unknown as ConvAttrs);
    return withCorner(dy, info.outShape, backend, (dy) => {
      const dx = wasm.output(info.inShape);
      productsOf(wasm).inputGradient(info, {
        x: wasm.address(dx),
        filter: wasm.address(filter),
        y: wasm.address(dy),
      });
      return dx;
    });
  },
};
