import { assertEquals } from "@std/assert";
import { epochColumns, toEpochRows } from "../../lib/results/epoch_rows.ts";
import { toTrialRows } from "../../lib/results/trial_rows.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

Deno.test("toTrialRows() notes lowest and highest accuracies with their epochs", () => {
  const epochs = [
    sampleEpoch(1, { accuracy: 0.91, valAccuracy: 0.97 }),
    sampleEpoch(2, { accuracy: 0.95, valAccuracy: 0.99 }),
    sampleEpoch(3, { accuracy: 0.94, valAccuracy: 0.98 }),
  ];
  const [row] = toTrialRows([sampleTrial(4, { epochs })]);
  assertEquals(row.trial, 4);
  assertEquals([row.lowestTrainingAccuracy, row.lowestTrainingEpoch], [0.91, 1]);
  assertEquals([row.highestTrainingAccuracy, row.highestTrainingEpoch], [0.95, 2]);
  assertEquals([row.lowestValidationAccuracy, row.lowestValidationEpoch], [0.97, 1]);
  assertEquals([row.highestValidationAccuracy, row.highestValidationEpoch], [0.99, 2]);
  assertEquals(row.finalValidationAccuracy, 0.98);
  assertEquals([row.testLoss, row.testAccuracy, row.testErrors], [0.0312, 0.99, 1]);
  assertEquals(row.seconds, 65.432);
  assertEquals(row.optimizer, "adam learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=1e-7");
});

Deno.test("toTrialRows() takes the earliest epoch of equal accuracies", () => {
  const epochs = [1, 2, 3].map((epoch) => sampleEpoch(epoch, { accuracy: 0.9, valAccuracy: 0.98 }));
  const [row] = toTrialRows([sampleTrial(0, { epochs })]);
  assertEquals([row.lowestTrainingEpoch, row.highestTrainingEpoch], [1, 1]);
  assertEquals([row.lowestValidationEpoch, row.highestValidationEpoch], [1, 1]);
});

Deno.test("toTrialRows() has null for what a waiting trial has not measured", () => {
  const [row] = toTrialRows([sampleTrial(0, { epochs: [], state: "waiting", engine: null })]);
  assertEquals(row.highestValidationAccuracy, null);
  assertEquals(row.highestValidationEpoch, null);
  assertEquals(row.finalValidationAccuracy, null);
  assertEquals([row.testLoss, row.engine, row.seconds], [null, null, null]);
  assertEquals(row.best, false);
});

Deno.test("toTrialRows() keeps the epochs of an interrupted trial", () => {
  const [row] = toTrialRows([sampleTrial(0, { epochs: [sampleEpoch(1)], state: "running" })]);
  assertEquals(row.finalValidationAccuracy, 0.955);
});

Deno.test("toEpochRows() makes one row per trial and epoch, in order", () => {
  const rows = toEpochRows([sampleTrial(0), sampleTrial(1, { epochs: [sampleEpoch(1)] })]);
  assertEquals(rows.map((row) => [row.trial, row.epoch]), [[0, 1], [0, 2], [0, 3], [1, 1]]);
  assertEquals(rows[0].seconds, 1.234);
});

Deno.test("toEpochRows() has the fields of epochColumns, the seconds last", () => {
  const [row] = toEpochRows([sampleTrial(0)]);
  assertEquals(Object.keys(row), [...epochColumns]);
  assertEquals(epochColumns.at(-1), "seconds");
});
