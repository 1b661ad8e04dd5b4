import * as tf from "@tensorflow/tfjs";
import type { ConvAttrs } from "../../geometry.ts";
import { heapOf } from "../heap_of.ts";
import { withActivation } from "./activation.ts";
import { convolveOnHeap } from "./conv_2d.ts";

/** y = activation(conv(x, filter) + bias). */
export const fusedConv2DKernel: tf.KernelConfig = {
  kernelName: tf.FusedConv2D,
  backendName: "wasm",
  kernelFunc: (params) => {
    const { inputs, attrs, backend } = params;
    const conv = attrs as unknown as ConvAttrs;
    return withActivation(
      params,
      (relu) => convolveOnHeap(heapOf(backend), inputs.x!, inputs.filter!, inputs.bias, relu, conv),
    );
  },
};
