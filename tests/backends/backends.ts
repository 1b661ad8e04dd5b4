/** What the tests of kernels share: tensors of seeded numbers, and runs on both backends. */
import * as tf from "@tensorflow/tfjs";
import { prepareBackend, type TfjsBackend } from "../../lib/backends/prepare.ts";
import { createRandom } from "../../lib/random/random.ts";
import { assertWithin } from "./tolerance.ts";

/** A float32 tensor of numbers in [-1, 1), the same for the same shape and seed. */
export function randomTensor(shape: number[], seed: number): tf.Tensor {
  const random = createRandom(seed, ...shape);
  const values = Float32Array.from(
    { length: tf.util.sizeFromShape(shape) },
    () => 2 * random.uniform() - 1,
  );
  return tf.tensor(values, shape);
}

/** The values of the tensors that `compute` gives on one backend, its products by `blas` if given. */
export async function runOn(
  backend: TfjsBackend,
  compute: () => tf.Tensor[],
  blas: string | null = null,
): Promise<Float32Array[]> {
  await prepareBackend(backend, blas);
  return tf.tidy(() => compute().map((tensor) => tensor.dataSync().slice() as Float32Array));
}

/** Fails unless WASM gives what the `cpu` backend gives, each value within `tolerance`. */
export async function assertMatchesCpu(
  name: string,
  compute: () => tf.Tensor[],
  tolerance: number,
): Promise<void> {
  const expected = await runOn("cpu", compute);
  const actual = await runOn("wasm", compute);
  expected.forEach((values, output) =>
    assertWithin(`${name}, output ${output}`, actual[output], values, tolerance)
  );
}

/** The product of choices, as one list of objects. */
export function combine<T extends Record<string, readonly unknown[]>>(
  choices: T,
): { [Key in keyof T]: T[Key][number] }[] {
  return Object.entries(choices).reduce<Record<string, unknown>[]>(
    (rows, [key, values]) =>
      rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  ) as { [Key in keyof T]: T[Key][number] }[];
}
