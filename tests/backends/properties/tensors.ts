/** Tensors of drawn numbers: each is told by a shape, a seed and a name, so that a case prints short. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { createRandom } from "../../../lib/random/random.ts";

/** `whole`: -3 to 3, whose products sum up exactly; `real`: [-1, 1). */
export type Numbers = "whole" | "real";

/** The largest magnitude of each kind. */
export const LARGEST: Readonly<Record<Numbers, number>> = { whole: 3, real: 1 };

/** One of some numbers, the first being the simplest. */
export const oneOf = (...choices: number[]): fc.Arbitrary<number> => fc.constantFrom(...choices);

/** Two of them. */
export const pairOf = (...choices: number[]): fc.Arbitrary<[number, number]> =>
  fc.tuple(oneOf(...choices), oneOf(...choices));

/** Numbers and what is done with their sums. Relu comes with whole ones, which keep off 0. */
export const arithmetics = fc.constantFrom(
  { numbers: "whole", activation: "linear" } as const,
  { numbers: "whole", activation: "relu" } as const,
  { numbers: "real", activation: "linear" } as const,
);

/** A bias; that of whole numbers is off by a half, so that no rounding of a sum crosses 0. */
export function drawBias(size: number, numbers: Numbers, seed: number): tf.Tensor {
  const bias = drawTensor([size], numbers, seed, "bias");
  return numbers === "whole" ? tf.add(bias, 0.5) : bias;
}

/** Seeds of tensors: they do not shrink, since none is simpler than another. */
export const seeds = fc.noShrink(fc.nat(2 ** 31 - 1));

/** A float32 tensor, the same for the same seed, name and shape on every backend. */
export function drawTensor(
  shape: readonly number[],
  numbers: Numbers,
  seed: number,
  name: string,
): tf.Tensor {
  return tf.tensor(drawValues(tf.util.sizeFromShape([...shape]), numbers, seed, name), [...shape]);
}

/** The values of such a tensor. */
export function drawValues(
  size: number,
  numbers: Numbers,
  seed: number,
  name: string,
): Float32Array {
  const random = createRandom(seed, name);
  const draw = {
    whole: () => Math.floor(7 * random.uniform()) - 3,
    real: () => 2 * random.uniform() - 1,
  }[numbers];
  return Float32Array.from({ length: size }, draw);
}

/** The sum of products of two arrays, in float64. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The Euclidean length of an array, in float64. */
export function norm(a: ArrayLike<number>): number {
  return Math.sqrt(dot(a, a));
}
