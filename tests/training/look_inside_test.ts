import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { convolutionSteps, poolingSteps } from "../../lib/models/window_steps.ts";
import { restoreModel } from "../../lib/training/restore_model.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { trainModel } from "./trained_model.ts";

const data = await loadSmallMnist(600, 100);
const trained = await trainModel({ layers: "C3 P2 C2(linear) F D8" });
const image = imageAt(data.test, 0);

Deno.test("a model's filters and feature maps are those that plain code works out", async () => {
  using model = await restoreModel(trained);
  const filters = model.filters();
  const [kernel, biases, kernel2, biases2] = trained.weights;
  assertEquals(filters.map((filter) => filter[1][2]), [...kernel.slice(3 * 5, 3 * 6)]);
  const relu = (value: number) => Math.max(0, value);
  const maps = filters.map((filter, k) =>
    convolutionSteps(image, filter).output.map((row) => row.map((value) => relu(value + biases[k])))
  );
  same(await model.featureMaps(image), maps);
  const pooled = maps.map((map) => poolingSteps(map).output);
  const second = [0, 1].map((k) =>
    pooled.map((map, channel) => {
      const weight = (y: number, x: number) => kernel2[((3 * y + x) * 3 + channel) * 2 + k];
      const filter = [0, 1, 2].map((y) => [0, 1, 2].map((x) => weight(y, x)));
      return convolutionSteps(map, filter).output;
    }).reduce((a, b) => a.map((row, y) => row.map((value, x) => value + b[y][x])))
      .map((row) => row.map((value) => value + biases2[k]))
  );
  same(await model.featureMaps(image, { convolution: 2 }), second);
});

Deno.test("a model without a convolution has neither", async () => {
  using flat = await restoreModel(await trainModel({ layers: "F" }));
  assertThrows(() => flat.filters(), RangeError, "Expected a net to be one with a convolution");
});

Deno.test("a model finds the mistakes that its run noted, the surest first", async () => {
  using model = await restoreModel(trained);
  const found = await model.findMistakes(data.test);
  const noted = trained.run.test!.mistakes;
  assert(noted.length > 1 && noted.length < 100);
  assertEquals(found.map(({ index }) => index).sort((a, b) => a - b), noted);
  const probabilities = found.map(({ probability }) => probability!);
  assertEquals(probabilities, probabilities.toSorted((a, b) => b - a));
  const [{ index, label, taken, probability }] = found;
  const all = await model.classifyPixels(imageAt(data.test, index));
  assertEquals(label, data.test.labels[index]);
  assertEquals(taken, all.indexOf(Math.max(...all)));
  assertAlmostEquals(probability!, all[taken!], 1e-6);
});

Deno.test("a model looks for mistakes among the images that it is told", async () => {
  using model = await restoreModel(trained);
  const [first, second] = trained.run.test!.mistakes;
  const found = await model.findMistakes(data.test, { indices: [second, first] });
  assertEquals(found.map(({ index }) => index).sort((a, b) => a - b), [first, second]);
});

type Maps = readonly (readonly (readonly number[])[])[];

function same(actual: Maps, expected: Maps): void {
  assertEquals(
    actual.map((map) => [map.length, map[0].length]),
    expected.map((map) => [
      map.length,
      map[0].length,
    ]),
  );
  const numbers = expected.flat(2);
  actual.flat(2).forEach((value, i) => assertAlmostEquals(value, numbers[i], 1e-5));
}
