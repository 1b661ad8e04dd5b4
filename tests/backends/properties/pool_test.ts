import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { maxPoolWithArgmax, run } from "../../../lib/backends/operations.ts";
import { runOn } from "../backends.ts";
import { avgPool, inputShape, maxPool, outputShape, type Pooling, poolings } from "./poolings.ts";
import { checkProperty } from "./property.ts";
import { drawTensor, LARGEST, type Numbers, oneOf, pairOf, seeds } from "./tensors.ts";
import { assertWithin, stepTolerance, sumTolerance } from "../tolerance.ts";
import { MaxPool2x2BiasGrad } from "../../../lib/backends/kernel_names.ts";

function poolAndGradient(pooling: Pooling, pool: typeof maxPool): tf.Tensor[] {
  // Of seven different numbers many are equal, and the first of those takes the gradient.
  const x = drawTensor(inputShape(pooling), "whole", pooling.seed, "x");
  const dy = drawTensor(outputShape(pooling), "whole", pooling.seed, "dy");
  return [pool(x, pooling), tf.grad((x) => pool(x, pooling))(x, dy)];
}

Deno.test("max pooling and its gradient are what cpu gives", async () => {
  await checkProperty(poolings, 200, async (pooling) => {
    const expected = await runOn("cpu", () => poolAndGradient(pooling, maxPool));
    const actual = await runOn("wasm", () => poolAndGradient(pooling, maxPool));
    assertWithin("y", actual[0], expected[0], 0);
    assertWithin("dx", actual[1], expected[1], 0);
  });
});

Deno.test("average pooling and its gradient are what cpu gives", async () => {
  await checkProperty(poolings, 150, async (pooling) => {
    const expected = await runOn("cpu", () => poolAndGradient(pooling, avgPool));
    const actual = await runOn("wasm", () => poolAndGradient(pooling, avgPool));
    assertWithin("y", actual[0], expected[0], stepTolerance(LARGEST.whole));
    assertWithin("dx", actual[1], expected[1], stepTolerance(LARGEST.whole));
  });
});

Deno.test("max pooling that keeps its places, and the gradient through it, are what cpu gives", async () => {
  const cases = fc.record({
    batch: oneOf(1, 2, 5),
    size: pairOf(2, 3, 4, 5, 7, 8, 13),
    channels: oneOf(1, 3, 4, 7, 8, 17, 64),
    activation: fc.constantFrom("linear", "relu"),
    numbers: fc.constantFrom<Numbers>("whole", "real"),
    seed: seeds,
  });
  await checkProperty(cases, 150, async ({ activation, numbers, seed, ...shape }) => {
    const { batch, size: [height, width], channels } = shape;
    const inputShape = [batch, height, width, channels];
    const compute = () => {
      const drawn = drawTensor(inputShape, numbers, seed, "x");
      const x = activation === "relu" ? tf.relu(drawn) : drawn;
      const { y, argmax } = maxPoolWithArgmax(x, activation);
      const dy = drawTensor(y.shape, numbers, seed, "dy");
      const [dBias, dz] = run(MaxPool2x2BiasGrad, { dy, argmax }, { inputShape });
      return [dBias, y, argmax, dz];
    };
    const [dBias, ...expected] = await runOn("cpu", compute);
    const [actual, ...same] = await runOn("wasm", compute);
    assertEquals(same, expected);
    const depth = batch * (height >> 1) * (width >> 1);
    const tolerance = sumTolerance({ depth, largest: LARGEST[numbers], numbers });
    assertWithin("dBias", actual, dBias, tolerance);
  });
});
