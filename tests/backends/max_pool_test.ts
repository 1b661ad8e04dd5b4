import * as tf from "@tensorflow/tfjs";
import { assertMatchesCpu, combine, randomTensor } from "./backends.ts";

Deno.test("max pooling and its gradient match cpu, overlapping windows included", async () => {
  const shapes = combine(
    {
      batch: [1, 2],
      size: [[7, 9], [12, 12]],
      channels: [1, 4, 7],
      window: [2, 3],
      stride: [1, 2, 3],
      pad: ["valid", "same"],
    } as const,
  );
  for (const { batch, size, channels, window, stride, pad } of shapes) {
    const name = JSON.stringify({ batch, size, channels, window, stride, pad });
    await assertMatchesCpu(name, () => {
      const x = randomTensor([batch, ...size, channels], 1);
      const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, window, stride, pad);
      const y = pool(x);
      return [y, tf.grad(pool)(x, randomTensor(y.shape, 2))];
    });
  }
});

Deno.test("of equal values in a window the first one gets the gradient", async () => {
  await assertMatchesCpu("ties", () => {
    const x = tf.zeros([1, 4, 4, 5]);
    const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid");
    return [tf.grad(pool)(x, randomTensor([1, 2, 2, 5], 1))];
  });
});

Deno.test("average pooling and its gradient match cpu, overlapping windows included", async () => {
  const cases = combine(
    { channels: [3, 4, 18], stride: [1, 2, 3], pad: ["valid", "same"] } as const,
  );
  for (const { channels, stride, pad } of cases) {
    await assertMatchesCpu(JSON.stringify({ channels, stride, pad }), () => {
      const x = randomTensor([2, 7, 9, channels], 1);
      const pool = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, [2, 3], stride, pad);
      const y = pool(x);
      return [y, tf.grad(pool)(x, randomTensor(y.shape, 2))];
    });
  }
});
