import { assert, assertEquals, assertRejects } from "@std/assert";
import { timeSteps } from "../../lib/training/time_steps.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(60, 10);

for (const backend of ["wasm", "cpu"] as const) {
  Deno.test(`timeSteps() times as many steps as it is told, on ${backend}`, async () => {
    const options = { backend, batchSize: 10, steps: 4, warmUp: 2 };
    const { stepsMs, msPerStep, flops, gflopsPerSecond } = await timeSteps(
      "C2 P2 F",
      data,
      options,
    );
    assertEquals(stepsMs.length, 4);
    assert(stepsMs.every((ms) => ms > 0));
    const [, second, third] = stepsMs.toSorted((a, b) => a - b);
    assertEquals(msPerStep, (second + third) / 2);
    const [convolution, pooling, output] = [2 * 26 * 26 * 2 * 9, 26 * 26 * 2, 2 * 338 * 10];
    assertEquals(flops, 10 * (2 * convolution + 3 * pooling + 3 * output));
    assertEquals(gflopsPerSecond, flops / msPerStep / 1e6);
  });
}

Deno.test("timeSteps() times no more steps than an epoch has", async () => {
  const options = { batchSize: 10, steps: 5, warmUp: 2 };
  const refused = () => timeSteps("F", data, options);
  await assertRejects(refused, RangeError, "steps to be a whole number from 1 to 4, got 5");
});
