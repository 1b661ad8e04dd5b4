import { assert, assertEquals, assertThrows } from "@std/assert";
import { createDataset, type DatasetFiles, imageAt } from "../../lib/datasets/dataset.ts";
import { parseIdx } from "../../lib/datasets/idx.ts";
import { idxBytes } from "./idx_bytes.ts";

const idx = (name: string, shape: number[], data?: number[]) =>
  parseIdx(idxBytes(shape, data), name);

/** Three training and two test images of 2x4 pixels, classes 0 to 2, with parts replaced. */
function files(replaced: Partial<DatasetFiles> = {}): DatasetFiles {
  return {
    trainImages: idx("train-images", [3, 2, 4]),
    trainLabels: idx("train-labels", [3], [2, 0, 1]),
    testImages: idx("test-images", [2, 2, 4]),
    testLabels: idx("test-labels", [2], [1, 0]),
    ...replaced,
  };
}

Deno.test("createDataset() pairs images with labels and counts the classes", () => {
  const { name, classes, train, test } = createDataset("Tiny", files());
  assertEquals([name, classes], ["Tiny", 3]);
  assertEquals([train.count, train.height, train.width], [3, 2, 4]);
  assertEquals([test.count, test.height, test.width], [2, 2, 4]);
  assertEquals([...train.labels], [2, 0, 1]);
  assertEquals([...train.images], Array.from({ length: 24 }, (_, i) => i));
  const onlyInTest = files({ testLabels: idx("test-labels", [2], [7, 0]) });
  assertEquals(createDataset("Tiny", onlyInTest).classes, 8);
});

Deno.test("createDataset() names the file that does not fit", () => {
  const wrong: [Partial<DatasetFiles>, string][] = [
    [{ trainLabels: idx("train-labels", [2], [0, 1]) }, '"train-labels": expected 3 labels'],
    [{ testLabels: idx("test-labels", [3], [0, 1, 1]) }, '"test-labels": expected 2 labels'],
    [{ trainImages: idx("train-images", [3, 8]) }, '"train-images": expected images as count'],
    [{ trainImages: idx("train-images", [0, 2, 4]) }, "got the shape 0x2x4"],
    [{ testImages: idx("test-images", [2, 2, 2, 2]) }, '"test-images": expected images as count'],
    [{ testLabels: idx("test-labels", [2, 1]) }, '"test-labels": expected one label per image'],
    [{ testImages: idx("test-images", [2, 4, 2]) }, "images' size 2x4, got 4x2"],
  ];
  for (const [replaced, message] of wrong) {
    assertThrows(() => createDataset("Tiny", files(replaced)), RangeError, message);
  }
});

Deno.test("createDataset() rejects label 200 of 10 classes, and says at which image", () => {
  const wrong = files({ trainLabels: idx("train-labels", [3], [9, 200, 1]) });
  const message = '"train-labels": expected labels from 0 to 9, got 200 for image 1';
  assertThrows(() => createDataset("Tiny", wrong, 10), RangeError, message);
  assertEquals(createDataset("Tiny", wrong).classes, 201);
});

Deno.test("createDataset() rejects senseless numbers of classes", () => {
  for (const classes of [0, -1, 2.5, 257, NaN]) {
    assertThrows(() => createDataset("Tiny", files(), classes), RangeError, `got ${classes}`);
  }
});

Deno.test("a dataset posted to a Worker is the same memory, not a copy", async () => {
  const { train } = createDataset("Tiny", files());
  const code = "onmessage = ({ data }) => { data.images[23] = 99; postMessage(data.labels[0]); };";
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const label = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(train);
  });
  worker.terminate();
  URL.revokeObjectURL(url);
  assertEquals(label, 2);
  assertEquals(train.images[23], 99);
});

Deno.test("imageAt() copies one image with its label", () => {
  const { train } = createDataset("Tiny", files());
  const { label, height, width, pixels } = imageAt(train, 1);
  assertEquals([label, height, width], [0, 2, 4]);
  assertEquals([...pixels], [8, 9, 10, 11, 12, 13, 14, 15]);
  assert(pixels.buffer instanceof ArrayBuffer);
  pixels[0] = 255;
  assertEquals(train.images[8], 8);
});

Deno.test("imageAt() rejects what is no index", () => {
  const { train } = createDataset("Tiny", files());
  for (const index of [-1, 3, 0.5, NaN]) {
    assertThrows(() => imageAt(train, index), RangeError, `from 0 to 2, got ${index}`);
  }
});
