/**
 * Builders of hidden layers. They fill in Keras's defaults, except that `conv` and `dense` default
 * to relu, and they check what they are given.
 *
 * @module
 */
import * as check from "./arguments.ts";
import {
  type Activation,
  activations,
  type BatchNorm,
  type Conv,
  type Dense,
  type Dropout,
  type Flatten,
  type Initializer,
  initializers,
  type Padding,
  paddings,
  type Pool,
  type Size,
} from "./layer.ts";

export * from "./layer.ts";

/** Options of {@linkcode conv}; a size is a number or [height, width]. */
export interface ConvOptions {
  /** Weights of a filter per channel; default 3. */
  readonly kernelSize?: number | Size;
  /** How far the kernel moves; default 1. */
  readonly strides?: number | Size;
  /** What surrounds the maps; default `valid`. */
  readonly padding?: Padding;
  /** Pixels from one weight of the kernel to the next; default 1. */
  readonly dilation?: number | Size;
  /** Applied to every output value; default `relu`. */
  readonly activation?: Activation;
  /** Of the weights; default `glorotUniform`. */
  readonly initializer?: Initializer;
}

/** Options of {@linkcode maxPool} and {@linkcode avgPool}; the strides default to the size. */
export type PoolOptions = Pick<ConvOptions, "strides" | "padding">;

/** Options of {@linkcode dense}. */
export type DenseOptions = Pick<ConvOptions, "activation" | "initializer">;

/** Options of {@linkcode batchNorm}. */
export type BatchNormOptions = Partial<Omit<BatchNorm, "kind">>;

/**
 * Builds a convolution: by default 3x3, strides 1, valid, dilation 1, relu, glorotUniform.
 *
 * @throws {TypeError} When an argument has the wrong type or an option is unknown.
 * @throws {RangeError} When a number is out of range, or strides and dilation both exceed 1.
 * @example
 * ```ts
 * conv(64, { kernelSize: [3, 5], padding: "same" });
 * ```
 */
export function conv(filters: number, options: ConvOptions = {}): Conv {
  const names = ["kernelSize", "strides", "padding", "dilation", "activation", "initializer"];
  check.options("conv", options, names);
  const strides = check.size("conv", "strides", options.strides ?? 1);
  const dilation = check.size("conv", "dilation", options.dilation ?? 1);
  // TensorFlow.js has no kernel for both at once.
  if (Math.max(...strides) > 1 && Math.max(...dilation) > 1) {
    throw new RangeError("conv() needs 1 for strides or for dilation, got more for both.");
  }
  return {
    kind: "conv",
    filters: check.whole("conv", "filters", filters),
    kernelSize: check.size("conv", "kernelSize", options.kernelSize ?? 3),
    strides,
    padding: check.choice("conv", "padding", options.padding ?? "valid", paddings),
    dilation,
    ...neurons("conv", options),
  };
}

/**
 * Builds max pooling over windows of `size`: by default strides of the same size, valid.
 *
 * @throws {TypeError} When an argument has the wrong type or an option is unknown.
 * @throws {RangeError} When a number is out of range.
 */
export function maxPool(size: number | Size, options: PoolOptions = {}): Pool {
  return pool("maxPool", size, options);
}

/** Builds average pooling; its options and errors are those of {@linkcode maxPool}. */
export function avgPool(size: number | Size, options: PoolOptions = {}): Pool {
  return pool("avgPool", size, options);
}

/**
 * Builds dropout of a share `rate` of the values, in [0, 1).
 *
 * @throws {TypeError} When the rate is not a number.
 * @throws {RangeError} When it is outside [0, 1).
 */
export function dropout(rate: number): Dropout {
  return { kind: "dropout", rate: check.fraction("dropout", "rate", rate) };
}

/** Builds the layer that turns maps into a vector, as dense layers need. */
export function flatten(): Flatten {
  return { kind: "flatten" };
}

/**
 * Builds a fully connected layer: by default relu, glorotUniform.
 *
 * @throws {TypeError} When an argument has the wrong type or an option is unknown.
 * @throws {RangeError} When the units are not a whole number of at least 1.
 */
export function dense(units: number, options: DenseOptions = {}): Dense {
  check.options("dense", options, ["activation", "initializer"]);
  return {
    kind: "dense",
    units: check.whole("dense", "units", units),
    ...neurons("dense", options),
  };
}

/**
 * Builds batch normalisation: by default momentum 0.99, epsilon 0.001.
 *
 * @throws {TypeError} When an argument has the wrong type or an option is unknown.
 * @throws {RangeError} When the momentum is outside [0, 1) or the epsilon is not above 0.
 */
export function batchNorm(options: BatchNormOptions = {}): BatchNorm {
  check.options("batchNorm", options, ["momentum", "epsilon"]);
  return {
    kind: "batchNorm",
    momentum: check.fraction("batchNorm", "momentum", options.momentum ?? 0.99),
    epsilon: check.positive("batchNorm", "epsilon", options.epsilon ?? 1e-3),
  };
}

function pool(kind: Pool["kind"], size: number | Size, options: PoolOptions): Pool {
  check.options(kind, options, ["strides", "padding"]);
  return {
    kind,
    size: check.size(kind, "size", size),
    strides: check.size(kind, "strides", options.strides ?? size),
    padding: check.choice(kind, "padding", options.padding ?? "valid", paddings),
  };
}

function neurons(of: string, { activation, initializer }: DenseOptions) {
  return {
    activation: check.choice(of, "activation", activation ?? "relu", activations),
    initializer: check.choice(of, "initializer", initializer ?? "glorotUniform", initializers),
  };
}
