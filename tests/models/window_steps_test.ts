import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { imageAt } from "../../lib/datasets/dataset.ts";
import type { Grid } from "../../lib/models/grid.ts";
import { convolutionSteps, poolingSteps } from "../../lib/models/window_steps.ts";
import { createRandom } from "../../lib/random/random.ts";
import { loadSmallMnist } from "../small_mnist.ts";

/** Small whole numbers, whose sums are exact in any order and in single precision. */
function wholes(rows: number, columns: number, name: string): number[][] {
  const random = createRandom(1, name);
  return Array.from(
    { length: rows },
    () => Array.from({ length: columns }, () => random.below(19) - 9),
  );
}

const tensorOf = (grid: Grid) => tf.tensor2d(grid.map((row) => [...row]));
const imageOf = (grid: Grid): tf.Tensor4D => tensorOf(grid).reshape([1, grid.length, -1, 1]);

/** The one map of a batch of one image. */
function gridOf(maps: tf.Tensor): number[][] {
  const [, rows, columns] = maps.shape;
  return maps.reshape([rows, columns]).arraySync() as number[][];
}

const shapes: [
  rows: number,
  columns: number,
  height: number,
  width: number,
  strides: [number, number],
][] = [[5, 5, 3, 3, [1, 1]], [9, 7, 2, 5, [1, 1]], [8, 11, 3, 2, [2, 3]], [4, 4, 4, 4, [1, 1]]];

for (const [rows, columns, height, width, strides] of shapes) {
  const name = `${height}x${width} over ${rows}x${columns} by ${strides.join(" and ")}`;

  Deno.test(`the steps of a convolution come to what the kernels do: ${name}`, async () => {
    await prepareBackend("wasm");
    const [map, filter] = [wholes(rows, columns, "map"), wholes(height, width, "filter")];
    const kernel = tensorOf(filter).reshape([height, width, 1, 1]) as tf.Tensor4D;
    const expected = gridOf(tf.conv2d(imageOf(map), kernel, strides, "valid"));
    assertEquals(convolutionSteps(map, filter, { strides }).output, expected);
  });

  Deno.test(`the steps of a max pooling come to what the kernels do: ${name}`, async () => {
    await prepareBackend("wasm");
    const map = wholes(rows, columns, "map");
    const expected = gridOf(tf.maxPool(imageOf(map), [height, width], strides, "valid"));
    assertEquals(poolingSteps(map, { size: [height, width], strides }).output, expected);
  });
}

Deno.test("a step tells where it is, what it covers and what its value is made of", () => {
  const { steps } = convolutionSteps([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0], [0, -1]]);
  assertEquals(steps[2], {
    ...{ row: 1, column: 0, top: 1, left: 0 },
    covered: [[4, 5], [7, 8]],
    terms: [[4, 0], [0, -8]],
    value: -4,
  });
  const [first] = poolingSteps([[1, 2], [3, 6]], { kind: "avgPool" }).steps;
  assertEquals([first.terms, first.value], [[[1, 2], [3, 6]], 3]);
});

Deno.test("an image is taken as a net sees it", async () => {
  const image = imageAt((await loadSmallMnist(1, 1)).train, 0);
  const { map } = poolingSteps(image);
  assertEquals(map.map((row) => row.length), Array(28).fill(28));
  assertEquals(map.flat(), Array.from(image.pixels, (value) => value / 255));
});
