import { assertEquals, assertRejects } from "@std/assert";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { loadMnist } from "../../lib/datasets/mnist.ts";
import { stratifiedSplit } from "../../lib/datasets/split.ts";
import { inFolder } from "./idx_bytes.ts";

function countClasses(labels: Uint8Array): number[] {
  const counts = new Array(10).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

Deno.test("loadMnist() gives the 60,000 and 10,000 digits", async () => {
  const { name, classes, train, test } = await loadMnist();
  assertEquals([name, classes], ["MNIST", 10]);
  assertEquals([train.count, train.height, train.width], [60_000, 28, 28]);
  assertEquals([test.count, test.height, test.width], [10_000, 28, 28]);
  assertEquals(train.images.length, 60_000 * 784);
  assertEquals(
    countClasses(train.labels),
    [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  );
  assertEquals(countClasses(test.labels), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  assertEquals(imageAt(train, 7777).label, 8);
});

Deno.test("10,000 digits held out of MNIST's 60,000 have the classes' shares", async () => {
  const { train } = await loadMnist();
  const { training, validation } = stratifiedSplit(train.labels, { validation: 10_000, seed: 0 });
  assertEquals([training.length, validation.length], [50_000, 10_000]);
  assertEquals(
    countClasses(Uint8Array.from(validation, (index) => train.labels[index])),
    [987, 1124, 993, 1022, 974, 904, 986, 1044, 975, 991],
  );
});

Deno.test("loadMnist() needs no mirror", async () => {
  assertEquals((await loadMnist({ download: false })).train.count, 60_000);
});

Deno.test("loadMnist() refuses a file in its folder that is not MNIST's", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/t10k-labels-idx1-ubyte`, "mine");
    await assertRejects(() => loadMnist({ folder }), Error, "t10k-labels-idx1-ubyte");
  });
});
