import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import {
  adamStep,
  applyDropout,
  momentumStep,
  normaliseBatch,
  softmaxCrossEntropy,
} from "../../lib/backends/operations.ts";
import { randomTensor, runOn } from "./backends.ts";
import { assertWithin, stepTolerance } from "./tolerance.ts";

Deno.test("dropout keeps the mean, drops its share and differs from seed to seed", async () => {
  const [first, second] = await runOn("wasm", () => {
    const ones = tf.ones([40_000]);
    return [applyDropout(ones, 0.25, 0), applyDropout(ones, 0.25, 1)];
  });
  const dropped = first.filter((value) => value === 0).length / first.length;
  const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
  assert(Math.abs(dropped - 0.25) < 0.01, `dropped ${dropped}`);
  assert(Math.abs(mean - 1) < 0.015, `mean ${mean}`);
  assertNotEquals(first, second);
});

Deno.test("softmax cross-entropy matches its definition, and far logits do not overflow", async () => {
  await prepareBackend("wasm");
  tf.tidy(() => {
    const logits = tf.tensor2d([[1, 2, 3], [1000, 0, -1000]]);
    const labels = tf.tensor1d([2, 0], "int32");
    const expected = -Math.log(Math.exp(3) / (Math.exp(1) + Math.exp(2) + Math.exp(3)));
    assertWithin(
      "losses",
      softmaxCrossEntropy(logits, labels).dataSync(),
      [expected, 0],
      stepTolerance(3),
    );
  });
});

Deno.test("the gradient of softmax cross-entropy is that of tfjs's own loss", async () => {
  await prepareBackend("wasm");
  tf.tidy(() => {
    const logits = randomTensor([7, 10], 1);
    const labels = tf.tensor1d([0, 1, 2, 3, 4, 8, 9], "int32");
    const oneHot = tf.oneHot(labels, 10).toFloat();
    const ours = tf.grad((x) => tf.mean(softmaxCrossEntropy(x, labels)))(logits);
    const stock = tf.grad((x) => tf.losses.softmaxCrossEntropy(oneHot, x))(logits);
    assertWithin("gradient", ours.dataSync(), stock.dataSync(), stepTolerance(1));
  });
});

Deno.test("Adam matches tfjs's own Adam over several steps", async () => {
  const steps = 5, size = 7;
  const ours = () => {
    const [weight, m, v] = [randomTensor([size], 1), tf.zeros([size]), tf.zeros([size])];
    for (let step = 1; step <= steps; step++) {
      const rate = 0.01 * Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      const attrs = { rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
      adamStep(weight, m, v, randomTensor([size], 10 + step), attrs);
    }
    return [weight, m, v];
  };
  const [actual] = await runOn("wasm", ours);
  const [expected] = await runOn("cpu", () => {
    const weight = tf.variable(randomTensor([size], 1));
    const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-7);
    for (let step = 1; step <= steps; step++) {
      optimizer.applyGradients([{ name: weight.name, tensor: randomTensor([size], 10 + step) }]);
    }
    return [weight];
  });
  assertWithin("against tfjs", actual, expected, stepTolerance(steps));
});

Deno.test("momentum matches tfjs's own to the bit, over several steps", async () => {
  for (const momentum of [0, 0.9]) {
    const steps = 5, size = 7, rate = 0.01;
    const ours = () => {
      const [weight, sum] = [randomTensor([size], 1), tf.zeros([size])];
      for (let step = 1; step <= steps; step++) {
        momentumStep(weight, sum, randomTensor([size], 10 + step), { rate, momentum });
      }
      return [weight, sum];
    };
    const [actual] = await runOn("wasm", ours);
    const [expected] = await runOn("wasm", () => {
      const weight = tf.variable(randomTensor([size], 1));
      const optimizer = tf.train.momentum(rate, momentum);
      for (let step = 1; step <= steps; step++) {
        optimizer.applyGradients([{ name: weight.name, tensor: randomTensor([size], 10 + step) }]);
      }
      return [weight];
    });
    assertEquals(actual, expected);
  }
});

Deno.test("a clone shares memory, and outlives what it was cloned from", async () => {
  await prepareBackend("wasm");
  tf.tidy(() => {
    const x = randomTensor([100], 1);
    const expected = x.dataSync().slice();
    const buffers = tf.memory().numDataBuffers;
    const clone = x.clone();
    assertEquals(tf.memory().numDataBuffers, buffers);
    x.dispose();
    randomTensor([100], 2);
    assertEquals(clone.dataSync(), expected);
  });
});

Deno.test("batch normalisation is what tfjs composes of its moments", async () => {
  await prepareBackend("wasm");
  tf.tidy(() => {
    const x = randomTensor([4, 5, 5, 6], 1);
    const [gamma, beta] = [randomTensor([6], 2), randomTensor([6], 3)] as tf.Tensor1D[];
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const [mean1D, variance1D] = [mean as tf.Tensor1D, variance as tf.Tensor1D];
    const expected = tf.batchNorm(x, mean1D, variance1D, beta, gamma, 1e-3);
    const { y } = normaliseBatch(x, gamma, beta, 1e-3);
    assertWithin("y", y.dataSync(), expected.dataSync(), stepTolerance(4));
  });
});

Deno.test("a rate just below 1 drops nearly all, not nothing", async () => {
  for (const backend of ["wasm", "cpu"] as const) {
    const [values] = await runOn(backend, () => [applyDropout(tf.ones([1000]), 1 - 2 ** -40, 3)]);
    assertEquals(values.filter((value) => value !== 0).length, 0);
  }
});
