/**
 * What each kernel asks of its inputs, checked before it reads an address: in WASM it would read on
 * beyond the end of a tensor that is too small. Checks are of shapes and types, never of elements.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  BatchNorm,
  BatchNormGrad,
  BiasGrad,
  Dropout,
  FusedConv2DMaxPool2x2,
  MaxPool2x2,
  MaxPool2x2BiasGrad,
  Momentum,
  SoftmaxCrossEntropy,
} from "./kernel_names.ts";

type Inputs = Record<string, tf.TensorInfo>;
type Contract = (inputs: Inputs, attrs: tf.NamedAttrMap) => void;

const contracts: Readonly<Record<string, Contract>> = {
  [Adam]: (inputs) => alike(inputs, "weight", "m", "v", "gradient"),
  [tf.AvgPoolGrad]: ({ dy, input }) => images({ dy, input }),
  [tf.BatchMatMul]: factors,
  [BatchNorm]({ x, gamma, beta }) {
    const channels = channelsOf(x);
    expectFloat32({ x });
    expectShape("gamma", gamma, [channels]);
    expectShape("beta", beta, [channels]);
  },
  [BatchNormGrad]({ dy, x, ...statistics }) {
    alike({ dy, x }, "x", "dy");
    for (const name of ["gamma", "mean", "variance"]) {
      expectShape(name, statistics[name], [channelsOf(x)]);
    }
  },
  [BiasGrad](inputs) {
    channelsOf(inputs.dy);
    alike(inputs, "dy", ...(inputs.y ? ["y"] : []));
  },
  [tf.Conv2D]: convolution,
  [tf.Conv2DBackpropFilter]({ x, dy }, attrs) {
    expectNHWC(attrs);
    images({ x, dy });
    filterFits(attrs.filterShape as number[], x.shape[3], dy.shape[3]);
  },
  [tf.Conv2DBackpropInput]({ dy, filter }, attrs) {
    expectNHWC(attrs);
    images({ dy, filter });
    const inputShape = attrs.inputShape as number[];
    expectRank("inputShape", inputShape, 4);
    filterFits(filter.shape, inputShape[3], dy.shape[3]);
  },
  [Dropout]({ x }, { rate }) {
    expectFloat32({ x });
    if (rate as number >= 0 && rate as number < 1) return;
    throw new RangeError(`Expected a rate of at least 0 and below 1, got ${rate}.`);
  },
  [tf.FusedConv2D]: convolution,
  [FusedConv2DMaxPool2x2]: convolution,
  [tf._FusedMatMul](inputs, attrs) {
    factors(inputs, attrs);
    expectBias(inputs.bias, inputs.b.shape.at(attrs.transposeB ? -2 : -1)!);
  },
  [tf.Identity]: () => {},
  [tf.MaxPool]: ({ x }) => images({ x }),
  [MaxPool2x2]({ x, argmax }) {
    images({ x });
    expectPlaces(argmax, x.shape);
  },
  [MaxPool2x2BiasGrad]({ dy, argmax }, attrs) {
    const inputShape = attrs.inputShape as number[];
    expectRank("inputShape", inputShape, 4);
    expectPlaces(argmax, inputShape);
    expectShape("dy", dy, argmax.shape);
  },
  [tf.MaxPoolGrad]: ({ dy, input, output }) => images({ dy, input, output }),
  [Momentum]: (inputs) => alike(inputs, "weight", "sum", "gradient"),
  [SoftmaxCrossEntropy]({ logits, labels }) {
    expectRank("logits", logits.shape, 2);
    expectFloat32({ logits });
    expectShape("labels", labels, [logits.shape[0]], "int32");
  },
};

/**
 * The kernel with its contract before it.
 *
 * @throws {Error} If the kernel has no contract.
 */
export function withContract(kernel: tf.KernelConfig): tf.KernelConfig {
  const contract = contracts[kernel.kernelName];
  if (contract === undefined) {
    throw new Error(`Expected a contract of the kernel ${kernel.kernelName}, found none.`);
  }
  return {
    ...kernel,
    kernelFunc(params) {
      contract(params.inputs as Inputs, params.attrs ?? {});
      return kernel.kernelFunc(params);
    },
  };
}

function convolution({ x, filter, bias }: Inputs, attrs: tf.NamedAttrMap): void {
  expectNHWC(attrs);
  images({ x, filter });
  filterFits(filter.shape, x.shape[3], filter.shape[3]);
  expectBias(bias, filter.shape[3]);
}

function expectNHWC({ dataFormat }: tf.NamedAttrMap): void {
  if (dataFormat === "NHWC") return;
  throw new RangeError(`Expected tensors in the order NHWC, got ${dataFormat}; transpose them.`);
}

/** The factors of a product of matrices, or of equal or single batches of them. */
function factors({ a, b }: Inputs, { transposeA, transposeB }: tf.NamedAttrMap): void {
  expectFloat32({ a, b });
  const [k, l] = [a.shape.at(transposeA ? -2 : -1), b.shape.at(transposeB ? -1 : -2)];
  if (a.shape.length >= 2 && b.shape.length >= 2 && k === l) return;
  const op = (shape: number[], transpose: unknown) => `[${shape}]${transpose ? " transposed" : ""}`;
  throw new RangeError(
    `Expected matrices of one inner dimension, got ${op(a.shape, transposeA)} and ` +
      `${op(b.shape, transposeB)}; reshape or transpose them.`,
  );
}

/** Tensors of four dimensions: images in the order NHWC, or filters. */
function images(tensors: Inputs): void {
  for (const name in tensors) expectRank(name, tensors[name].shape, 4);
  expectFloat32(tensors);
}

/** Tensors of one shape, that of the first. */
function alike(inputs: Inputs, first: string, ...others: string[]): void {
  expectFloat32({ [first]: inputs[first] });
  for (const name of others) expectShape(name, inputs[name], inputs[first].shape);
}

function channelsOf({ shape }: tf.TensorInfo): number {
  const channels = shape.at(-1);
  if (channels !== undefined) return channels;
  throw new RangeError("Expected a tensor whose last axis are channels, got a scalar.");
}

function filterFits(shape: readonly number[], channels: number, filters: number): void {
  if (shape.length === 4 && shape[2] === channels && shape[3] === filters) return;
  throw new RangeError(
    `Expected a filter of shape [height,width,${channels},${filters}], got [${shape}].`,
  );
}

/** The stock kernels take a bias of one value for all channels, and read past its end. */
function expectBias(bias: tf.TensorInfo | undefined, channels: number): void {
  if (!bias) return;
  if (bias.shape.length !== 1 || bias.shape[0] !== channels) {
    throw new RangeError(
      `Expected a bias of shape [${channels}], got [${bias.shape}]; broadcast it first.`,
    );
  }
  expectFloat32({ bias });
}

/** Argmax of `MaxPool2x2` over images of a shape. */
function expectPlaces(argmax: tf.TensorInfo, [batch, height, width, channels]: number[]): void {
  expectShape("argmax", argmax, [batch, height >> 1, width >> 1, channels], "bool");
}

function expectRank(name: string, shape: readonly number[], rank: number): void {
  if (shape.length === rank) return;
  throw new RangeError(`Expected ${name} of ${rank} dimensions, got [${shape}]; reshape it first.`);
}

/**
 * Refuses a tensor of another shape or type.
 *
 * @throws {RangeError} If the shape differs.
 * @throws {TypeError} If the type does.
 */
export function expectShape(
  name: string,
  tensor: tf.TensorInfo,
  shape: readonly number[],
  dtype: tf.DataType = "float32",
): void {
  const { length } = shape;
  if (tensor.shape.length !== length || shape.some((side, i) => side !== tensor.shape[i])) {
    throw new RangeError(`Expected ${name} of shape [${shape}], got [${tensor.shape}].`);
  }
  expectType(name, tensor, dtype);
}

function expectFloat32(tensors: Inputs): void {
  for (const name in tensors) expectType(name, tensors[name], "float32");
}

function expectType(name: string, { dtype }: tf.TensorInfo, expected: tf.DataType): void {
  if (dtype === expected) return;
  throw new TypeError(`Expected ${name} of type ${expected}, got ${dtype}; cast it first.`);
}
