/**
 * NaN and infinities have to come out where `cpu` gives them. Where a window reaches into the
 * padding the kernels multiply with zeros, so there weights and dy are left finite, but for the
 * tests that hold that difference (lib/DECISIONS.md).
 */
import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import * as operations from "../../../lib/backends/operations.ts";
import { runOn } from "../backends.ts";
import { blasTest } from "../with_blas.ts";
import {
  type Convolution,
  convolutions,
  convolve,
  gradientsOf,
  tensorsOf,
  winogradConvolutions,
} from "./convolutions.ts";
import { inputShape, maxPool, outputShape, poolings } from "./poolings.ts";
import { factorsOf, multiply, products } from "./products.ts";
import { checkProperty } from "./property.ts";
import { drawTensor } from "./tensors.ts";

/** Values that are not finite, and where: a place counts round the tensor. */
type Spots = { place: number; value: number }[];

const spots: fc.Arbitrary<Spots> = fc.array(
  fc.record({ place: fc.nat(2 ** 20), value: fc.constantFrom(NaN, Infinity, -Infinity) }),
  { minLength: 1, maxLength: 3 },
);

function withSpots(x: tf.Tensor, spots: Spots): tf.Tensor {
  const values = x.dataSync().slice();
  for (const { place, value } of spots) values[place % values.length] = value;
  return tf.tensor(values, x.shape);
}

/** Fails unless the same values are NaN, and the same infinite. */
function assertSameKinds(what: string, actual: Float32Array, expected: Float32Array): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const same = Object.is(actual[i], expected[i]) ||
      (Number.isFinite(actual[i]) && Number.isFinite(expected[i]));
    assert(same, `${what}: value ${i} is ${actual[i]}, not ${expected[i]}`);
  }
}

/** Where values that are not finite go into a convolution. */
const places = ["x", "filter", "bias", "dy"] as const;

/** Fails unless y and the gradients are not finite where those of `cpu` are not. */
async function assertConvolution(
  drawn: Convolution,
  place: typeof places[number],
  spots: Spots,
  blas: string | null = null,
): Promise<void> {
  // Padding is multiplied, and the gradients of cpu know no dilation.
  const pad = place === "filter" || place === "dy" ? "valid" : drawn.pad;
  const conv: Convolution = { ...drawn, pad, dilations: [1, 1] };
  const compute = () => {
    const tensors = tensorsOf(conv);
    const i = places.indexOf(place);
    tensors[i] = withSpots(tensors[i], spots);
    return [convolve(conv, tensors), ...gradientsOf(conv, convolve, tensors)];
  };
  const expected = await runOn("cpu", compute);
  const actual = await runOn("wasm", compute, blas);
  ["y", "dx", "dFilter", "dBias"].forEach((name, i) =>
    assertSameKinds(name, actual[i], expected[i])
  );
}

/** Convolutions whose window fits without padding too. */
const roomy = (drawn: fc.Arbitrary<Convolution>) =>
  drawn.filter(({ size, kernel }) => size[0] >= kernel[0] && size[1] >= kernel[1]);

Deno.test("a convolution of what is not finite is where cpu gives that", async () => {
  const cases = fc.tuple(roomy(convolutions(1e5)), fc.constantFrom(...places), spots);
  await checkProperty(cases, 60, ([conv, place, spots]) => assertConvolution(conv, place, spots));
});

Deno.test("a convolution fit for Winograd, of what is not finite, is where cpu gives that", async () => {
  const cases = fc.tuple(roomy(winogradConvolutions(3e5)), fc.constantFrom(...places), spots);
  await checkProperty(cases, 20, ([conv, place, spots]) => assertConvolution(conv, place, spots));
});

blasTest("a convolution by a BLAS of what is not finite is where cpu gives that", async (blas) => {
  const cases = fc.tuple(roomy(convolutions(1e5)), fc.constantFrom(...places), spots);
  await checkProperty(cases, 40, ([conv, ...rest]) => assertConvolution(conv, ...rest, blas));
});

Deno.test("a weight that is not finite is NaN at the border, where cpu skips the padding", async () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    const compute = () => {
      const filter = withSpots(tf.ones([3, 3, 1, 1]), [{ place: 0, value }]);
      return [convolveOnes(filter)];
    };
    const [expected] = await runOn("cpu", compute);
    const [actual] = await runOn("wasm", compute);
    // The upper left weight lies in the padding for the first row and column.
    assertEquals([...expected.slice(0, 5)], [4, 6, 4, 6, value]);
    assertEquals([...actual.slice(0, 5)], [NaN, NaN, NaN, NaN, value]);
  }
});

Deno.test("a dy that is not finite makes weights NaN that lay in the padding, where cpu skips it", async () => {
  const compute = () => {
    const filter = tf.ones([3, 3, 1, 1]);
    const dy = withSpots(tf.ones([1, 3, 3, 1]), [{ place: 0, value: Infinity }]);
    return [tf.grad(convolveOnes)(filter, dy)];
  };
  const [expected] = await runOn("cpu", compute);
  const [actual] = await runOn("wasm", compute);
  // The upper left output reads the lower right weights, and the padding with the others.
  assertEquals([...expected], [4, 6, 4, 6, Infinity, Infinity, 4, Infinity, Infinity]);
  assertEquals([...actual], [NaN, NaN, NaN, NaN, Infinity, Infinity, NaN, Infinity, Infinity]);
});

/** A 3x3 filter over 3x3 ones, padded. */
function convolveOnes(filter: tf.Tensor): tf.Tensor {
  return operations.convolve(tf.ones([1, 3, 3, 1]), filter, tf.zeros([1]), {
    strides: [1, 1],
    pad: "same",
    dilations: [1, 1],
    activation: "linear",
  });
}

Deno.test("what is not finite leaves no trace in the next convolution", async () => {
  const cases = fc.tuple(convolutions(1e5), spots);
  await checkProperty(cases, 60, async ([conv, spots]) => {
    const clean =
      () => [...gradientsOf(conv, convolve, tensorsOf(conv)), convolve(conv, tensorsOf(conv))];
    const expected = await runOn("wasm", clean);
    await runOn("wasm", () => {
      const tensors = tensorsOf(conv).map((tensor) => withSpots(tensor, spots));
      return [...gradientsOf(conv, convolve, tensors), convolve(conv, tensors)];
    });
    assertEquals(await runOn("wasm", clean), expected);
  });
});

Deno.test("a product of matrices is not finite where that of cpu is not", async () => {
  const cases = fc.tuple(products, fc.boolean(), spots);
  await checkProperty(cases, 100, async ([product, first, spots]) => {
    const compute = () => {
      const [a, b] = factorsOf(product);
      const factors = first ? [withSpots(a, spots), b] : [a, withSpots(b, spots)];
      return [multiply(product, factors as [tf.Tensor, tf.Tensor])];
    };
    const [expected] = await runOn("cpu", compute);
    const [actual] = await runOn("wasm", compute);
    assertSameKinds("product", actual, expected);
  });
});

Deno.test("max pooling passes NaN over and gives infinities as cpu does", async () => {
  await checkProperty(fc.tuple(poolings, spots), 150, async ([pooling, spots]) => {
    const compute = () => [
      maxPool(
        withSpots(drawTensor(inputShape(pooling), "whole", pooling.seed, "x"), spots),
        pooling,
      ),
    ];
    assertEquals(await runOn("wasm", compute), await runOn("cpu", compute));
  });
});

Deno.test("the gradient of max pooling goes where that of cpu does, NaN and infinity in x or dy", async () => {
  const cases = fc.tuple(poolings, spots, spots);
  await checkProperty(cases, 150, async ([pooling, inX, inDy]) => {
    const compute = () => {
      const x = drawTensor(inputShape(pooling), "whole", pooling.seed, "x");
      const dy = drawTensor(outputShape(pooling), "whole", pooling.seed, "dy");
      const pool = (x: tf.Tensor) => maxPool(x, pooling);
      return [tf.grad(pool)(withSpots(x, inX), withSpots(dy, inDy))];
    };
    assertEquals(await runOn("wasm", compute), await runOn("cpu", compute));
  });
});
