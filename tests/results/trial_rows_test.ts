import { assertEquals } from "@std/assert";
import { toCsv } from "../../lib/results/csv.ts";
import { epochColumns, toEpochRows } from "../../lib/results/epoch_rows.ts";
import { toTrialRows } from "../../lib/results/trial_rows.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleEvaluation, sampleRun, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";

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

Deno.test("toTrialRows() tells how sure a value is, by the runs that are complete", () => {
  const { runs, ...trial } = trialOf([0.9, 0.89, 0.7], { epoch: "best", folds: 3 });
  const [row] = toTrialRows([{ ...trial, runs: runs.with(2, { ...runs[2], state: "running" }) }]);
  assertEquals([row.metric, row.valueEpoch, row.folds], ["valAccuracy", "best", 3]);
  assertEquals([row.runs, row.runsPlanned, row.value?.toFixed(6)], [2, 3, "0.895000"]);
  assertEquals(row.deviation?.toFixed(6), "0.007071");
  // Student's t of one degree of freedom, and the variance of folds that share images.
  const reach = 12.7062 * 0.00707107 * Math.sqrt(1 / 2 + 1 / 2);
  assertEquals(row.intervalLow?.toFixed(4), (0.895 - reach).toFixed(4));
  assertEquals(row.intervalHigh?.toFixed(4), (0.895 + reach).toFixed(4));
  // Cut to what can be, as in the table.
  const [wide] = toTrialRows([trialOf([0.9, 0.1])]);
  assertEquals([wide.intervalLow, wide.intervalHigh], [0, 1]);
  const [loss] = toTrialRows([trialOf([0.9, 0.1], { metric: "valLoss" })]);
  assertEquals([loss.intervalLow, loss.intervalHigh! > 1], [0, true]);
  const [single] = toTrialRows([trialOf([0.9])]);
  assertEquals([single.value, single.deviation, single.intervalLow], [0.9, null, null]);
  const [none] = toTrialRows([sampleTrial(0, { state: "pruned" })]);
  assertEquals([none.value, none.runs, none.runsPlanned], [null, 0, 1]);
});

Deno.test("toTrialRows() takes the last epoch of each run, and extremes of epochs that all have", () => {
  const { runs, ...trial } = trialOf([0.9, 0.8, 0.7]);
  const longer = [...runs[2].epochs, sampleEpoch(3, { valAccuracy: 0.99, accuracy: 0.1 })];
  const patient = { ...trial, runs: runs.with(2, { ...runs[2], epochs: longer }) };
  const [row] = toTrialRows([patient]);
  assertEquals(row.finalValidationAccuracy?.toFixed(6), "0.896667");
  assertEquals(row.finalValidationAccuracy, row.value);
  const [equal] = toTrialRows([trialOf([0.1, 0.1, 0.1])]);
  assertEquals([equal.finalValidationAccuracy, equal.value], [0.1, 0.1]);
  assertEquals([row.highestValidationAccuracy?.toFixed(6), row.highestValidationEpoch], [
    "0.800000",
    2,
  ]);
  assertEquals(row.lowestTrainingEpoch, 1);
  // A run that has just begun takes nothing from those that are complete.
  const begun = { ...runs[2], state: "running", epochs: runs[2].epochs.slice(0, 1) } as const;
  const [running] = toTrialRows([{ ...trial, state: "running", runs: runs.with(2, begun) }]);
  assertEquals(running.finalValidationAccuracy?.toFixed(6), "0.850000");
  assertEquals(running.highestValidationEpoch, 2);
});

Deno.test("toTrialRows() tells what cannot be told from the best, whatever the numbers", () => {
  const trials = [[0.9, 0.91], [0.89, 0.92], [0.5, 0.511]].map((scores) => trialOf(scores));
  const rows = toTrialRows(trials);
  assertEquals(rows.map(({ best, likeBest }) => [best, likeBest]), [
    [true, null],
    [false, true],
    [false, false],
  ]);
  assertEquals(rows.map(({ pBesideBest }) => pBesideBest?.toFixed(6)), [
    undefined,
    "1.000000",
    "0.001594",
  ]);
  assertEquals(rows.map(({ testBesideBest }) => testBesideBest), [null, "t", "t"]);
});

Deno.test("toTrialRows() has a column of each param, empty where a trial was not asked for it", () => {
  const params: Trial["params"][] = [
    { rate: 0.25, kind: "sgd" },
    { rate: 0.5, toString: true, kind: null },
    {},
  ];
  const trials = params.map((params, i) => sampleTrial(i, { params }));
  const lines = toCsv(toTrialRows(trials)).split("\r\n").map((line) => line.split(","));
  const place = lines[0].indexOf("layers");
  assertEquals(lines.slice(0, 4).map((line) => line.slice(2, place)), [
    ["param rate", "param kind", "param toString"],
    ["0.25", "sgd", ""],
    ["0.5", "", "true"],
    ["", "", ""],
  ]);
});

Deno.test("toTrialRows() adds up the time of the runs, and means what they measured", () => {
  const runs = [
    sampleRun(0, { durationMs: 1500 }),
    sampleRun(1, { durationMs: 2000, test: { ...sampleEvaluation, errors: 4 } }),
    sampleRun(2, { state: "running", test: null }),
  ];
  const [row] = toTrialRows([sampleTrial(0, { state: "running", runs })]);
  assertEquals([row.seconds, row.testErrors], [3.5, 2.5]);
  assertEquals(toTrialRows([sampleTrial(0, { state: "failed", runs: [] })])[0].seconds, null);
});
