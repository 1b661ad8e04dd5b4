/** Drawn poolings. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { poolInfo } from "../../../lib/backends/geometry.ts";
import { oneOf, pairOf, seeds } from "./tensors.ts";

/** One pooling: all that its tensors are made from. */
export interface Pooling {
  readonly batch: number;
  readonly size: [number, number];
  readonly channels: number;
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: "valid" | "same";
  readonly seed: number;
}

const anyShape = {
  batch: oneOf(1, 2, 5),
  size: pairOf(1, 2, 3, 4, 5, 7, 8, 11, 13),
  channels: oneOf(1, 3, 4, 7, 8, 17, 64),
  filterSize: pairOf(1, 2, 3, 5, 7),
  strides: pairOf(1, 2, 3),
  pad: fc.constantFrom("valid" as const, "same" as const),
  seed: seeds,
};

/** The usual pooling, which has a kernel of its own. */
const twoByTwo = {
  ...anyShape,
  channels: oneOf(4, 8, 64),
  filterSize: pairOf(2),
  strides: pairOf(2),
};

/** Poolings whose window fits, half of them 2x2 side by side. */
export const poolings: fc.Arbitrary<Pooling> = fc.oneof(fc.record(anyShape), fc.record(twoByTwo))
  .filter(({ size, filterSize, pad }) =>
    pad === "same" || size.every((length, axis) => length >= filterSize[axis])
  );

/** `[batch, height, width, channels]` of x. */
export const inputShape = ({ batch, size, channels }: Pooling) => [batch, ...size, channels];

/** The same of y. */
export function outputShape(pooling: Pooling): number[] {
  return poolInfo(inputShape(pooling), pooling).outShape;
}

/** The largest value under each window. */
export function maxPool(x: tf.Tensor, { filterSize, strides, pad }: Pooling): tf.Tensor {
  return tf.maxPool(x as tf.Tensor4D, filterSize, strides, pad);
}

/** The mean under each window, padding left out. */
export function avgPool(x: tf.Tensor, { filterSize, strides, pad }: Pooling): tf.Tensor {
  return tf.avgPool(x as tf.Tensor4D, filterSize, strides, pad);
}
