import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { stratifiedSplit } from "../../lib/datasets/split.ts";
import { createRandom } from "../../lib/random/random.ts";

/** Labels of `classes` classes, some far more frequent than others. */
function unevenLabels(count: number, classes: number): Uint8Array {
  const random = createRandom(3, "labels");
  return Uint8Array.from({ length: count }, () => Math.floor(classes * random.uniform() ** 2));
}

function countClasses(labels: Uint8Array, indices: Iterable<number>): number[] {
  const counts = new Array(10).fill(0);
  for (const index of indices) counts[labels[index]]++;
  return counts;
}

Deno.test("stratifiedSplit() parts all images into two ascending lists of the asked sizes", () => {
  for (const [count, validation] of [[2, 1], [10, 9], [97, 13], [1000, 100], [1000, 999]]) {
    const labels = unevenLabels(count, 10);
    const split = stratifiedSplit(labels, { validation, seed: 0 });
    assertEquals(split.validation.length, validation);
    const all = [...split.training, ...split.validation].sort((a, b) => a - b);
    assertEquals(all, [...labels.keys()]);
    for (const part of [split.training, split.validation]) {
      assertEquals([...part], [...part].sort((a, b) => a - b));
    }
  }
});

Deno.test("stratifiedSplit() gives each class its share, to within one image", () => {
  for (const validation of [1, 7, 100, 333, 999]) {
    const labels = unevenLabels(1000, 10);
    const split = stratifiedSplit(labels, { validation, seed: 5 });
    const sizes = countClasses(labels, labels.keys());
    countClasses(labels, split.validation).forEach((held, label) => {
      const share = sizes[label] * validation / 1000;
      assert(Math.abs(held - share) < 1, `class ${label}: ${held} of a share of ${share}`);
    });
  }
});

Deno.test("stratifiedSplit() gives the last images to the largest remainders, then low classes", () => {
  // Shares of 4 images: 2.4, 1.2, 0.4.
  const labels = Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 2);
  const { validation } = stratifiedSplit(labels, { validation: 4, seed: 1 });
  assertEquals(countClasses(labels, validation).slice(0, 3), [3, 1, 0]);
});

Deno.test("stratifiedSplit() repeats for a seed, 0 included, and differs for another", () => {
  const labels = unevenLabels(500, 10);
  const split = (seed: number) => [...stratifiedSplit(labels, { validation: 50, seed }).validation];
  assertEquals(split(0), split(0));
  assertEquals(split(1), split(1));
  assertNotEquals(split(0), split(1));
});

Deno.test("stratifiedSplit() draws every image of a class equally often", () => {
  const labels = new Uint8Array(10);
  const drawn = new Array(10).fill(0);
  for (let seed = 0; seed < 1000; seed++) {
    for (const index of stratifiedSplit(labels, { validation: 3, seed }).validation) drawn[index]++;
  }
  for (const times of drawn) assert(Math.abs(times - 300) < 75, `drawn ${drawn} times`);
});

Deno.test("stratifiedSplit() rejects sizes that leave a part empty or are no count", () => {
  const labels = new Uint8Array(10);
  for (const validation of [0, 10, 11, -1, 2.5, NaN]) {
    const run = () => stratifiedSplit(labels, { validation, seed: 1 });
    assertThrows(run, RangeError, `from 1 to 9, since there are 10, got ${validation}`);
  }
});
