/**
 * Builders of hidden layers. They fill in Keras's defaults, except that `conv` and `dense` default
 * to relu, and they check what they are given.
 *
 * @module
 */
import {
  checkArguments,
  checkChoice,
  checkFraction,
  checkKeys,
  checkPositive,
  checkSize,
  checkWhole,
} from "../check/check.ts";
import {
  activations,
  type BatchNorm,
  type Conv,
  type Dense,
  type Dropout,
  type Flatten,
  initializers,
  paddings,
  type Pool,
  type Size,
} from "./layer.ts";

import type { BatchNormOptions, ConvOptions, DenseOptions, PoolOptions } from "./layer_options.ts";

export * from "./layer.ts";
export * from "./layer_options.ts";

/**
 * Builds a convolution: by default 3x3, strides 1, valid, dilation 1, relu, glorotUniform.
 *
 * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
 * @throws {RangeError} If a number is out of range, or strides and dilation both exceed 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { conv } from "./layers.ts";
 *
 * const layer = conv(64, { kernelSize: [3, 5], padding: "same" });
 * assertEquals(layer.kernelSize, [3, 5]);
 * assertEquals(layer.activation, "relu");
 * ```
 */
export function conv(filters: number, options: ConvOptions = {}): Conv {
  const names = ["kernelSize", "strides", "padding", "dilation", "activation", "initializer"];
  checkKeys("options of conv()", options, names);
  const { kernelSize = 3, padding = "valid", strides = 1, dilation = 1 } = options;
  const layer: Conv = {
    kind: "conv",
    filters: checkWhole("filters of conv()", filters, 1),
    kernelSize: checkSize("kernelSize of conv()", kernelSize),
    strides: checkSize("strides of conv()", strides),
    padding: checkChoice("padding of conv()", padding, paddings),
    dilation: checkSize("dilation of conv()", dilation),
    ...neurons("conv()", options),
  };
  // TensorFlow.js has no kernel for both at once.
  if (Math.max(...layer.strides) > 1 && Math.max(...layer.dilation) > 1) {
    throw new RangeError(
      "Expected strides or dilation of conv() to be 1, got more for both; set one of them to 1.",
    );
  }
  return layer;
}

/**
 * Builds max pooling over windows of `size`: by default strides of the same size, valid.
 *
 * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
 * @throws {RangeError} If a number is fractional or below 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { maxPool } from "./layers.ts";
 *
 * assertEquals(maxPool(2).strides, [2, 2]);
 * assertEquals(maxPool(3, { strides: 2 }).strides, [2, 2]);
 * ```
 */
export function maxPool(size: number | Size, options: PoolOptions = {}): Pool {
  return pool("maxPool", size, options);
}

/**
 * Builds average pooling over windows of `size`: by default strides of the same size, valid.
 *
 * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
 * @throws {RangeError} If a number is fractional or below 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { avgPool } from "./layers.ts";
 *
 * assertEquals(avgPool([2, 4], { padding: "same" }).size, [2, 4]);
 * ```
 */
export function avgPool(size: number | Size, options: PoolOptions = {}): Pool {
  return pool("avgPool", size, options);
}

/**
 * Builds dropout of a share `rate` of the values, in [0, 1).
 *
 * @throws {TypeError} If the rate is not a number.
 * @throws {RangeError} If the rate is outside [0, 1).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { dropout } from "./layers.ts";
 *
 * assertEquals(dropout(0.25), { kind: "dropout", rate: 0.25 });
 * ```
 */
export function dropout(rate: number): Dropout {
  checkArguments("dropout()", arguments, 1);
  return { kind: "dropout", rate: checkFraction("rate of dropout()", rate) };
}

/**
 * Builds the layer that turns maps into a vector, as dense layers need.
 *
 * @throws {TypeError} If it is given an argument.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { flatten } from "./layers.ts";
 *
 * assertEquals(flatten(), { kind: "flatten" });
 * ```
 */
export function flatten(): Flatten {
  checkArguments("flatten()", arguments, 0);
  return { kind: "flatten" };
}

/**
 * Builds a fully connected layer: by default relu, glorotUniform.
 *
 * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
 * @throws {RangeError} If the units are not a whole number of at least 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { dense } from "./layers.ts";
 *
 * assertEquals(dense(100, { activation: "tanh" }).activation, "tanh");
 * ```
 */
export function dense(units: number, options: DenseOptions = {}): Dense {
  checkKeys("options of dense()", options, ["activation", "initializer"]);
  return {
    kind: "dense",
    units: checkWhole("units of dense()", units, 1),
    ...neurons("dense()", options),
  };
}

/**
 * Builds batch normalisation: by default momentum 0.99, epsilon 0.001.
 *
 * @throws {TypeError} If an option is unknown, or is not a number.
 * @throws {RangeError} If the momentum is outside [0, 1), or the epsilon is not above 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { batchNorm } from "./layers.ts";
 *
 * assertEquals(batchNorm({ momentum: 0.9 }), { kind: "batchNorm", momentum: 0.9, epsilon: 0.001 });
 * ```
 */
export function batchNorm(options: BatchNormOptions = {}): BatchNorm {
  checkKeys("options of batchNorm()", options, ["momentum", "epsilon"]);
  const { momentum = 0.99, epsilon = 1e-3 } = options;
  return {
    kind: "batchNorm",
    momentum: checkFraction("momentum of batchNorm()", momentum),
    epsilon: checkPositive("epsilon of batchNorm()", epsilon),
  };
}

function pool(kind: Pool["kind"], size: number | Size, options: PoolOptions): Pool {
  checkKeys(`options of ${kind}()`, options, ["strides", "padding"]);
  const { strides = size, padding = "valid" } = options;
  return {
    kind,
    size: checkSize(`size of ${kind}()`, size),
    strides: checkSize(`strides of ${kind}()`, strides),
    padding: checkChoice(`padding of ${kind}()`, padding, paddings),
  };
}

function neurons(of: string, options: DenseOptions) {
  const { activation = "relu", initializer = "glorotUniform" } = options;
  return {
    activation: checkChoice(`activation of ${of}`, activation, activations),
    initializer: checkChoice(`initializer of ${of}`, initializer, initializers),
  };
}
