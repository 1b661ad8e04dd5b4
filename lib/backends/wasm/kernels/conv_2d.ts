import * as tf from "@tensorflow/tfjs";
import type { WasmHeap } from "../wasm_heap.ts";
import { heapOf } from "../heap_of.ts";
import type { ConvInfo } from "../../products/products.ts";

/** The attributes that tfjs passes to the kernels of convolutions. */
export interface ConvAttrs {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dataFormat: "NHWC" | "NCHW";
  /** Absent on the gradient kernels of stock tfjs: 1. */
  dilations?: number | [number, number];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** The geometry of a convolution of `xShape` with `filterShape`. */
export function convInfo(xShape: number[], filterShape: number[], attrs: ConvAttrs): ConvInfo {
  return tf.backend_util.computeConv2DInfo(
    xShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    false,
    attrs.dataFormat === "NCHW" ? "channelsFirst" : "channelsLast",
  );
}

/**
 * Refuses a bias that is not one value a channel: the stock kernels take it, and read past its end.
 */
export function checkBias(bias: tf.TensorInfo | undefined, channels: number): void {
  if (!bias || (bias.shape.length === 1 && bias.shape[0] === channels)) return;
  throw new RangeError(
    `Expected a bias of shape [${channels}], got [${bias.shape}]; broadcast it first.`,
  );
}

function convolve(
  wasm: WasmHeap,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  relu: boolean,
  attrs: ConvAttrs,
): tf.TensorInfo {
  const info = convInfo(x.shape, filter.shape, attrs);
  const y = wasm.output(info.outShape);
  wasm.products.convolve(
    info,
    { x: wasm.address(x), filter: wasm.address(filter), y: wasm.address(y) },
    { bias: bias ? wasm.address(bias) : 0, relu },
  );
  return y;
}

/** y = conv(x, filter): x `[batch, height, width, in]`, filter `[height, width, in, out]`. */
export const conv2D: tf.KernelConfig = {
  kernelName: tf.Conv2D,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) =>
    convolve(
      heapOf(backend),
      inputs.x!,
      inputs.filter!,
      undefined,
      false,
      attrs as unknown as ConvAttrs,
    ),
};

/**
 * Convolution, bias and activation in one pass where the activation is linear or relu; all else
 * goes to the `stock` kernel.
 */
export function fusedConv2D(stock: tf.KernelConfig): tf.KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const { inputs, attrs, backend } = args;
      const activation = attrs!.activation;
      checkBias(inputs.bias, inputs.filter!.shape[3]);
      if (activation !== "linear" && activation !== "relu") return stock.kernelFunc(args);
      return convolve(
        heapOf(backend),
        inputs.x!,
        inputs.filter!,
        inputs.bias,
        activation === "relu",
        attrs as unknown as ConvAttrs,
      );
    },
  };
}
