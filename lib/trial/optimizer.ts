/**
 * Optimizers as values.
 *
 * @module
 */
import { checkFraction, checkKeys, checkPositive, refuseType } from "../check/check.ts";
import type { Optimizer } from "./setup.ts";

/** Options of {@linkcode adam}. */
export interface AdamOptions {
  /**
   * Each step moves a weight by about this much at most; it is above 0.
   *
   * @default {0.001}
   */
  readonly learningRate?: number;
  /**
   * The mean of the gradients keeps this share of itself in each step, in [0, 1).
   *
   * @default {0.9}
   */
  readonly beta1?: number;
  /**
   * The mean of the squared gradients keeps this share of itself in each step, in [0, 1).
   *
   * @default {0.999}
   */
  readonly beta2?: number;
  /**
   * This number above 0 is added to what gradients are divided by.
   *
   * @default {1e-7}
   */
  readonly epsilon?: number;
}

/** Options of {@linkcode sgd}. */
export interface SgdOptions {
  /**
   * Each step moves a weight by this multiple of its gradient; it is above 0.
   *
   * @default {0.01}
   */
  readonly learningRate?: number;
  /**
   * The sum of the gradients keeps this share of itself in each step, in [0, 1).
   *
   * @default {0.9}
   */
  readonly momentum?: number;
}

const ADAM_OPTIONS = ["learningRate", "beta1", "beta2", "epsilon"];
const SGD_OPTIONS = ["learningRate", "momentum"];

/** The options of all optimizers. */
export const optimizerOptions: readonly string[] = [...ADAM_OPTIONS, ...SGD_OPTIONS];

/**
 * Adam (Kingma and Ba 2014, arXiv 1412.6980) with the defaults of Keras: learning rate 0.001,
 * beta1 0.9, beta2 0.999, epsilon 1e-7.
 *
 * @throws {TypeError} If an option is unknown or no number.
 * @throws {RangeError} If the learning rate or epsilon is not above 0 in single precision, or a
 * beta not in [0, 1).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { adam } from "./optimizer.ts";
 *
 * const optimizer = adam({ learningRate: 1e-4 });
 * assertEquals(optimizer.kind, "adam");
 * assertEquals(optimizer.learningRate, 1e-4);
 * ```
 */
export function adam(options: AdamOptions = {}): Optimizer {
  checkKeys("options of adam()", options, ADAM_OPTIONS);
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  return {
    kind: "adam",
    learningRate: checkPositive("learningRate of adam()", learningRate),
    beta1: checkFraction("beta1 of adam()", beta1),
    beta2: checkFraction("beta2 of adam()", beta2),
    epsilon: checkPositive("epsilon of adam()", epsilon),
  };
}

/**
 * Stochastic gradient descent, by default with learning rate 0.01 and momentum 0.9.
 *
 * @throws {TypeError} If an option is unknown or no number.
 * @throws {RangeError} If the learning rate is not above 0 in single precision, or the momentum not
 * in [0, 1).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sgd } from "./optimizer.ts";
 *
 * assertEquals(sgd({ momentum: 0 }), { kind: "sgd", learningRate: 0.01, momentum: 0 });
 * ```
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  checkKeys("options of sgd()", options, SGD_OPTIONS);
  const { learningRate = 0.01, momentum = 0.9 } = options;
  return {
    kind: "sgd",
    learningRate: checkPositive("learningRate of sgd()", learningRate),
    momentum: checkFraction("momentum of sgd()", momentum),
  };
}

/**
 * An optimizer, built anew by its builder.
 *
 * @param name What it is called in errors.
 * @throws {TypeError} If it is none, or has an option that is unknown or no number.
 * @throws {RangeError} If a number of it is out of range.
 */
export function checkOptimizer(name: string, value: unknown): Optimizer {
  const { kind, ...options } = Object(value);
  if (kind === "adam") return adam(options);
  if (kind === "sgd") return sgd(options);
  return refuseType(name, "adam() or sgd()", value);
}
