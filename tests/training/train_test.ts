import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { train } from "../../lib/training/train.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import { type EpochMetrics, RunStopped } from "../../lib/trial/run.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { assertWithin } from "../backends/tolerance.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

const data = await loadSmallMnist(600, 300);

/** All that a run measures, durations aside. */
async function measure(setup: Partial<Setup>, backend: "wasm" | "cpu" = "wasm") {
  const epochs: Omit<EpochMetrics, "durationMs">[] = [];
  const { test, validation } = await train(shortTrial(setup), data, {
    backend,
    onEpoch: ({ durationMs: _, ...metrics }) => epochs.push(metrics),
  });
  return { epochs, test: test!, validation };
}

Deno.test("a net learns digits, and its metrics agree with each other", async () => {
  const { epochs, test } = await measure({ epochs: 8, protocol: "paper" });
  assertEquals(epochs.map(({ epoch }) => epoch), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert(test.accuracy > 0.7, `test accuracy ${test.accuracy}`);
  assert(epochs[7].loss < 0.5 * epochs[0].loss);
  assertEquals(test.accuracy, epochs[7].valAccuracy);
  assertEquals(test.loss, epochs[7].valLoss);
  assertEquals(test.errors, Math.round((1 - test.accuracy) * 300));
  assertEquals(test.mistakes.length, test.errors);
  assertEquals(test.confusion.flat().reduce((sum, count) => sum + count, 0), 300);
});

Deno.test("the same seed gives the same numbers to the bit, another seed others", async () => {
  const setup = { layers: "C4 P2 Dr.25 F D16 Dr.5" };
  const first = await measure({ ...setup, seed: 0 });
  assertEquals(await measure({ ...setup, seed: 0 }), first);
  assertNotEquals((await measure({ ...setup, seed: 1 })).epochs, first.epochs);
});

Deno.test("WASM learns along the curve of the cpu backend", async () => {
  const setup = { layers: "C4 P2 Dr.25 BN F D16", limit: 200, batchSize: 20 };
  const wasm = await measure(setup);
  const cpu = await measure(setup, "cpu");
  const curve = ({ epochs }: typeof wasm) => epochs.flatMap((e) => [e.loss, e.valLoss]);
  assertWithin("losses", curve(wasm), curve(cpu), 3e-4);
});

Deno.test("the held-out protocol validates on a sixth of the training images", async () => {
  const { epochs, test } = await measure({ epochs: 1 });
  // 100 of 600 images are held out, and 500 train, in ten steps of 50.
  const correct = epochs[0].valAccuracy * 100;
  assertWithin("validation images", [correct], [Math.round(correct)], 1e-9);
  assertNotEquals(epochs[0].valLoss, test.loss);
  const steps: number[] = [];
  await train(shortTrial({ epochs: 1 }), data, {
    onStep: (progress) => steps.push(progress.steps),
  });
  assertEquals(new Set(steps), new Set([10]));
});

Deno.test("a last batch that is not full counts by its size", async () => {
  const { epochs } = await measure({ batchSize: 70, protocol: "paper", epochs: 1, limit: 100 });
  const correct = epochs[0].accuracy * 100;
  assertWithin("training images", [correct], [Math.round(correct)], 1e-9);
});

Deno.test("a batch larger than the set is the set", async () => {
  const setup = { epochs: 1, protocol: "paper", limit: 20 } as const;
  const whole = await measure({ ...setup, batchSize: 20 });
  assertEquals(await measure({ ...setup, batchSize: 99_999_999_999 }), whole);
});

Deno.test("stochastic gradient descent with momentum learns too", async () => {
  const { epochs } = await measure({ optimizer: sgd({ learningRate: 0.05 }), epochs: 3 });
  assert(epochs[2].loss < 0.7 * epochs[0].loss, `losses ${epochs.map(({ loss }) => loss)}`);
});

Deno.test("a loss that is not finite ends the run and says where", async () => {
  await assertRejects(
    () => measure({ optimizer: sgd({ learningRate: 1e30 }) }),
    Error,
    "of epoch 1; lower the learning rate.",
  );
});

Deno.test("a last update that ruins the net fails the run too", async () => {
  const optimizer = sgd({ learningRate: 1e20 });
  const setup = { optimizer, epochs: 1, batchSize: 600, protocol: "paper" } as const;
  await assertRejects(() => measure(setup), Error, "after epoch 1; lower the learning rate.");
});

Deno.test("a run that is to stop takes no further step, nor validates to its end", async () => {
  for (const last of [3, 10]) {
    let steps = 0, all = 0;
    const stopped = train(shortTrial({}), data, {
      isStopped: () => steps === last,
      onStep: (metrics) => void ({ step: steps, steps: all } = metrics),
      onEpoch() {
        throw new Error("Expected no epoch to end");
      },
    });
    await assertRejects(() => stopped, RunStopped);
    assertEquals([steps, all], [last, 10]);
  }
});

Deno.test("200 steps leak no tensor, and a run leaves none behind", async () => {
  await measure({ epochs: 1 });
  const before = tf.memory().numTensors;
  const counts: number[] = [];
  const setup = shortTrial({ layers: "C4 P2 Dr.25 BN F D16", batchSize: 2, epochs: 1 });
  await train(setup, data, { onStep: () => counts.push(tf.memory().numTensors) });
  assertEquals(counts.length, 250);
  assertEquals(new Set(counts).size, 1, `tensors after each step: ${counts}`);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("mistakes are the indices of the images that are classified wrongly, ascending", async () => {
  const { validation, test } = await measure({ epochs: 1 });
  for (const [set, { mistakes, confusion }] of [["train", validation], ["test", test]] as const) {
    assertEquals(mistakes, mistakes.toSorted((a, b) => a - b));
    const byLabel = confusion.map((row, label) => row.reduce((sum, n) => sum + n) - row[label]);
    const counted = byLabel.map((_, label) =>
      mistakes.filter((image) => data[set].labels[image] === label).length
    );
    assertEquals(counted, byLabel);
  }
});

Deno.test("each training image validates in one fold, whose training does not see it", async () => {
  const seen: number[] = [];
  for (const index of [0, 1, 2]) {
    const { validation } = await measure({ layers: "F", epochs: 1, fold: { index, count: 3 } });
    const images = validation.confusion.flat().reduce((sum, count) => sum + count);
    assertEquals(images, 200);
    seen.push(...validation.mistakes);
  }
  assertEquals(new Set(seen).size, seen.length, "an image validated twice");
});

Deno.test("folds of one seed begin with other weights, and repeat to the bit", async () => {
  const fold = (index: number) => measure({ epochs: 1, fold: { index, count: 3 } });
  const first = await fold(0);
  assertEquals(await fold(0), first);
  assertNotEquals((await fold(1)).epochs[0].loss, first.epochs[0].loss);
});

Deno.test("patience ends a run so many epochs after the lowest validation loss", async () => {
  // So large a learning rate that the loss soon rises.
  const setup = { layers: "F D32", optimizer: sgd({ learningRate: 0.5 }), epochs: 40 };
  const { epochs } = await measure({ ...setup, patience: 2 });
  assert(epochs.length < 40, `${epochs.length} epochs`);
  const lowest = epochs.reduce((best, one) => one.valLoss < best.valLoss ? one : best);
  assertEquals(epochs.length, lowest.epoch + 2);
  const whole = await measure({ ...setup, epochs: epochs.length });
  assertEquals(epochs, whole.epochs);
});
