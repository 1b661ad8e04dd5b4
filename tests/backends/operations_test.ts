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
import { assertClose, assertMatchesCpu, randomTensor, runOn } from "./backends.ts";
import { BiasGrad } from "../../lib/backends/kernel_names.ts";

Deno.test("dropout drops the same elements on both backends, seed 0 included", async () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    for (const size of [1, 6, 1027]) {
      await assertMatchesCpu(`seed ${seed}, ${size} elements`, () => {
        const x = randomTensor([size], 1);
        return [
          applyDropout(x, 0.3, seed),
          tf.grad((x) => applyDropout(x, 0.3, seed))(x, tf.onesLike(x)),
        ];
      });
    }
  }
});

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
    assertClose("losses", softmaxCrossEntropy(logits, labels).dataSync(), [expected, 0], 1e-6);
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
    assertClose("gradient", ours.dataSync(), stock.dataSync(), 1e-6);
  });
});

Deno.test("Adam matches cpu and tfjs's own Adam over several steps", async () => {
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
  await assertMatchesCpu("Adam", ours, 1e-6);
  const [actual] = await runOn("wasm", ours);
  const [expected] = await runOn("cpu", () => {
    const weight = tf.variable(randomTensor([size], 1));
    const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-7);
    for (let step = 1; step <= steps; step++) {
      optimizer.applyGradients([{ name: weight.name, tensor: randomTensor([size], 10 + step) }]);
    }
    return [weight];
  });
  assertClose("against tfjs", actual, expected, 1e-5);
});

Deno.test("momentum matches cpu, and tfjs's own to the bit, over several steps", async () => {
  for (const momentum of [0, 0.9]) {
    const steps = 5, size = 7, rate = 0.01;
    const ours = () => {
      const [weight, sum] = [randomTensor([size], 1), tf.zeros([size])];
      for (let step = 1; step <= steps; step++) {
        momentumStep(weight, sum, randomTensor([size], 10 + step), { rate, momentum });
      }
      return [weight, sum];
    };
    await assertMatchesCpu(`momentum ${momentum}`, ours, 1e-6);
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

Deno.test("batch normalisation matches cpu, gradients included", async () => {
  for (const shape of [[5, 3], [2, 6, 7, 8], [3, 9, 9, 13]]) {
    await assertMatchesCpu(String(shape), () => {
      const channels = shape.at(-1)!;
      const normalise = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
        normaliseBatch(x, gamma, beta, 1e-3).y;
      const inputs = [
        tf.add(randomTensor(shape, 1), 3),
        randomTensor([channels], 2),
        randomTensor([channels], 3),
      ];
      const gradients = tf.grads(normalise as (...args: tf.Tensor[]) => tf.Tensor);
      const { y, mean, variance } = normaliseBatch(inputs[0], inputs[1], inputs[2], 1e-3);
      return [y, mean, variance, ...gradients(inputs, randomTensor(shape, 4))];
    }, 5e-5);
  }
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
    assertClose("y", y.dataSync(), expected.dataSync(), 1e-5);
  });
});

Deno.test("the gradient of a bias sums many rows as cpu does", async () => {
  for (const shape of [[3000, 5], [2, 20, 20, 8], [256, 23]]) {
    await assertMatchesCpu(String(shape), () => {
      const dy = randomTensor(shape, 1);
      const y = tf.relu(randomTensor(shape, 2));
      return [
        ...tf.engine().runKernel(BiasGrad, { dy, y }) as unknown as tf.Tensor[],
        ...tf.engine().runKernel(BiasGrad, { dy }) as unknown as tf.Tensor[],
      ];
    }, 5e-5);
  }
});

Deno.test("a rate just below 1 drops nearly all, not nothing", async () => {
  for (const backend of ["wasm", "cpu"] as const) {
    const [values] = await runOn(backend, () => [applyDropout(tf.ones([1000]), 1 - 2 ** -40, 3)]);
    assertEquals(values.filter((value) => value !== 0).length, 0);
  }
});
