import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { train } from "../../lib/training/train.ts";
import type { TrainingOptions } from "../../lib/training/training_options.ts";
import { testWeights } from "../../lib/training/weights.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import { adam, sgd } from "../../lib/trial/optimizer.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";
import { bitsOf } from "./checkpoint_bits.ts";

const data = await loadSmallMnist(200, 100);

/** All that comes of a run, and its checkpoints to the bit. */
async function follow(setup: Setup, options: TrainingOptions = {}) {
  const checkpoints: Checkpoint[] = [];
  const outcome = await train(setup, data, {
    ...options,
    checkpoints: true,
    onEpoch: (_, checkpoint) => checkpoints.push(checkpoint!),
  });
  return { outcome, checkpoints };
}

const setups: Record<string, Setup> = {
  "Adam": shortTrial({ epochs: 4 }),
  "Adam with rates of its own": shortTrial({
    optimizer: adam({ learningRate: 0.003, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }),
    epochs: 3,
  }),
  "SGD": shortTrial({ optimizer: sgd({ learningRate: 0.05, momentum: 0 }), epochs: 3 }),
  "SGD with momentum": shortTrial({ optimizer: sgd({ learningRate: 0.05 }), epochs: 3 }),
  "batch norm, dropout and a last batch that is not full": shortTrial({
    layers: "C4 BN P2 Dr.25 F D16 BN Dr.5",
    batchSize: 30,
    epochs: 4,
  }),
  "a fold": shortTrial({ layers: "C4 P2 Dr.25 F D16", fold: { index: 1, count: 3 }, epochs: 3 }),
  "the paper's protocol": shortTrial({ protocol: "paper", limit: 120, epochs: 3 }),
  "a batch larger than the set": shortTrial({ batchSize: 99_999_999_999, epochs: 3 }),
};

for (const [name, setup] of Object.entries(setups)) {
  Deno.test(`a run goes on from any epoch as if nothing had happened: ${name}`, async () => {
    const whole = await follow(setup);
    assertEquals(whole.checkpoints.length, setup.epochs);
    for (const from of whole.checkpoints) {
      const before = bitsOf([from]);
      const { outcome, checkpoints } = await follow(setup, { from });
      assertEquals(outcome, whole.outcome);
      assertEquals(bitsOf(checkpoints), bitsOf(whole.checkpoints.slice(from.epochs.length)));
      assertEquals(bitsOf([from]), before, "the checkpoint was changed");
    }
  });
}

Deno.test("every part of a checkpoint matters to what comes of it", async () => {
  const setup = shortTrial({ layers: "C4 BN P2 F D16", epochs: 3 });
  const { checkpoints: [from], outcome } = await follow(setup);
  const zeros = (arrays: readonly Float32Array[]) =>
    arrays.map(({ length }) => new Float32Array(length));
  for (let place = 0; place < from.weights.length; place++) {
    const weights = from.weights.with(place, from.weights[place].map((value) => value + 0.5));
    assertNotEquals((await train(setup, data, { from: { ...from, weights } })).test, outcome.test);
  }
  const half = from.optimizer.length / 2;
  for (
    const optimizer of [
      [...zeros(from.optimizer.slice(0, half)), ...from.optimizer.slice(half)],
      [...from.optimizer.slice(0, half), ...zeros(from.optimizer.slice(half))],
    ]
  ) {
    assertNotEquals(
      (await train(setup, data, { from: { ...from, optimizer } })).test,
      outcome.test,
    );
  }
});

Deno.test("patience counts the epochs before a checkpoint, and ends where it had ended", async () => {
  const setup = shortTrial({
    layers: "F D32",
    optimizer: sgd({ learningRate: 0.5 }),
    epochs: 40,
    patience: 2,
  });
  const whole = await follow(setup);
  const last = whole.checkpoints.length;
  assert(last > 2 && last < 40, `${last} epochs`);
  for (const from of whole.checkpoints) {
    const { outcome, checkpoints } = await follow(setup, { from });
    assertEquals(outcome, whole.outcome);
    assertEquals(bitsOf(checkpoints), bitsOf(whole.checkpoints.slice(from.epochs.length)));
  }
  const later = (await follow({ ...setup, patience: null, epochs: last + 1 })).checkpoints[last];
  await assertRejects(
    () => train(setup, data, { from: later }),
    RangeError,
    `Expected from to be a checkpoint of at most ${last} epochs, its setup's, got ${last + 1}.`,
  );
});

Deno.test("a checkpoint of a shorter run goes on to what a longer one comes to", async () => {
  const setup = shortTrial({ layers: "C4 BN P2 Dr.25 F D16", epochs: 4 });
  const { checkpoints } = await follow({ ...setup, epochs: 2 });
  const whole = await follow(setup);
  const { outcome } = await follow(setup, { from: checkpoints[1] });
  assertEquals(outcome, whole.outcome);
});

Deno.test("from the end of a run nothing is trained, and it is only measured", async () => {
  const setup = shortTrial({});
  const { checkpoints, outcome } = await follow(setup);
  const steps: number[] = [];
  const options = { from: checkpoints[1], onStep: () => steps.push(1) };
  assertEquals(await train(setup, data, options), outcome);
  assertEquals(await train(setup, data, { ...options, test: false }), { ...outcome, test: null });
  assertEquals(steps, []);
});

Deno.test("checkpoints are handed out where they are asked for, each with memory of its own", async () => {
  const setup = shortTrial({ layers: "F" });
  const told: unknown[] = [];
  await train(setup, data, { onEpoch: (_, checkpoint) => told.push(checkpoint) });
  assertEquals(told, [null, null]);
  const { checkpoints: [first] } = await follow(setup);
  const { checkpoints: [again] } = await follow(setup, {});
  for (const array of [...again.weights, ...again.optimizer]) {
    assertEquals(array.byteLength, array.buffer.byteLength);
    structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
  }
  assertEquals(first.weights.length, 2);
  assert(first.weights.every(({ length }) => length > 0));
});

Deno.test("the plain backend writes into no checkpoint that it is given", async () => {
  const setup = shortTrial({ layers: "F", epochs: 3, limit: 60 });
  const { checkpoints: [from] } = await follow(setup, { backend: "cpu" });
  const before = bitsOf([from]);
  const first = await train(setup, data, { backend: "cpu", from });
  assertEquals(bitsOf([from]), before);
  assertEquals(await train(setup, data, { backend: "cpu", from }), first);
});

Deno.test("a checkpoint of another setup is refused in a sentence, and leaves no tensor behind", async () => {
  const setup = shortTrial({ layers: "F D16", epochs: 2 });
  const { checkpoints: [first, from] } = await follow(setup);
  const before = tf.memory().numTensors;
  const refused = (change: Partial<Setup>, message: string) =>
    assertRejects(() => train({ ...setup, ...change }, data, { from }), RangeError, message);
  await refused(
    { epochs: 1 },
    "Expected from to be a checkpoint of at most 1 epoch, its setup's, got 2.",
  );
  await refused(
    { layers: "F D8" },
    "Expected weights of from to be arrays of the lengths 6272, 8, 80, 10,",
  );
  await refused({ layers: "F" }, "Expected weights of from to be arrays of the lengths 7840, 10,");
  await refused(
    { optimizer: sgd() },
    "Expected optimizer of from to be arrays of the lengths 12544,",
  );
  await assertRejects(
    () => train(setup, data, { from: { ...from, epochs: [from.epochs[1]] } }),
    RangeError,
    "Expected epoch 1 of from to be",
  );
  await assertRejects(
    () => train(setup, data, { from: { ...from, epochs: [] } }),
    RangeError,
    "Expected the number of epochs of from to be a whole number of at least 1, got 0.",
  );
  assertEquals(tf.memory().numTensors, before);
  await train(setup, data, { from: first });
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("the weights of the last checkpoint say the same of the test images later", async () => {
  const setup = shortTrial({ layers: "C4 P2 BN F D16 Dr.5" });
  const { outcome, checkpoints } = await follow(setup);
  const before = tf.memory().numTensors;
  const { weights } = checkpoints.at(-1)!;
  assertEquals(await testWeights(setup, weights, data, null, () => {}), outcome.test);
  assertEquals(tf.memory().numTensors, before);
});
