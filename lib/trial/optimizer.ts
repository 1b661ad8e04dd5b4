/**
 * Optimizers as values.
 *
 * @module
 */
import type { Optimizer } from "./trial.ts";

/**
 * Adam (Kingma and Ba 2014, arXiv 1412.6980) with the defaults of Keras: learning rate 0.001,
 * beta1 0.9, beta2 0.999, epsilon 1e-7.
 *
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If the learning rate or epsilon is not above 0, or a beta not in [0, 1).
 *
 * @example
 * ```ts
 * const slow = adam({ learningRate: 1e-4 });
 * ```
 */
export function adam(
  options: Partial<Omit<Optimizer & { kind: "adam" }, "kind">> = {},
): Optimizer {
  checkNames("adam", options, ["learningRate", "beta1", "beta2", "epsilon"]);
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  checkPositive("learningRate", learningRate);
  checkShare("beta1", beta1);
  checkShare("beta2", beta2);
  checkPositive("epsilon", epsilon);
  return { kind: "adam", learningRate, beta1, beta2, epsilon };
}

/**
 * Stochastic gradient descent, by default with learning rate 0.01 and momentum 0.9.
 *
 * @throws {TypeError} If an option is unknown.
 * @throws {RangeError} If the learning rate is not above 0, or the momentum not in [0, 1).
 *
 * @example
 * ```ts
 * const plain = sgd({ learningRate: 0.1, momentum: 0 });
 * ```
 */
export function sgd(options: Partial<Omit<Optimizer & { kind: "sgd" }, "kind">> = {}): Optimizer {
  checkNames("sgd", options, ["learningRate", "momentum"]);
  const { learningRate = 0.01, momentum = 0.9 } = options;
  checkPositive("learningRate", learningRate);
  checkShare("momentum", momentum);
  return { kind: "sgd", learningRate, momentum };
}

/**
 * Returns `value`, built anew by its builder, when it is an optimizer.
 *
 * @throws {TypeError} If it is none, or has an unknown option.
 * @throws {RangeError} If a number of it is out of range.
 */
export function checkOptimizer(value: unknown): Optimizer {
  const { kind, ...options } = Object(value);
  if (kind === "adam") return adam(options);
  if (kind === "sgd") return sgd(options);
  throw new TypeError(`Expected optimizer to be adam() or sgd(), got ${Deno.inspect(value)}.`);
}

function checkNames(of: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`Expected options of ${of}() among ${names.join(", ")}, got ${unknown}.`);
}

function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`Expected ${name} to be a number above 0, got ${value}.`);
  }
}

function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(`Expected ${name} to be at least 0 and below 1, got ${value}.`);
  }
}
