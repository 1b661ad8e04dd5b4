import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toTable } from "../../lib/results/to_table.ts";
import { adam, sgd } from "../../lib/trial/optimizer.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { type TrialFacts, trialOf } from "./trials_with_runs.ts";

const titlesOf = (trials: readonly Trial[]) => toTable(trials).columns.map(({ title }) => title);

/** A trial of a search, of one run unless it has more scores. */
function found(number: number, scores: readonly number[], facts: TrialFacts = {}): Trial {
  const trial = trialOf(scores, { number, ...facts });
  return { ...trial, name: `Trial ${number}`, params: { rate: 0.1 / (number + 1) } };
}

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

Deno.test("toTable() tells what optimizers share whose settings are params", () => {
  const noteOf = (...optimizers: Trial["setup"]["optimizer"][]) => {
    const trials = optimizers.map((optimizer, i) => found(i, [0.9], { setup: { optimizer } }));
    return toTable(trials).notes[0].split("; ")[0];
  };
  const rest = "Protocol held-out, 2 epochs, batch 100";
  const [slow, fast] = [sgd({ learningRate: 0.1 }), sgd({ learningRate: 0.2 })];
  assertEquals(noteOf(slow, fast), `${rest}, SGD (momentum 0.9), seed 1`);
  const adams = [adam({ learningRate: 0.1 }), adam({ learningRate: 0.2 })];
  assertEquals(noteOf(...adams), `${rest}, Adam, seed 1`);
  assertEquals(noteOf(slow, adams[0]), `${rest}, seed 1`);
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
