/**
 * Where every product is 0, a direct sum is exactly 0: relu lets no gradient through there, and Adam
 * does not move the weight. Winograd's filtering has to keep that.
 */
import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { convolve } from "../../lib/backends/operations.ts";
import { combine, randomTensor, runOn } from "./backends.ts";
import { assertWithin } from "./tolerance.ts";
import { blasTest } from "./with_blas.ts";

/** Random values, -0 among their zeros: single ones, whole pixels, and whole stretches of rows. */
function sparseTensor(shape: number[], seed: number): tf.Tensor {
  return tf.tidy(() => {
    const values = randomTensor(shape, seed);
    const [batch, height, width, channels] = shape;
    const kept = [
      tf.greater(randomTensor(shape, seed + 1), .2),
      tf.greater(randomTensor([batch, height, width, 1], seed + 2), .5),
      tf.greater(randomTensor([batch, height, 1, 1], seed + 3), -.2),
      // Channels that have a value or two left, as of a filter that hardly answers.
      tf.greater(
        tf.add(randomTensor(shape, seed + 4), tf.mul(3, randomTensor([channels], seed + 5))),
        0,
      ),
    ];
    return kept.reduce<tf.Tensor>((left, each) => tf.mul(left, tf.cast(each, "float32")), values);
  });
}

/** y of a convolution without bias, its gradients, and y with a bias and relu. */
function results(
  { size, channels, filters, pad }: {
    size: readonly number[];
    channels: number;
    filters: number;
    pad: "valid" | "same";
  },
): tf.Tensor[] {
  const conv = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor, activation: "linear" | "relu") =>
    convolve(x, filter, bias, { strides: [1, 1], pad, dilations: [1, 1], activation });
  const x = sparseTensor([3, ...size, channels], 1);
  const filter = randomTensor([3, 3, channels, filters], 2);
  const none = tf.zeros([filters]);
  const y = conv(x, filter, none, "linear");
  const [dx, dFilter] = tf.grads((x: tf.Tensor, filter: tf.Tensor) =>
    conv(x, filter, none, "linear")
  )([x, filter], sparseTensor(y.shape, 20));
  return [y, dx, dFilter, conv(x, filter, randomTensor([filters], 3), "relu")];
}

/** Fails unless what is exactly 0 on `cpu` is so in WASM, and all else close to it. */
async function assertSameZeros(blas: string | null): Promise<void> {
  const shapes = combine(
    {
      // The last needs two words of bits a row.
      size: [[8, 9], [14, 14], [5, 40]],
      channels: [20],
      filters: [16],
      pad: ["valid", "same"],
    } as const,
  );
  const found = [0, 0, 0, 0];
  for (const shape of shapes) {
    const name = JSON.stringify(shape);
    const expected = await runOn("cpu", () => results(shape));
    const actual = await runOn("wasm", () => results(shape), blas);
    expected.forEach((values, output) => {
      // With bias and relu: where the sum alone is 0.
      const zeros = [...values.keys()].filter((i) => expected[output % 3][i] === 0);
      for (const i of zeros) assertEquals(actual[output][i], values[i], `${name}, ${output}: ${i}`);
      assertWithin(`${name}, output ${output}`, actual[output], values, 5e-5);
      found[output] += zeros.length;
    });
  }
  assert(found.every((count) => count > 500), `Too few zeros to tell: ${found}.`);
}

Deno.test("sums and gradients of zeros alone are exactly 0", () => assertSameZeros(null));

blasTest("sums and gradients of zeros alone are exactly 0 on a BLAS", assertSameZeros);
