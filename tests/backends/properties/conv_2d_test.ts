import { runOn } from "../backends.ts";
import { blasTest } from "../with_blas.ts";
import {
  type Convolution,
  convolutions,
  convolve,
  convolveSpread,
  gradientsOf,
  tensorsOf,
  tolerancesOf,
} from "./convolutions.ts";
import { checkProperty } from "./property.ts";
import { assertWithin } from "./tolerance.ts";

Deno.test("a convolution is what cpu gives", async () => {
  await checkProperty(convolutions(16e6), 120, async (conv) => {
    const compute = () => [convolve(conv, tensorsOf(conv))];
    const [expected] = await runOn("cpu", compute);
    const [actual] = await runOn("wasm", compute);
    assertWithin("y", actual, expected, tolerancesOf(conv).y);
  });
});

Deno.test("the gradients of a convolution are what cpu gives", async () => {
  // The gradients of cpu take a second for 10 million multiply-adds.
  await checkProperty(convolutions(6e5), 60, async (conv) => {
    const expected = await runOn("cpu", () => gradientsOf(conv, convolveSpread, tensorsOf(conv)));
    const actual = await runOn("wasm", () => gradientsOf(conv, convolve, tensorsOf(conv)));
    assertGradients(conv, actual, expected);
  });
});

blasTest("a convolution and its gradients by a BLAS are those by WASM", async (blas) => {
  await checkProperty(convolutions(16e6), 150, async (conv) => {
    const compute = () => {
      const tensors = tensorsOf(conv);
      return [convolve(conv, tensors), ...gradientsOf(conv, convolve, tensors)];
    };
    const [expected, ...gradients] = await runOn("wasm", compute);
    const [actual, ...gradientsByBlas] = await runOn("wasm", compute, blas);
    assertWithin("y", actual, expected, tolerancesOf(conv).y);
    assertGradients(conv, gradientsByBlas, gradients);
  });
});

function assertGradients(conv: Convolution, actual: Float32Array[], expected: Float32Array[]) {
  const { dx, dFilter, dBias } = tolerancesOf(conv);
  Object.entries({ dx, dFilter, dBias }).forEach(([name, tolerance], i) =>
    assertWithin(name, actual[i], expected[i], tolerance)
  );
}
