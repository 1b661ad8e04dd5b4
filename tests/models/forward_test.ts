import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { softmaxCrossEntropy } from "../../lib/backends/operations.ts";
import { buildModel } from "../../lib/models/build.ts";
import { parseLayers } from "../../lib/models/compact.ts";
import { forward } from "../../lib/models/forward.ts";
import { randomTensor } from "../backends/backends.ts";
import { assertWithin } from "../backends/tolerance.ts";
import { FusedConv2DMaxPool2x2 } from "../../lib/backends/kernel_names.ts";

/** Together they hold every kind of layer, activation and padding. */
const nets = [
  "C4 P2 C6(k2,same,tanh) A2 F D8(sigmoid) Dr.3",
  "C3(s2,linear) BN P3(s1,same) F D6(elu) BN",
  "C4(d2,heUniform) A2(same) C3(k3x2,elu) F",
  "F",
];
const input = [12, 12, 1] as const;

Deno.test("a prediction is what the tfjs model itself predicts", async () => {
  await prepareBackend("wasm");
  for (const net of nets) {
    const layers = parseLayers(net);
    const model = buildModel(layers, { seed: 3, input });
    tf.tidy(() => {
      const x = randomTensor([3, ...input], 1);
      const expected = model.predict(x) as tf.Tensor;
      const actual = tf.softmax(forward(model, layers, x));
      assertWithin(net, actual.dataSync(), expected.dataSync(), 1e-6);
    });
    model.dispose();
  }
});

/** What the rounding of a loss makes of a difference of two. */
const NOISE = 1e-3;

Deno.test("gradients of whole nets agree with finite differences", async () => {
  await prepareBackend("wasm");
  const flat: string[] = [];
  for (const net of nets) {
    const layers = parseLayers(net);
    const model = buildModel(layers, { seed: 3, input });
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    tf.tidy(() => {
      const x = randomTensor([4, ...input], 1);
      const labels = tf.tensor1d([1, 5, 9, 0], "int32");
      const loss = () =>
        tf.mean(
          softmaxCrossEntropy(forward(model, layers, x, { dropoutSeed: 7 }), labels),
        ) as tf.Scalar;
      const { grads } = tf.variableGrads(loss, weights);
      weights.forEach((weight, place) => {
        // Several directions: along one of them a gradient may happen to be near 0.
        const along = [11, 12, 13, 14].map((seed) => {
          const direction = randomTensor(weight.shape, seed);
          const slope = tf.sum(tf.mul(grads[weight.name], direction)).dataSync()[0];
          return { slope, difference: differenceAlong(direction, weight, loss) };
        });
        const size = Math.hypot(...along.map(({ difference }) => difference));
        const error = Math.hypot(...along.map(({ slope, difference }) => slope - difference));
        assert(
          error <= 0.05 * size + NOISE,
          `${net}, ${weight.name}: ${JSON.stringify(along)}`,
        );
        if (size < 10 * NOISE) flat.push(`${net}, weight ${place}`);
      });
    });
    model.dispose();
  }
  // Batch normalisation takes a bias before it off again. All others must have been seen.
  assertEquals(flat, [`${nets[1]}, weight 1`]);
});

/** The slope of the loss along a direction of one weight, by a central difference. */
function differenceAlong(
  direction: tf.Tensor,
  weight: tf.Variable,
  loss: () => tf.Scalar,
): number {
  const values = tf.keep(weight.clone());
  const at = (distance: number) => {
    weight.assign(tf.add(values, tf.mul(direction, distance)));
    return loss().dataSync()[0];
  };
  const step = 2e-3;
  const difference = (at(step) - at(-step)) / (2 * step);
  weight.assign(values.clone());
  values.dispose();
  return difference;
}

Deno.test("training pools windows of 2x2 within the convolution, a prediction does not", async () => {
  await prepareBackend("wasm");
  const pooled: Record<string, number> = {
    "C4 P2 C6(linear) P2 F": 2,
    "P2 C4 F": 0,
    "C4(tanh) P2 F": 0,
    "C4 A2 F": 0,
    "C4 BN P2 F": 0,
    "C4 P3 F": 0,
    "C4 P2(same) F": 0,
    "C4 P2(s1) F": 0,
  };
  for (const [net, expected] of Object.entries(pooled)) {
    const layers = parseLayers(net);
    const model = buildModel(layers, { seed: 3, input });
    const x = randomTensor([3, ...input], 1);
    const count = async (training?: { dropoutSeed: number }) => {
      const { kernels } = await tf.profile(() => {
        tf.tidy(() => void forward(model, layers, x, training));
      });
      return kernels.filter(({ name }) => name === FusedConv2DMaxPool2x2).length;
    };
    assertEquals(await count({ dropoutSeed: 0 }), expected, net);
    assertEquals(await count(), 0, net);
    x.dispose();
    model.dispose();
  }
});

Deno.test("training drops at random by its seed; a prediction drops nothing", async () => {
  await prepareBackend("wasm");
  const layers = parseLayers("F D32 Dr.5");
  const model = buildModel(layers, { seed: 3, input });
  tf.tidy(() => {
    const x = randomTensor([2, ...input], 1);
    const logits = (
      dropoutSeed: number,
    ) => [...forward(model, layers, x, { dropoutSeed }).dataSync()];
    assertNotEquals(logits(0), logits(1));
    assertNotEquals(logits(0), [...forward(model, layers, x).dataSync()]);
  });
  model.dispose();
});

Deno.test("batch normalisation moves its own statistics towards those of the batches", async () => {
  await prepareBackend("wasm");
  const layers = parseLayers("BN F");
  const model = buildModel(layers, { seed: 3, input });
  tf.tidy(() => {
    const x = tf.add(tf.mul(randomTensor([8, ...input], 1), 2), 3);
    for (let step = 0; step < 600; step++) {
      tf.tidy(() => {
        forward(model, layers, x, { dropoutSeed: 0 });
      });
    }
    const [, , mean, variance] = model.layers[0].getWeights();
    const { mean: expectedMean, variance: expectedVariance } = tf.moments(x);
    assertWithin("mean", mean.dataSync(), expectedMean.dataSync(), 0.04);
    assertWithin("variance", variance.dataSync(), expectedVariance.dataSync(), 0.04);
  });
  model.dispose();
});
