/** Drawn batch normalisations. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { normaliseBatch } from "../../../lib/backends/operations.ts";
import { batchNorm as plainBatchNorm } from "./plain.ts";
import { drawTensor, oneOf, seeds } from "./tensors.ts";
import { stepTolerance } from "../tolerance.ts";

/** One batch normalisation: all that its tensors are made from. */
export interface Normalisation {
  /** Of x; the last axis is the channels. */
  readonly shape: number[];
  /** What is added to x: far from 0, the mean has to be taken off with care. */
  readonly offset: number;
  readonly epsilon: number;
  readonly seed: number;
}

const sizes = oneOf(1, 2, 3, 5, 7, 13);
const channels = oneOf(1, 3, 4, 7, 17, 64);

/** Batch normalisations of images and of rows, up to more than one run of sums. */
export const normalisations: fc.Arbitrary<Normalisation> = fc.record({
  shape: fc.oneof(
    fc.tuple(sizes, sizes, sizes, channels).map((shape) => [...shape]),
    fc.tuple(oneOf(1, 2, 31, 127, 128, 129, 521), channels).map((shape) => [...shape]),
  ),
  offset: oneOf(0, 3),
  epsilon: oneOf(1e-3, 1e-5),
  seed: seeds,
});

/** x, gamma, beta and dy. */
export function tensorsOf({ shape, offset, seed }: Normalisation): tf.Tensor[] {
  return [
    tf.add(drawTensor(shape, "real", seed, "x"), offset),
    drawTensor(shape.slice(-1), "real", seed, "gamma"),
    drawTensor(shape.slice(-1), "real", seed, "beta"),
    drawTensor(shape, "real", seed, "dy"),
  ];
}

/** dx, dGamma and dBeta. */
export function gradientsOf({ epsilon }: Normalisation, tensors: tf.Tensor[]): tf.Tensor[] {
  const [x, gamma, beta, dy] = tensors;
  const normalise = (...[x, gamma, beta]: tf.Tensor[]) => normaliseBatch(x, gamma, beta, epsilon).y;
  return tf.grads(normalise)([x, gamma, beta], dy);
}

/**
 * What y, mean, variance, dx, dGamma and dBeta may be off by, the largest over all channels.
 * What is off in a mean is so by a share of the numbers' magnitude, and counts in deviations.
 */
export function tolerancesOf(
  { shape, offset, epsilon }: Normalisation,
  x: ArrayLike<number>,
): number[] {
  const channels = shape.at(-1)!;
  const rows = tf.util.sizeFromShape(shape) / channels;
  const ones = new Float32Array(channels).fill(1);
  const { variance } = plainBatchNorm({ x, gamma: ones, beta: ones, epsilon });
  const deviation = Math.sqrt(Math.min(...variance) + epsilon);
  const largest = offset + 1;
  const inDeviations = 1 + largest / deviation;
  return [
    stepTolerance(inDeviations),
    stepTolerance(largest),
    stepTolerance(1) + stepTolerance(largest) ** 2,
    stepTolerance(inDeviations / deviation),
    stepTolerance(rows * inDeviations),
    stepTolerance(rows),
  ];
}
