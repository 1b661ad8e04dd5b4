import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { convolve } from "../../lib/backends/operations.ts";
import { assertMatchesCpu, combine, randomTensor } from "./backends.ts";
import { sumTolerance } from "./tolerance.ts";

/** For gradients of filters over up to 3 images of 9 by 10 pixels. */
const TOLERANCE = sumTolerance({ depth: 270, largest: 1, numbers: "real" });

/** relu(conv(x, filter) + bias), and the gradient of the filter for some gradient of it. */
function convolveOneChannel(
  x: tf.Tensor,
  kernel: readonly number[],
  filters: number,
  pad: "valid" | "same",
): tf.Tensor[] {
  const filter = randomTensor([...kernel, 1, filters], 2);
  const y = convolve(x, filter, randomTensor([filters], 3), {
    strides: [1, 1],
    pad,
    dilations: [1, 1],
    activation: "relu",
  });
  const dy = randomTensor(y.shape, 4);
  const attrs = { strides: [1, 1], pad, dataFormat: "NHWC", filterShape: filter.shape };
  return [y, tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy }, attrs) as tf.Tensor];
}

Deno.test("images of one channel match cpu, whatever hangs over a tile of 4 by 8", async () => {
  const shapes = combine(
    {
      width: [3, 6, 9, 12],
      filters: [7, 8, 28],
      kernel: [[1, 1], [1, 3], [3, 3], [2, 4], [5, 5], [7, 7]],
      pad: ["valid", "same"],
    } as const,
  ).filter(({ width, kernel, pad }) => pad === "same" || width >= kernel[1]);
  for (const { width, filters, kernel, pad } of shapes) {
    const name = JSON.stringify({ width, filters, kernel, pad });
    await assertMatchesCpu(
      name,
      () => convolveOneChannel(randomTensor([2, 8, width, 1], 1), kernel, filters, pad),
      TOLERANCE,
    );
  }
});

Deno.test("NaN and infinity in an image of one channel spread as on cpu, through relu too", async () => {
  for (const { filters, width } of combine({ filters: [5, 12], width: [3, 5] } as const)) {
    await assertMatchesCpu(`${filters} filters ${width} wide`, () => {
      const x = randomTensor([3, 9, 10, 1], 1).bufferSync();
      [NaN, Infinity, -Infinity].forEach((value, image) => x.set(value, image, 4, 5, 0));
      return convolveOneChannel(x.toTensor(), [3, width], filters, "valid");
    }, TOLERANCE);
  }
});

Deno.test("padded images of one channel do not see each other", async () => {
  await prepareBackend("wasm");
  tf.tidy(() => {
    const x = randomTensor([3, 6, 7, 1], 1);
    const [together] = convolveOneChannel(x, [3, 3], 8, "same");
    const alone = tf.split(x, 3).map((image) => convolveOneChannel(image, [3, 3], 8, "same")[0]);
    assertEquals(together.dataSync(), tf.concat(alone).dataSync());
  });
});
