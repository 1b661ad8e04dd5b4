import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  adamStep,
  applyDropout,
  momentumStep,
  normaliseBatch,
  softmaxCrossEntropy,
} from "../../../lib/backends/operations.ts";
import { runOn } from "../backends.ts";
import { gradientsOf, normalisations, tensorsOf, tolerancesOf } from "./normalisations.ts";
import { softmaxCrossEntropy as plainCrossEntropy } from "./plain.ts";
import { checkProperty } from "./property.ts";
import { drawTensor, drawValues, LARGEST, type Numbers, oneOf, seeds } from "./tensors.ts";
import { assertWithin, stepTolerance, sumTolerance } from "../tolerance.ts";
import { BiasGrad } from "../../../lib/backends/kernel_names.ts";

const numbers = fc.constantFrom<Numbers>("whole", "real");

Deno.test("the gradients of a bias and of relu are what cpu gives", async () => {
  const cases = fc.record({
    rows: oneOf(1, 2, 31, 127, 128, 129, 521, 3000),
    channels: oneOf(1, 3, 4, 7, 17, 64),
    relu: fc.boolean(),
    numbers,
    seed: seeds,
  });
  await checkProperty(cases, 150, async ({ rows, channels, relu, numbers, seed }) => {
    const compute = () => {
      const dy = drawTensor([rows, channels], numbers, seed, "dy");
      const y = tf.relu(drawTensor([rows, channels], numbers, seed, "y"));
      return tf.engine().runKernel(BiasGrad, relu ? { dy, y } : { dy }) as unknown as tf.Tensor[];
    };
    const [dBias, ...dz] = await runOn("cpu", compute);
    const [actual, ...actualDz] = await runOn("wasm", compute);
    const tolerance = sumTolerance({ depth: rows, largest: LARGEST[numbers], numbers });
    assertWithin("dBias", actual, dBias, tolerance);
    assertEquals(actualDz, dz);
  });
});

Deno.test("batch normalisation and its gradients are what cpu gives", async () => {
  await checkProperty(normalisations, 100, async (normalisation) => {
    const compute = () => {
      const tensors = tensorsOf(normalisation);
      const [x, gamma, beta] = tensors;
      const { y, mean, variance } = normaliseBatch(x, gamma, beta, normalisation.epsilon);
      return [x, y, mean, variance, ...gradientsOf(normalisation, tensors)];
    };
    const [x, ...expected] = await runOn("cpu", compute);
    const [, ...actual] = await runOn("wasm", compute);
    const tolerances = tolerancesOf(normalisation, x);
    ["y", "mean", "variance", "dx", "dGamma", "dBeta"].forEach((name, i) =>
      assertWithin(name, actual[i], expected[i], tolerances[i])
    );
  });
});

Deno.test("dropout and its gradient are, to the bit, what cpu gives", async () => {
  const cases = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 9 }), oneOf(127, 1031)),
    rate: oneOf(0, 0.1, 0.25, 0.5, 0.9, 0.999),
    maskSeed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    seed: seeds,
  });
  await checkProperty(cases, 150, async ({ size, rate, maskSeed, seed }) => {
    const compute = () => {
      const x = drawTensor([size], "real", seed, "x");
      const dy = drawTensor([size], "real", seed, "dy");
      return [
        applyDropout(x, rate, maskSeed),
        tf.grad((x) => applyDropout(x, rate, maskSeed))(x, dy),
      ];
    };
    assertEquals(await runOn("wasm", compute), await runOn("cpu", compute));
  });
});

Deno.test("softmax cross-entropy is what cpu gives, and its definition", async () => {
  const cases = fc.record({
    batch: oneOf(1, 2, 7, 100),
    classes: oneOf(1, 2, 3, 10, 17),
    magnitude: oneOf(1, 10, 1000),
    seed: seeds,
  });
  await checkProperty(cases, 150, async ({ batch, classes, magnitude, seed }) => {
    const labels = drawValues(batch, "real", seed, "labels")
      .map((value) => Math.floor((value + 1) / 2 * classes));
    const compute = () => {
      const logits = tf.mul(drawTensor([batch, classes], "real", seed, "logits"), magnitude);
      const dy = drawTensor([batch], "real", seed, "dy");
      const loss = (logits: tf.Tensor) => softmaxCrossEntropy(logits, tf.tensor1d(labels, "int32"));
      return [logits, loss(logits), tf.grad(loss)(logits, dy)];
    };
    const expected = await runOn("cpu", compute);
    const [logits, losses, dLogits] = await runOn("wasm", compute);
    assertWithin("losses", losses, expected[1], stepTolerance(magnitude));
    assertWithin("dLogits", dLogits, expected[2], stepTolerance(1));
    const defined = plainCrossEntropy(logits, labels);
    assertWithin("losses by definition", losses, defined, stepTolerance(magnitude));
  });
});

Deno.test("steps of Adam are what cpu gives", async () => {
  const cases = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 9 }), oneOf(127, 1031)),
    steps: fc.integer({ min: 1, max: 5 }),
    rate: oneOf(1e-3, 0.1),
    beta1: oneOf(0, 0.9),
    beta2: oneOf(0.99, 0.999),
    epsilon: oneOf(1e-7, 1e-3),
    seed: seeds,
  });
  await checkProperty(cases, 150, async ({ size, steps, seed, ...attrs }) => {
    const compute = () => {
      const weight = drawTensor([size], "real", seed, "weight");
      const [m, v] = [tf.zeros([size]), tf.zeros([size])];
      for (let step = 0; step < steps; step++) {
        adamStep(weight, m, v, drawTensor([size], "real", seed, `g${step}`), attrs);
      }
      return [weight, m, v];
    };
    const [weight, m, v] = await runOn("cpu", compute);
    const actual = await runOn("wasm", compute);
    // m is at most so many times the root of v.
    const change = steps * attrs.rate / Math.sqrt(1 - attrs.beta2);
    assertWithin("weight", actual[0], weight, stepTolerance(steps + change));
    assertWithin("m", actual[1], m, stepTolerance(steps));
    assertWithin("v", actual[2], v, (i) => stepTolerance(steps) * v[i]);
  });
});

Deno.test("steps of momentum are what cpu gives", async () => {
  const cases = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 9 }), oneOf(127, 1031)),
    steps: fc.integer({ min: 1, max: 5 }),
    rate: oneOf(1e-3, 0.1),
    momentum: oneOf(0, 0.5, 0.9),
    seed: seeds,
  });
  await checkProperty(cases, 150, async ({ size, steps, seed, ...attrs }) => {
    const compute = () => {
      const weight = drawTensor([size], "real", seed, "weight");
      const sum = tf.zeros([size]);
      for (let step = 0; step < steps; step++) {
        momentumStep(weight, sum, drawTensor([size], "real", seed, `g${step}`), attrs);
      }
      return [weight, sum];
    };
    const [weight, sum] = await runOn("cpu", compute);
    const actual = await runOn("wasm", compute);
    // The sum is at most as large as there were steps.
    assertWithin("weight", actual[0], weight, stepTolerance(1 + attrs.rate * steps ** 2));
    assertWithin("sum", actual[1], sum, stepTolerance(steps));
  });
});
