import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { foldSplit, stratifiedFolds } from "../../lib/datasets/folds.ts";
import { checkProperty } from "../backends/properties/property.ts";

/** Labels of uneven classes, a number of folds that they can be dealt to, and a seed. */
const dealings = fc.array(fc.nat(4), { minLength: 2, maxLength: 80 }).chain((labels) =>
  fc.record({
    labels: fc.constant(Uint8Array.from(labels, (label) => label * label)),
    count: fc.integer({ min: 2, max: labels.length }),
    seed: fc.nat(100),
  })
);

function sizesOf(folds: Iterable<number>, count: number): number[] {
  const sizes = new Array<number>(count).fill(0);
  for (const fold of folds) sizes[fold]++;
  return sizes;
}

function spread(sizes: readonly number[]): number {
  return Math.max(...sizes) - Math.min(...sizes);
}

Deno.test("stratifiedFolds() deals all images, and each class, to within one image", async () => {
  await checkProperty(dealings, 300, ({ labels, count, seed }) => {
    const folds = stratifiedFolds(labels, { count, seed });
    assertEquals(folds.length, labels.length);
    const sizes = sizesOf(folds, count);
    assert(spread(sizes) <= 1, `folds of ${sizes}`);
    for (const label of new Set(labels)) {
      const ofClass = sizesOf(folds.filter((_, i) => labels[i] === label), count);
      assert(spread(ofClass) <= 1, `class ${label} in folds of ${ofClass}`);
    }
  });
});

Deno.test("foldSplit() validates each image in one fold and trains on it in the others", async () => {
  await checkProperty(dealings, 200, ({ labels, count, seed }) => {
    const folds = stratifiedFolds(labels, { count, seed });
    for (let index = 0; index < count; index++) {
      const { training, validation } = foldSplit(labels, { fold: { index, count }, seed });
      assert(validation.length > 0 && training.length > 0);
      assert(validation.every((image) => folds[image] === index));
      assert(training.every((image) => folds[image] !== index));
      for (const part of [training, validation]) assertEquals(part, part.slice().sort());
      assertEquals(training.length + validation.length, labels.length);
    }
  });
});

Deno.test("stratifiedFolds() repeats for a seed, 0 included, and differs for another", () => {
  const labels = Uint8Array.from({ length: 500 }, (_, i) => i % 10);
  const deal = (seed: number) => stratifiedFolds(labels, { count: 5, seed });
  assertEquals(deal(0), deal(0));
  assertEquals(deal(1), deal(1));
  assertNotEquals(deal(0), deal(1));
});

Deno.test("stratifiedFolds() shuffles: every image is in every fold equally often", () => {
  const labels = new Uint8Array(10);
  const times = Array.from(labels, () => [0, 0, 0]);
  for (let seed = 0; seed < 1000; seed++) {
    stratifiedFolds(labels, { count: 3, seed }).forEach((fold, image) => times[image][fold]++);
  }
  for (const [first, second, third] of times) {
    assert(Math.abs(first - 400) < 80, `fold 0: ${first}`);
    assert(Math.abs(second - 300) < 75, `fold 1: ${second}`);
    assert(Math.abs(third - 300) < 75, `fold 2: ${third}`);
  }
});

Deno.test("folds of images that are too few, and folds that there are not, are refused", () => {
  const labels = new Uint8Array(4);
  const deal = (count: number, index = 0) => foldSplit(labels, { fold: { index, count }, seed: 1 });
  for (const count of [0, 1, 5, 2.5, NaN]) {
    const sentence = `Expected the number of folds to be a whole number from 2 to 4, got ${count}.`;
    assertThrows(() => deal(count), RangeError, sentence);
  }
  for (const index of [-1, 2, 0.5]) {
    assertThrows(() => deal(2, index), RangeError, `from 0 to 1, got ${index}.`);
  }
  const one = () => stratifiedFolds(new Uint8Array(1), { count: 2, seed: 1 });
  assertThrows(one, RangeError, "Expected at least 2 images to make folds of, got 1.");
});
