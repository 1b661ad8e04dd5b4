import * as tf from "@tensorflow/tfjs";
import { type ConvAttrs, convInfo } from "../../geometry.ts";
import { productsOf } from "../../products/choose_products.ts";
import { heapOf } from "../heap_of.ts";
import { withCorner } from "./corner.ts";

/** Gradient of a convolution's filter, which tfjs's WASM backend lacks (tensorflow/tfjs#8474). */
export const conv2DBackpropFilterKernel: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const wasm = heapOf(backend);
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const { filterShape } = attrs as { filterShape: number[] };
    const info = convInfo(x.shape, filterShape, attrs as unknown as ConvAttrs);
    return withCorner(dy, info.outShape, backend, (dy) => {
      const dFilter = wasm.output(filterShape);
      if (dy.shape.includes(0)) {
        wasm.values(dFilter).fill(0);
        return dFilter;
      }
      productsOf(wasm).filterGradient(info, {
        x: wasm.address(x),
        filter: wasm.address(dFilter),
        y: wasm.address(dy),
      });
      return dFilter;
    });
  },
};
