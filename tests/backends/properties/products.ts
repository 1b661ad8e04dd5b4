/** Drawn matrix products: plain, in batches, and with bias and relu. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import {
  arithmetics,
  drawBias,
  drawTensor,
  LARGEST,
  type Numbers,
  oneOf,
  seeds,
} from "./tensors.ts";
import { sumTolerance } from "../tolerance.ts";

/** One product: all that its tensors are made from. */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** How many matrices either factor has; null: it has no axis of batches. */
  readonly batches: [number, number] | null;
  readonly numbers: Numbers;
  readonly seed: number;
}

/** Around the sides of tiles (4, 8), of blocks of rows (128) and of depth (512). */
const sides = oneOf(1, 2, 3, 4, 5, 7, 8, 9, 13, 31, 127, 128, 131);

/** Products over all transposes, sizes and batches. */
export const products: fc.Arbitrary<Product> = fc.record({
  m: sides,
  n: sides,
  k: fc.oneof(sides, oneOf(511, 512, 521, 1031)),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  batches: fc.constantFrom<Product["batches"]>(null, null, [1, 1], [3, 3], [1, 3], [3, 1]),
  numbers: fc.constantFrom<Numbers>("whole", "real"),
  seed: seeds,
}).filter(({ m, n, k }) => m * n * k <= 2e6);

/** A and B. */
export function factorsOf(product: Product): [tf.Tensor, tf.Tensor] {
  const { m, n, k, transposeA, transposeB, batches, numbers, seed } = product;
  const [a, b] = [transposeA ? [k, m] : [m, k], transposeB ? [n, k] : [k, n]];
  return [
    drawTensor(batches ? [batches[0], ...a] : a, numbers, seed, "a"),
    drawTensor(batches ? [batches[1], ...b] : b, numbers, seed, "b"),
  ];
}

/** A·B. */
export function multiply(
  { transposeA, transposeB }: Product,
  [a, b]: [tf.Tensor, tf.Tensor],
): tf.Tensor {
  return tf.matMul(a, b, transposeA, transposeB);
}

/** What an element of A·B may be off by. */
export function toleranceOf({ k, numbers }: Product): number {
  return sumTolerance({ depth: k, largest: LARGEST[numbers] ** 2, numbers });
}

/** One dense layer: all that its tensors are made from. */
export interface Dense {
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
  readonly activation: "linear" | "relu";
  readonly numbers: Numbers;
  readonly seed: number;
}

/** Dense layers of at most `most` inputs. */
export function denseLayers(most: number): fc.Arbitrary<Dense> {
  const shape = fc.record({
    batch: oneOf(1, 3, 7, 100),
    inputs: oneOf(...[1, 3, 7, 17, 64, 131, 439, 521].filter((inputs) => inputs <= most)),
    units: oneOf(1, 3, 7, 10, 17, 64),
  });
  return fc.tuple(shape, arithmetics, seeds)
    .map(([shape, arithmetic, seed]) => ({ ...shape, ...arithmetic, seed }));
}

/** x, weights and bias. */
export function denseInputs({ batch, inputs, units, numbers, seed }: Dense): tf.Tensor[] {
  return [
    drawTensor([batch, inputs], numbers, seed, "x"),
    drawTensor([inputs, units], numbers, seed, "weights"),
    drawBias(units, numbers, seed),
  ];
}

/** What y, dx, dWeights and dBias may be off by. */
export function denseTolerances({ batch, inputs, units, numbers }: Dense): number[] {
  const largest = LARGEST[numbers] ** 2;
  return [
    sumTolerance({ depth: inputs + 1, largest, numbers }),
    sumTolerance({ depth: units, largest, numbers }),
    sumTolerance({ depth: batch, largest, numbers }),
    sumTolerance({ depth: batch, largest: LARGEST[numbers], numbers }),
  ];
}
