import * as tf from "@tensorflow/tfjs";
import { runOn } from "../backends.ts";
import { avgPool, inputShape, maxPool, outputShape, type Pooling, poolings } from "./poolings.ts";
import { checkProperty } from "./property.ts";
import { drawTensor, LARGEST } from "./tensors.ts";
import { assertWithin, stepTolerance } from "./tolerance.ts";

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
