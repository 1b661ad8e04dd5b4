import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { prepareBackend } from "../../../lib/backends/prepare.ts";
import { applyDense, applyDropout, softmaxCrossEntropy } from "../../../lib/backends/operations.ts";
import { createRandom } from "../../../lib/random/random.ts";
import {
  type Convolution,
  convolutions,
  convolve,
  fitsWinograd,
  tensorsOf,
  tolerancesOf,
} from "./convolutions.ts";
import { assertDifferences, assertSlope, type Computation, directionOf } from "./differences.ts";
import * as normalisations from "./normalisations.ts";
import * as plain from "./plain.ts";
import { avgPool, inputShape, maxPool, outputShape, poolings } from "./poolings.ts";
import { denseInputs, denseLayers } from "./products.ts";
import { checkProperty } from "./property.ts";
import { dot, drawTensor, drawValues, norm, oneOf, seeds } from "./tensors.ts";
import { stepTolerance } from "../tolerance.ts";

/** So small that no sum of at most DEPTH products of whole numbers crosses 0, half a unit away. */
const STEP = 2 ** -12;
/** With more products, sums of multiples of the step would not be exact. */
const DEPTH = 455;

/** The same in whole numbers, and linear where relu would not allow exact differences. */
function exact(conv: Convolution): Convolution {
  const depth = conv.kernel[0] * conv.kernel[1] * conv.channels;
  const bends = depth <= DEPTH && !fitsWinograd(conv);
  return { ...conv, numbers: "whole", activation: bends ? conv.activation : "linear" };
}

Deno.test("the gradients of a convolution are its differences", async () => {
  await prepareBackend("wasm");
  await checkProperty(convolutions(16e6).map(exact), 150, (conv) =>
    tf.tidy(() => {
      const [x, filter, bias, dy] = tensorsOf(conv);
      assertDifferences({
        f: (...inputs) => convolve(conv, inputs),
        inputs: [x, filter, bias],
        dy,
        step: conv.activation === "relu" ? STEP : 1,
        seed: conv.seed,
        tolerances: Object.values(tolerancesOf(conv)),
      });
    }));
});

Deno.test("the gradients of a dense layer are its differences", async () => {
  await prepareBackend("wasm");
  const cases = denseLayers(DEPTH).map((dense) => ({ ...dense, numbers: "whole" as const }));
  await checkProperty(cases, 150, (dense) =>
    tf.tidy(() => {
      const f: Computation = (x, weights, bias) => applyDense(x, weights, bias, dense.activation);
      const dy = drawTensor([dense.batch, dense.units], "whole", dense.seed, "dy");
      assertDifferences({ f, inputs: denseInputs(dense), dy, step: STEP, seed: dense.seed });
    }));
});

Deno.test("the gradient of max pooling is its difference", async () => {
  await prepareBackend("wasm");
  await checkProperty(poolings, 150, (pooling) =>
    tf.tidy(() => {
      const { seed } = pooling;
      // All numbers differ by 1 or more: the step changes no order.
      const x = permutation(inputShape(pooling), seed);
      const dy = drawTensor(outputShape(pooling), "whole", seed, "dy");
      assertDifferences({ f: (x) => maxPool(x, pooling), inputs: [x], dy, step: 0.25, seed });
    }));
});

/** The whole numbers from 0 on, in a drawn order. */
function permutation(shape: number[], seed: number): tf.Tensor {
  const random = createRandom(seed, "permutation");
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => i);
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [values[i], values[j]] = [values[j], values[i]];
  }
  return tf.tensor(values, shape);
}

Deno.test("the gradient of average pooling is its difference", async () => {
  await prepareBackend("wasm");
  await checkProperty(poolings, 150, (pooling) =>
    tf.tidy(() => {
      const { seed } = pooling;
      const x = drawTensor(inputShape(pooling), "whole", seed, "x");
      const dy = drawTensor(outputShape(pooling), "whole", seed, "dy");
      const tolerances = [stepTolerance(4), stepTolerance(3)];
      const f: Computation = (x) => avgPool(x, pooling);
      assertDifferences({ f, inputs: [x], dy, step: 1, seed, tolerances });
    }));
});

Deno.test("the gradient of dropout is its difference", async () => {
  await prepareBackend("wasm");
  const cases = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 9 }), oneOf(127, 1031)),
    // Kept elements are scaled by a power of two.
    rate: oneOf(0, 0.5, 0.75),
    seed: seeds,
  });
  await checkProperty(cases, 100, ({ size, rate, seed }) =>
    tf.tidy(() => {
      const [x, dy] = ["x", "dy"].map((name) => drawTensor([size], "whole", seed, name));
      assertDifferences({ f: (x) => applyDropout(x, rate, seed), inputs: [x], dy, step: 1, seed });
    }));
});

Deno.test("the gradients of batch normalisation are the differences of its definition", async () => {
  await prepareBackend("wasm");
  await checkProperty(normalisations.normalisations, 100, (normalisation) =>
    tf.tidy(() => {
      const tensors = normalisations.tensorsOf(normalisation);
      const gradients = normalisations.gradientsOf(normalisation, tensors);
      const [x, gamma, beta, dy] = tensors.map((tensor) => tensor.dataSync());
      const { epsilon, seed } = normalisation;
      const tolerances = normalisations.tolerancesOf(normalisation, x);
      const inputs = { x, gamma, beta };
      (["x", "gamma", "beta"] as const).forEach((name, i) => {
        const direction = directionOf(tensors[i].shape, seed, i).dataSync();
        const step = 1e-6;
        const at = (distance: number) =>
          plain.batchNorm({ ...inputs, [name]: moved(inputs[name], direction, distance), epsilon });
        const [above, below] = [at(step).y, at(-step).y];
        const difference = dot(dy, above.map((y, j) => y - below[j])) / (2 * step);
        const slope = dot(gradients[i].dataSync(), direction);
        assertSlope(`d ${name}`, slope, difference, tolerances[3 + i] * norm(direction));
      });
    }));
});

Deno.test("the gradient of softmax cross-entropy is the difference of its definition", async () => {
  await prepareBackend("wasm");
  const cases = fc.record({
    batch: oneOf(1, 2, 7, 100),
    classes: oneOf(2, 3, 10, 17),
    magnitude: oneOf(1, 10),
    seed: seeds,
  });
  await checkProperty(cases, 100, ({ batch, classes, magnitude, seed }) =>
    tf.tidy(() => {
      const logits = tf.mul(drawTensor([batch, classes], "real", seed, "logits"), magnitude);
      const labels = drawValues(batch, "real", seed, "labels")
        .map((value) => Math.floor((value + 1) / 2 * classes));
      const dy = drawTensor([batch], "real", seed, "dy");
      const loss = (x: tf.Tensor) => softmaxCrossEntropy(x, tf.tensor1d(labels, "int32"));
      const gradient = tf.grad(loss)(logits, dy).dataSync();
      const direction = directionOf([batch, classes], seed, 0).dataSync();
      const step = 1e-5;
      const at = (distance: number) =>
        plain.softmaxCrossEntropy(moved(logits.dataSync(), direction, distance), labels);
      const [above, below] = [at(step), at(-step)];
      const difference = dot(dy.dataSync(), above.map((y, j) => y - below[j])) / (2 * step);
      const allowed = stepTolerance(norm(direction));
      assertSlope("dLogits", dot(gradient, direction), difference, allowed);
    }));
});

/** `values` + `direction`·`distance`, in float64. */
function moved(
  values: ArrayLike<number>,
  direction: ArrayLike<number>,
  distance: number,
): Float64Array {
  return Float64Array.from(values, (value, i) => value + direction[i] * distance);
}
