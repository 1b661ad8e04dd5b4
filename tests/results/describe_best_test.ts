import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PAPER_BEST } from "../../lib/models/catalogue.ts";
import { describeBest } from "../../lib/results/describe_best.ts";
import { type Metric, toObjective, type ValueEpoch } from "../../lib/trial/objective.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";

function compare(valAccuracy: number, limit: number | null = null) {
  const trial = sampleTrial(1, { epochs: [sampleEpoch(1, { valAccuracy })], limit });
  return describeBest([trial], PAPER_BEST);
}

Deno.test("describeBest() sets the best beside 98.06 %", () => {
  assertEquals(PAPER_BEST.value, 0.9806);
  assertEquals(
    compare(0.9902),
    "Best: case 2 (C32 P2 C64 P2 Dr.25 F D128), 99.02 % validation accuracy at epoch 1, " +
      "0.96 points above the paper's best, 98.06 %.",
  );
});

Deno.test("describeBest() tells below and equal from above", () => {
  assertStringIncludes(compare(0.95), "3.06 points below the paper's best, 98.06 %");
  assertStringIncludes(compare(0.9806), "equal to the paper's best, 98.06 %");
});

Deno.test("describeBest() says where only a part of the images trained", () => {
  assertStringIncludes(compare(0.95, 6000), "(first 6,000 training images)");
  assertStringIncludes(compare(0.95, 1), "(first training image)");
});

Deno.test("describeBest() says where the validation images were held out", () => {
  const { setup, ...trial } = sampleTrial(0);
  const heldOut = { ...trial, setup: { ...setup, protocol: "held-out" as const } };
  assertStringIncludes(describeBest([heldOut]), "96.50 % held-out validation accuracy");
});

Deno.test("describeBest() names a case by its layers once", () => {
  const trial = sampleTrial(0, { name: "C32 P2 C64 P2 Dr.25 F D128" });
  assertStringIncludes(describeBest([trial]), "Best: C32 P2 C64 P2 Dr.25 F D128, 96.50 %");
});

Deno.test("describeBest() sets the best beside nothing where there is no reference", () => {
  assertEquals(
    describeBest([sampleTrial(0)]),
    "Best: case 1 (C32 P2 C64 P2 Dr.25 F D128), 96.50 % validation accuracy at epoch 3.",
  );
});

Deno.test("describeBest() never takes half a trial, whatever it has reached", () => {
  const half = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1, { valAccuracy: 1 })] });
  assertEquals(describeBest([half]), "No trial is complete yet.");
  assertEquals(
    describeBest([], PAPER_BEST),
    "No trial is complete yet; the paper's best is 98.06 %.",
  );
  const failed = sampleTrial(0, { state: "failed", error: "too hot" });
  assertEquals(describeBest([failed]), "No trial is complete.");
});

Deno.test("describeBest() takes the epoch that the value is of", () => {
  const epochs = [
    sampleEpoch(1, { valAccuracy: 0.97, valLoss: 0.2 }),
    sampleEpoch(2, { valAccuracy: 0.96, valLoss: 0.1 }),
    sampleEpoch(3, { valAccuracy: 0.95, valLoss: 0.3 }),
  ];
  const sentence = (metric: Metric, epoch: ValueEpoch, value: number) =>
    describeBest(
      [{ ...sampleTrial(0, { epochs }), objective: toObjective(metric, epoch), value }],
      PAPER_BEST,
    );
  assertStringIncludes(
    sentence("valAccuracy", "last", 0.95),
    ", 95.00 % validation accuracy at epoch 3, 3.06 points below",
  );
  assertStringIncludes(
    sentence("valAccuracy", "best", 0.97),
    "97.00 % validation accuracy at epoch 1",
  );
  // What is no validation accuracy is not set beside one.
  assertStringIncludes(sentence("valLoss", "best", 0.1), "), 0.1000 validation loss at epoch 2.");
  assertStringIncludes(
    sentence("accuracy", "last", 0.93),
    "), 93.00 % training accuracy at epoch 3.",
  );
});

Deno.test("describeBest() says the interval of the mean of several runs", () => {
  assertEquals(
    describeBest([trialOf([0.98, 0.99], { epoch: "best" })], PAPER_BEST),
    "Best: case 1 (C32 P2 F D128), 98.50 % held-out validation accuracy at the best epoch of each " +
      "run, the mean of 2 runs (95 % interval 92.15 to 100.00 %), 0.44 points above the paper's " +
      "best, 98.06 %.",
  );
  const folds = describeBest([trialOf([0.98, 0.99], { folds: 2 })]);
  assertStringIncludes(folds, "), 98.50 % 2-fold validation accuracy, the mean of 2 runs (95 %");
});

Deno.test("describeBest() says how many cannot be told from the best", () => {
  const best = trialOf([0.99, 0.98, 0.97]);
  const near = trialOf([0.98, 0.99, 0.96], { number: 1 });
  const far = [0.5, 0.4].map((score, i) =>
    trialOf([score, score - 0.0101, score - 0.02], { number: 2 + i })
  );
  const end = (...others: Trial[]) => describeBest([best, ...others]).split("). ").at(-1);
  assertEquals(end(near), "The other one cannot be told from it at 95 %.");
  assertEquals(end(far[0]), "The other one can be told from it at 95 %.");
  assertEquals(
    end(near, { ...near, number: 5 }),
    "None of the 2 others can be told from it at 95 %.",
  );
  assertEquals(end(near, ...far), "1 of 3 others cannot be told from it at 95 %.");
  assertEquals(end(...far), "Both others can be told from it at 95 %.");
  const more = far.map((trial) => ({ ...trial, number: trial.number + 5 }));
  assertEquals(end(...far, ...more), "All 4 others can be told from it at 95 %.");
  const unknown = trialOf([0.9, 0.8, 0.7], { number: 6, seed: 50 });
  assertEquals(
    end(unknown, near, ...far),
    "1 of 3 others that can be compared with it cannot be told from it at 95 %.",
  );
});

Deno.test("describeBest() says the test accuracy where the best alone was tested", () => {
  const untested = trialOf([0.8], { number: 1, seed: 2 });
  const tested = (number: number) => trialOf([0.9], { number, seed: 3 + number, test: [[1]] });
  assertEquals(
    describeBest([tested(0), untested]),
    "Best: case 1 (C32 P2 F D128), 90.00 % held-out validation accuracy at epoch 2. " +
      "Its test accuracy is 90.00 %.",
  );
  for (const trials of [[tested(0)], [tested(0), tested(5)], [untested]]) {
    assert(!describeBest(trials).includes("test accuracy"));
  }
});

Deno.test("describeBest() says that the final weights were tested where the value may be others'", () => {
  const untested = trialOf([0.8, 0.7], { number: 1, seed: 5, epoch: "best" });
  const best = trialOf([0.9, 0.91], { epoch: "best", test: [[1], [2]] });
  assertStringIncludes(
    describeBest([best, untested]),
    "). Its mean test accuracy with its final weights is 90.00 %.",
  );
});

Deno.test("describeBest() says of a study that has not ended how many trials have", () => {
  const waiting = sampleTrial(1, { state: "waiting", epochs: [] });
  const failed = sampleTrial(2, { state: "failed", error: "too hot" });
  const start = (trials: Trial[], planned?: number) =>
    describeBest(trials, null, { planned }).split(":")[0];
  assertEquals(start([sampleTrial(0), failed]), "Best");
  assertEquals(start([sampleTrial(0), failed], 2), "Best");
  assertEquals(start([sampleTrial(0), waiting]), "Best so far (1 of 2 trials ended)");
  assertEquals(
    start([sampleTrial(0), waiting, failed], 1500),
    "Best so far (2 of 1,500 trials ended)",
  );
  assertEquals(describeBest([failed], null, { planned: 2 }), "No trial is complete yet.");
});

Deno.test("describeBest() names no best of values of several kinds", () => {
  const trials = [trialOf([0.9]), trialOf([0.1], { number: 1, metric: "valLoss" })];
  assertEquals(describeBest(trials), "There is no best among values of several kinds.");
});
