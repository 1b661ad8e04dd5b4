/** For each kernel that we register for `wasm`: inputs over odd and even sizes, and attributes. */
import * as tf from "@tensorflow/tfjs";
import * as kernels from "../../lib/backends/kernel_names.ts";
import { drawTensor } from "./properties/tensors.ts";

/** One call of a kernel that is well posed, and attributes that would not be. */
export interface KernelCase {
  readonly inputs: () => tf.NamedTensorMap;
  /** Inputs that follow from the others. */
  readonly derived?: (inputs: tf.NamedTensorMap) => tf.NamedTensorMap;
  readonly attrs: tf.NamedAttrMap;
  /** Each in place of the attributes of that name. */
  readonly badAttrs?: readonly tf.NamedAttrMap[];
}

/** All inputs of a case, one of those that are not derived changed. */
export function inputsOf(
  { inputs, derived }: KernelCase,
  change: (inputs: tf.NamedTensorMap) => tf.NamedTensorMap = (inputs) => inputs,
): tf.NamedTensorMap {
  const changed = change(inputs());
  return { ...changed, ...derived?.(changed) };
}

/** Whole numbers from -3 to 3: their sums are exact. */
const whole = (name: string, ...shape: number[]) => drawTensor(shape, "whole", 1, name);

/** Height and width of images, odd and even. */
const SIZES = [[5, 4], [6, 7]];

const conv = { strides: [1, 1], pad: "valid", dilations: [1, 1], dataFormat: "NHWC" };
const badConv: tf.NamedAttrMap[] = [
  { dataFormat: "NCHW" },
  { strides: [0, 1] },
  { strides: [1, 1.5] },
  { pad: "half" },
];
/** An activation that tfjs has fused with nothing. */
const badActivation: tf.NamedAttrMap = { activation: "softmax" };
/** With a rim of zeros, and every second place. */
const sparse = { pad: "same", strides: [2, 2] };
const sparseSize = ([height, width]: number[]) =>
  [2, Math.ceil(height / 2), Math.ceil(width / 2), 5] as const;
/** What a stock gradient kernel reads: it knows no dilation. */
const { dilations: _, ...convGrad } = conv;
const pool = { filterSize: [2, 3], strides: [2, 1], pad: "same" };
const badPool: tf.NamedAttrMap[] = [{ filterSize: [9, 9], pad: "valid" }, { strides: [1, 0] }, {
  pad: "half",
}];

const convInputs = ([height, width]: number[]) => ({
  x: whole("x", 2, height, width, 3),
  filter: whole("filter", 3, 2, 3, 5),
});
const biased = (size: number[]) => ({ ...convInputs(size), bias: whole("bias", 5) });
const outSize = ([height, width]: number[]) => [2, height - 2, width - 1, 5] as const;
const argmaxOf = ([batch, height, width, channels]: readonly number[]) =>
  tf.fill([batch, height >> 1, width >> 1, channels], 1, "bool");
const products = [[false, false], [false, true], [true, false], [true, true]].map(
  ([transposeA, transposeB]) => ({
    transposeA,
    transposeB,
    a: transposeA ? [2, 4, 3] : [2, 3, 4],
    b: transposeB ? [2, 5, 4] : [2, 4, 5],
  }),
);

/** The cases of each kernel, by its name. */
export const kernelCases: Readonly<Record<string, readonly KernelCase[]>> = {
  [kernels.Adam]: [7, 8].map((size) => ({
    inputs: () => ({
      weight: whole("weight", size),
      m: whole("m", size),
      v: tf.abs(whole("v", size)),
      gradient: whole("gradient", size),
    }),
    attrs: { rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-3 },
  })),
  [tf.AvgPoolGrad]: SIZES.map(([height, width]) => ({
    inputs: () => ({
      dy: whole("dy", 2, Math.ceil(height / 2), width, 3),
      input: whole("input", 2, height, width, 3),
    }),
    attrs: pool,
    badAttrs: badPool,
  })),
  [tf.BatchMatMul]: products.map(({ a, b, ...attrs }) => ({
    inputs: () => ({ a: whole("a", ...a), b: whole("b", ...b) }),
    attrs,
  })),
  [kernels.BatchNorm]: [3, 4].map((channels) => ({
    inputs: () => ({
      x: whole("x", 2, 3, channels),
      gamma: whole("gamma", channels),
      beta: whole("beta", channels),
    }),
    attrs: { epsilon: 1e-3 },
  })),
  [kernels.BatchNormGrad]: [3, 4].map((channels) => ({
    inputs: () => ({
      dy: whole("dy", 2, 3, channels),
      x: whole("x", 2, 3, channels),
      gamma: whole("gamma", channels),
      mean: whole("mean", channels),
      variance: tf.add(tf.abs(whole("variance", channels)), 1),
    }),
    attrs: { epsilon: 1e-3 },
  })),
  [kernels.BiasGrad]: [3, 4].flatMap((channels) => [
    { inputs: () => ({ dy: whole("dy", 5, channels) }), attrs: {} },
    {
      inputs: () => ({ dy: whole("dy", 5, channels), y: whole("y", 5, channels) }),
      attrs: {},
    },
  ]),
  [tf.Conv2D]: SIZES.flatMap((size) => [
    { inputs: () => convInputs(size), attrs: conv, badAttrs: badConv },
    { inputs: () => convInputs(size), attrs: { ...conv, ...sparse } },
  ]),
  [tf.Conv2DBackpropFilter]: SIZES.flatMap((size) => [
    {
      inputs: () => ({ x: whole("x", 2, ...size, 3), dy: whole("dy", ...outSize(size)) }),
      attrs: { ...convGrad, filterShape: [3, 2, 3, 5] },
      badAttrs: [...badConv, { filterShape: [3, 2, 3] }, { filterShape: [3, 2, 4, 5] }],
    },
    {
      inputs: () => ({ x: whole("x", 2, ...size, 3), dy: whole("dy", ...sparseSize(size)) }),
      attrs: { ...convGrad, ...sparse, filterShape: [3, 2, 3, 5] },
    },
  ]),
  [tf.Conv2DBackpropInput]: SIZES.flatMap((size) => [
    {
      inputs: () => ({ dy: whole("dy", ...outSize(size)), filter: whole("filter", 3, 2, 3, 5) }),
      attrs: { ...convGrad, inputShape: [2, ...size, 3] },
      badAttrs: [
        ...badConv,
        { inputShape: [...size, 3] },
        { inputShape: [2, ...size, 4] },
        { inputShape: [2, size[0] + 1, size[1], 3] },
      ],
    },
    {
      inputs: () => ({ dy: whole("dy", ...sparseSize(size)), filter: whole("filter", 3, 2, 3, 5) }),
      attrs: { ...convGrad, ...sparse, inputShape: [2, ...size, 3] },
    },
  ]),
  [kernels.Dropout]: [7, 8].map((size) => ({
    inputs: () => ({ x: whole("x", size) }),
    attrs: { rate: 0.5, seed: 1 },
    badAttrs: [{ rate: 1 }, { rate: -0.1 }, { rate: NaN }],
  })),
  [tf.FusedConv2D]: SIZES.flatMap((size) =>
    ["linear", "relu", "relu6"].flatMap((activation) => [
      {
        inputs: () => biased(size),
        attrs: { ...conv, activation },
        badAttrs: [...badConv, badActivation],
      },
      { inputs: () => biased(size), attrs: { ...conv, ...sparse, activation } },
    ])
  ),
  [kernels.FusedConv2DMaxPool2x2]: SIZES.flatMap((size) => [
    {
      inputs: () => ({ ...biased(size), argmax: argmaxOf(outSize(size)) }),
      attrs: { ...conv, activation: "relu" },
      badAttrs: [...badConv, badActivation],
    },
    {
      inputs: () => ({ ...biased(size), argmax: argmaxOf(sparseSize(size)) }),
      attrs: { ...conv, ...sparse, activation: "relu" },
    },
  ]),
  [tf._FusedMatMul]: products.flatMap(({ a, b, ...attrs }) =>
    ["linear", "relu", "relu6"].map((activation) => ({
      inputs: () => ({ a: whole("a", ...a), b: whole("b", ...b), bias: whole("bias", 5) }),
      attrs: { ...attrs, activation },
      badAttrs: [badActivation],
    }))
  ),
  [tf.Identity]: [7, 8].map((size) => ({ inputs: () => ({ x: whole("x", size) }), attrs: {} })),
  [tf.MaxPool]: SIZES.map((size) => ({
    inputs: () => ({ x: whole("x", 2, ...size, 3) }),
    attrs: pool,
    badAttrs: badPool,
  })),
  [kernels.MaxPool2x2]: SIZES.map((size) => ({
    inputs: () => ({ x: whole("x", 2, ...size, 3), argmax: argmaxOf([2, ...size, 3]) }),
    attrs: { activation: "linear" },
  })),
  [kernels.MaxPool2x2BiasGrad]: SIZES.map(([height, width]) => ({
    inputs: () => ({
      dy: whole("dy", 2, height >> 1, width >> 1, 3),
      argmax: argmaxOf([2, height, width, 3]),
    }),
    attrs: { inputShape: [2, height, width, 3] },
    badAttrs: [{ inputShape: [2, height, width] }, { inputShape: [2, height + 2, width, 3] }],
  })),
  [tf.MaxPoolGrad]: SIZES.map(([height, width]) => ({
    inputs: () => ({
      dy: whole("dy", 2, Math.ceil(height / 2), width, 3),
      input: whole("input", 2, height, width, 3),
    }),
    derived: ({ input }: tf.NamedTensorMap) => ({
      output: input.rank === 4 && input.dtype === "float32"
        ? tf.maxPool(input as tf.Tensor4D, [2, 3], [2, 1], "same")
        : tf.ones([2, Math.ceil(height / 2), width, 3]),
    }),
    attrs: pool,
    badAttrs: badPool,
  })),
  [kernels.Momentum]: [7, 8].map((size) => ({
    inputs: () => ({
      weight: whole("weight", size),
      sum: whole("sum", size),
      gradient: whole("gradient", size),
    }),
    attrs: { rate: 0.5, momentum: 0.5 },
  })),
  [kernels.SoftmaxCrossEntropy]: [3, 4].map((classes) => ({
    inputs: () => ({
      logits: whole("logits", 5, classes),
      labels: tf.tensor1d([0, 1, 2, 1, 0], "int32"),
    }),
    attrs: {},
  })),
};
