import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toTable } from "../../lib/results/to_table.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";

const titlesOf = (trials: readonly Trial[]) => toTable(trials).columns.map(({ title }) => title);
const deeper = [0.99058, 0.99042, 0.98883, 0.99192, 0.99133];
const baseline = [0.98550, 0.98600, 0.98642, 0.98850, 0.98742];

Deno.test("toTable() shows what runs come to together, and how sure that is", () => {
  const trials = [trialOf(deeper, { folds: 5 }), trialOf(baseline, { folds: 5, number: 1 })];
  const { columns, rows, notes } = toTable(trials);
  assertEquals(columns.map(({ title }) => title), [
    "Case",
    "Hidden layers",
    "Parameters",
    "Validation accuracy",
    "95\u00a0% interval",
    "Runs",
    "Time",
  ]);
  assertEquals(rows.map(({ cells }) => [cells.value, cells.interval, cells.runs]), [
    ["99.06 ± 0.12 %", "98.84 to 99.28 %", "5"],
    ["98.68 ± 0.12 %", "98.45 to 98.90 %", "5"],
  ]);
  assertEquals(rows.map(({ mark }) => mark), ["best", null]);
  assertEquals(notes, [
    "5 folds, 2 epochs, batch 100, SGD (learning rate 0.01, momentum 0.9), seed 1; validation " +
    "accuracy after the last epoch, mean ± standard deviation of the runs, and the 95 % interval " +
    "of the mean by Student's t, wider for the training images that folds share; ★ best; " +
    "≈ cannot be told from the best at 95 % (paired t test, Holm's correction).",
    "Best: case 1 (C32 P2 F D128), 99.06 % 5-fold validation accuracy, the mean of 5 runs " +
    "(95 % interval 98.84 to 99.28 %). The other one can be told from it at 95 %.",
  ]);
});

Deno.test("toTable() says how often each trial was trained, and from which seeds", () => {
  const noteOf = (...trials: Trial[]) => toTable(trials).notes[0].split(";")[0];
  const rest = "2 epochs, batch 100, SGD (learning rate 0.01, momentum 0.9)";
  assertEquals(
    noteOf(trialOf(deeper, { seed: 3 })),
    `Protocol held-out, ${rest}, 5 runs each, seeds 3 to 7`,
  );
  assertEquals(
    noteOf(trialOf(deeper, { setup: { patience: 3 } })).split(", ").at(-1),
    "patience 3",
  );
  const twice = trialOf([...deeper, ...baseline], { folds: 5 });
  assertEquals(noteOf(twice), `5 folds, ${rest}, 2 times each, seeds 1 to 2`);
  const { rows } = toTable([trialOf([0.9]), trialOf([0.8, 0.9], { number: 1, folds: 2 }), twice]);
  assertEquals(rows.map(({ cells }) => [cells.protocol, cells.seed]), [
    ["held-out", "1"],
    ["2 folds", "1"],
    ["5 folds", "1 to 2"],
  ]);
});

Deno.test("toTable() says how many runs are complete where one failed", () => {
  const { runs, ...trial } = trialOf(deeper);
  const broken = runs.with(4, { ...runs[4], state: "failed", epochs: [], error: "too hot" });
  const error = "Run 5 of 5: too hot";
  const { rows, notes } = toTable([{
    ...trial,
    runs: broken,
    state: "failed",
    value: null,
    error,
  }]);
  const [{ cells, mark }] = rows;
  assertEquals([cells.case, cells.value, cells.runs, mark], [
    "case 1 (failed)",
    "99.04 ± 0.13 %",
    "4 of 5",
    null,
  ]);
  assertEquals(notes[0], "case 1 failed: Run 5 of 5: too hot");
});

Deno.test("toTable() says which run was stopped", () => {
  const runs = [
    sampleRun(0),
    sampleRun(1, { state: "waiting", epochs: [sampleEpoch(1)] }),
  ];
  const [note] = toTable([sampleTrial(0, { state: "waiting", runs })]).notes;
  assertEquals(note, "case 1, run 2 of 2, was stopped after epoch 1 of 3.");
});

Deno.test("toTable() shows the mean test accuracy where more than the best was tested", () => {
  const tested = { test: [[1], [2]] };
  const trials = [trialOf([0.9, 0.8], tested), trialOf([0.7, 0.6], { number: 1, ...tested })];
  assertEquals(toTable(trials).rows.map(({ cells }) => cells.testAccuracy), ["90.00 %", "90.00 %"]);
  const { columns, notes } = toTable([trials[0], trialOf([0.7, 0.61], { number: 1 })]);
  assert(columns.every(({ key }) => key !== "testAccuracy"));
  assertStringIncludes(notes.at(-1)!, " Its mean test accuracy is 90.00 %. ");
});

Deno.test("toTable() names the metric, whatever it is", () => {
  const losses = { metric: "valLoss", epoch: "best" } as const;
  assertEquals(titlesOf([trialOf([0.1, 0.2], losses)])[3], "Validation loss");
  const { rows, notes } = toTable([trialOf([0.0312, 0.0332], losses)]);
  assertEquals(rows[0].cells.value, "0.0322 ± 0.0014");
  assertEquals(rows[0].cells.interval, "0.0195 to 0.0449");
  assertStringIncludes(notes[0], "; validation loss after the best epoch, mean ±");
  // In a list of cases it stands beside what they always show.
  assertEquals(titlesOf([trialOf([0.1], losses)]).slice(2, 5), [
    "Parameters",
    "Validation loss",
    "Lowest training",
  ]);
});

Deno.test("toTable() cuts an interval to what can be", () => {
  const [accuracy, loss] = [
    trialOf([0.999, 0.991]),
    trialOf([0.001, 0.009], { metric: "valLoss" }),
  ].map((trial) => toTable([trial]).rows[0].cells.interval);
  assertEquals([accuracy, loss], ["94.42 to 100.00 %", "0.0000 to 0.0558"]);
});

Deno.test("toTable() shows no one value where trials have values of several kinds", () => {
  const trials = [trialOf([0.9, 0.8]), trialOf([0.1, 0.2], { number: 1, metric: "valLoss" })];
  const { columns, rows, notes } = toTable(trials);
  assert(columns.some(({ key }) => key === "finalValidation"));
  assert(columns.every(({ key }) => key !== "value"));
  assertEquals(rows.map(({ mark }) => mark), [null, null]);
  assertEquals(notes.at(-1), "There is no best among values of several kinds.");
});

Deno.test("toTable() has no interval of equal scores", () => {
  const [{ cells }] = toTable([trialOf([0.9, 0.9, 0.9])]).rows;
  assertEquals([cells.value, cells.interval], ["90.00 ± 0.00 %", "–"]);
});

Deno.test("toTable() names ten that failed and ten that were stopped, and counts the others", () => {
  const failed = Array.from(
    { length: 12 },
    (_, i) => sampleTrial(i, { state: "failed", error: "hot" }),
  );
  const stopped = Array.from(
    { length: 1011 },
    (_, i) => sampleTrial(12 + i, { state: "waiting", epochs: [sampleEpoch(1)] }),
  );
  const { notes } = toTable([...failed, ...stopped]);
  assertEquals([notes[9], notes[10]], ["case 10 failed: hot", "And 2 more failed."]);
  assertEquals([notes[20], notes[21]], [
    "case 22 was stopped after epoch 1 of 3.",
    "And 1,001 more were stopped.",
  ]);
});

Deno.test("toTable() leaves out the times where asked, those saved too", () => {
  const pruned = sampleTrial(1, { state: "pruned", epochs: [sampleEpoch(1)] });
  const { columns, notes } = toTable([sampleTrial(0), pruned], { time: false });
  assert(columns.every(({ key }) => key !== "time"));
  assertEquals(notes[0], "1 trial was pruned.");
});
