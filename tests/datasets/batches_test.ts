import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { fillBatch, shuffledOrder } from "../../lib/datasets/batches.ts";
import { createDataset } from "../../lib/datasets/dataset.ts";
import { parseIdx } from "../../lib/datasets/idx.ts";
import { idxBytes } from "./idx_bytes.ts";

const images = parseIdx(idxBytes([40, 4, 2]), "images");
const labels = parseIdx(idxBytes([40]), "labels");
const { train } = createDataset("Tiny", {
  trainImages: images,
  trainLabels: labels,
  testImages: images,
  testLabels: labels,
});

const newBatch = (count: number) => ({
  pixels: new Float32Array(count * 8),
  labels: new Int32Array(count),
});

Deno.test("shuffledOrder() rearranges the indices and leaves the given ones alone", () => {
  const indices = Uint32Array.from({ length: 200 }, (_, i) => 3 * i);
  const before = [...indices];
  const order = shuffledOrder(indices, 1, 1);
  assertEquals([...indices], before);
  assertNotEquals([...order], before);
  assertEquals([...order].sort((a, b) => a - b), before);
  assertEquals([...shuffledOrder(new Uint32Array(0), 1, 1)], []);
});

Deno.test("shuffledOrder() repeats for a seed and epoch, 0 included, and differs for others", () => {
  const indices = Uint32Array.from({ length: 50 }, (_, i) => i);
  const order = (seed: number, epoch: number) => [...shuffledOrder(indices, seed, epoch)];
  assertEquals(order(0, 1), order(0, 1));
  assertNotEquals(order(0, 1), order(0, 2));
  assertNotEquals(order(0, 1), order(1, 1));
});

Deno.test("shuffledOrder() puts every image in every place equally often", () => {
  const indices = Uint32Array.of(0, 1, 2, 3, 4);
  const seen = Array.from({ length: 5 }, () => new Array(5).fill(0));
  for (let epoch = 1; epoch <= 2000; epoch++) {
    shuffledOrder(indices, 0, epoch).forEach((image, place) => seen[image][place]++);
  }
  for (const times of seen.flat()) assert(Math.abs(times - 400) < 90, `seen ${seen}`);
});

Deno.test("fillBatch() scales each byte to the float nearest to byte / 255", () => {
  const batch = newBatch(40);
  fillBatch(train, Uint32Array.from({ length: 40 }, (_, i) => i), batch);
  assertEquals([...batch.pixels], Array.from(train.images, (byte) => Math.fround(byte / 255)));
  assertEquals(batch.pixels[0], 0);
  assertEquals(batch.pixels[255], 1);
  assertEquals([...batch.labels], [...train.labels]);
});

Deno.test("fillBatch() follows the indices and leaves the rest of a larger batch alone", () => {
  const batch = newBatch(3);
  batch.pixels.fill(-1);
  batch.labels.fill(-1);
  fillBatch(train, Uint32Array.of(7, 2, 9).subarray(0, 2), batch);
  const expected = [7, 2].flatMap((i) => [...train.images.subarray(8 * i, 8 * i + 8)]);
  assertEquals([...batch.pixels.subarray(0, 16)], expected.map((byte) => Math.fround(byte / 255)));
  assertEquals([...batch.pixels.subarray(16)], new Array(8).fill(-1));
  assertEquals([...batch.labels], [7, 2, -1]);
});

Deno.test("fillBatch() rejects indices beyond the set and batches that are too small", () => {
  const run = (batch: ReturnType<typeof newBatch>, ...indices: number[]) => () =>
    fillBatch(train, Uint32Array.from(indices), batch);
  assertThrows(run(newBatch(2), 0, 40), RangeError, "from 0 to 39, got 40");
  assertThrows(run(newBatch(1), 0, 1), RangeError, "room for 2 images of 8 pixels");
  assertThrows(run({ ...newBatch(2), labels: new Int32Array(1) }, 0, 1), RangeError, "1 labels");
});
