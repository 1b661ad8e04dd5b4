import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toTable } from "../../lib/results/to_table.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "./sample_trials.ts";
import { type TrialFacts, trialOf } from "./trials_with_runs.ts";

const titlesOf = (trials: readonly Trial[]) => toTable(trials).columns.map(({ title }) => title);
const deeper = [0.99058, 0.99042, 0.98883, 0.99192, 0.99133];
const baseline = [0.98550, 0.98600, 0.98642, 0.98850, 0.98742];

/** A trial of a search, of one run unless it has more scores. */
function found(number: number, scores: readonly number[], facts: TrialFacts = {}): Trial {
  const trial = trialOf(scores, { number, ...facts });
  return { ...trial, name: `Trial ${number}`, params: { rate: 0.1 / (number + 1) } };
}

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

Deno.test("toTable() shows of a search what each trial came to", () => {
  const trials = [found(0, [0.97]), found(1, [0.98], { test: [[1]] })];
  const pruned: Trial = {
    ...found(2, [0.5], { state: "pruned" }),
    value: null,
    runs: [{ ...found(2, [0.5]).runs[0], state: "pruned" }],
  };
  const differing = trials.map((trial, i) => ({
    ...trial,
    setup: { ...trial.setup, optimizer: sgd({ learningRate: 0.1 + i }) },
  }));
  const { columns, rows, notes } = toTable([...differing, pruned]);
  assertEquals(columns.map(({ title }) => title), [
    "Trial",
    "Hidden layers",
    "rate",
    "Parameters",
    "Validation accuracy",
    "Time",
  ]);
  assertEquals(rows.map(({ cells }) => cells["param rate"]), ["0.1", "0.05", "0.03333"]);
  assertEquals(rows.map(({ cells }) => [cells.case, cells.value]), [
    ["Trial 0", "97.00 %"],
    ["Trial 1", "98.00 %"],
    ["Trial 2 (pruned)", "–"],
  ]);
  assertEquals(notes[0], "1 trial was pruned, which saved about 0 s of a worker's time.");
  assertStringIncludes(notes.at(-1)!, " Its test accuracy is 90.00 %. ");
});

Deno.test("toTable() shows the params of a search up to five, whatever their names and values", () => {
  const trial = found(0, [0.9]);
  const params = { "rate of the  net": 0.0123456, kind: "a|b", deep: true, none: null };
  const other = { ...found(1, [0.8]), params: { __proto__: null, only: 16_000 } };
  const { columns, rows } = toTable([{ ...trial, params }, other as Trial]);
  const shown = columns.filter(({ key }) => key.startsWith("param "));
  assertEquals(shown.map(({ title, align }) => [title, align]), [
    ["rate of\u00a0the\u00a0net", "right"],
    ["kind", "left"],
    ["deep", "left"],
    ["none", "left"],
    ["only", "right"],
  ]);
  const cells = rows.map((row) => shown.map(({ key }) => row.cells[key]));
  assertEquals(cells, [["0.01235", "a|b", "true", "null", "–"], ["–", "–", "–", "–", "16000"]]);
  // More of them would be wider than the nets and settings that came of them.
  const optimizer = sgd({ learningRate: 0.5 });
  const many = { ...trial, params: { ...params, five: 5, six: 6 } };
  const titles = titlesOf([many, { ...other as Trial, setup: { ...trial.setup, optimizer } }]);
  assertEquals(titles.slice(0, 3), ["Trial", "Hidden layers", "Optimizer"]);
});

Deno.test("toTable() keeps trials that were never made out of the settings", () => {
  const trial = found(1, [0.9]);
  const unmade: Trial = {
    ...found(0, [0.9]),
    setup: { ...trial.setup, layers: "", optimizer: sgd({ learningRate: 0.5 }), epochs: 9 },
    state: "failed",
    value: null,
    runs: [],
    error: "It threw",
  };
  const { columns, notes } = toTable([unmade, trial]);
  assert(columns.every(({ key }) => key !== "optimizer" && key !== "epochs"));
  assertStringIncludes(notes[1], "2 epochs, batch 100, SGD (learning rate 0.01, momentum 0.9)");
});

Deno.test("toTable() shows the best of a long search, and how many more there are", () => {
  const trials = Array.from({ length: 60 }, (_, i) => found(i, [0.9 + ((i * 7) % 60) / 1000]));
  const failed: Trial = { ...found(60, [0.999]), state: "failed", value: null, error: "too hot" };
  const names = (rows: ReturnType<typeof toTable>["rows"]) => rows.map(({ cells }) => cells.case);
  const { rows, notes } = toTable([failed, ...trials]);
  assertEquals(rows.length, 20);
  const best = trials.toSorted((a, b) => b.value! - a.value!);
  assertEquals(names(rows), best.slice(0, 20).map(({ name }) => name));
  assertEquals(rows[0].mark, "best");
  assertEquals(notes.slice(0, 2), [
    "Trial 60 failed: too hot",
    "The best 20 of 61 trials (1 failed, 60 complete).",
  ]);
  assertEquals(toTable(trials, { rows: "all" }).rows.length, 60);
  assertEquals(names(toTable(trials.slice(0, 50)).rows), trials.slice(0, 50).map((t) => t.name));
  // Those that are not complete come last.
  const more = toTable([failed, ...trials.slice(0, 2)], { rows: 3 });
  assertEquals(names(more.rows), ["Trial 1", "Trial 0", "Trial 60 (failed)"]);
  const lost = toTable(trials.map((trial) => ({ ...trial, objective: failed.objective })), {
    rows: 1,
  });
  assertStringIncludes(lost.notes[0], "The best of 60 trials (60 complete).");
});

Deno.test("toTable() says truly what it shows of a search of mostly pruned trials", () => {
  const pruned = Array.from({ length: 55 }, (_, i): Trial => {
    const trial = found(i, [0.5], { state: "pruned" });
    return { ...trial, value: null, runs: [{ ...trial.runs[0], state: "pruned" }] };
  });
  const complete = Array.from({ length: 5 }, (_, i) => found(55 + i, [0.9 + i / 100]));
  const shown = (...of: Parameters<typeof toTable>) => {
    const { rows, notes } = toTable(...of);
    return [rows.map(({ cells }) => cells.case), notes.find((note) => note.includes("60 trials"))];
  };
  const [names, note] = shown([...pruned, ...complete]);
  assertEquals(names?.slice(0, 6), [
    ...complete.toReversed().map(({ name }) => name),
    "Trial 0 (pruned)",
  ]);
  const counts = "of 60 trials (55 pruned, 5 complete).";
  assertEquals(note, `The 5 complete and 15 others ${counts}`);
  assertEquals(shown([...pruned, ...complete], { rows: 4 })[1], `The best 4 ${counts}`);
  const more = [...pruned, ...pruned.slice(0, 5)].map((trial, i) => found(i, [0.5], trial));
  const none = more.map((trial) => ({ ...trial, state: "pruned" as const, value: null }));
  assertEquals(shown(none)[1], "20 of 60 trials (60 pruned).");
});

Deno.test("toTable() says where a search was stopped before all its trials were made", () => {
  const trials = [found(0, [0.9]), found(1, [0.8])];
  const { notes } = toTable(trials, { planned: 500 });
  assertEquals(notes[0], "2 of 500 trials were made.");
  assertStringIncludes(notes.at(-1)!, "Best so far (2 of 500 trials ended): Trial 0");
  assertEquals(toTable(trials, { planned: 2 }), toTable(trials));
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
