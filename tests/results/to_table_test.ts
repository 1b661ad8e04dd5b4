import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toTable } from "../../lib/results/to_table.ts";
import { adam, sgd } from "../../lib/trial/optimizer.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { sampleEpoch, sampleEvaluation, sampleTrial } from "./sample_trials.ts";

Deno.test("toTable() has the columns of the study in order", () => {
  const { columns } = toTable([]);
  assertEquals(columns.map((column) => column.title), [
    "Case",
    "Hidden layers",
    "Parameters",
    "Lowest training",
    "Highest training",
    "Lowest validation",
    "Highest validation",
    "Final validation",
    "Test loss",
    "Time",
  ]);
});

Deno.test("toTable() shows accuracies in percent with their epochs", () => {
  const [row] = toTable([sampleTrial(0)]).rows;
  assertEquals(row.cells, {
    case: "case 1",
    layers: "C32 P2 C64 P2 Dr.25 F D128",
    parameters: "225,034",
    lowestTraining: "91.00 % (1)",
    highestTraining: "93.00 % (3)",
    lowestValidation: "95.50 % (1)",
    highestValidation: "96.50 % (3)",
    finalValidation: "96.50 %",
    testLoss: "0.0312",
    time: "1 min 05 s",
  });
});

Deno.test("toTable() marks the best trial, and no other where there is no test", () => {
  const epochs = [sampleEpoch(1, { valAccuracy: 0.99 })];
  const unknown = { validation: null, test: null };
  const { rows, notes } = toTable([
    sampleTrial(0, unknown),
    sampleTrial(1, { epochs, ...unknown }),
  ]);
  assertEquals(rows.map(({ mark }) => mark), [null, "best"]);
  assert(notes.every((note) => !note.includes("≈") && !note.includes("told from")), `${notes}`);
});

Deno.test("toTable() marks what cannot be told from the best, and says by which test", () => {
  const wrong = (number: number, count: number) => {
    const mistakes = Array.from({ length: count }, (_, i) => i);
    const validation = { ...sampleEvaluation, mistakes };
    const epochs = [sampleEpoch(1, { valAccuracy: 1 - count / 1000 })];
    return sampleTrial(number, { epochs, validation, test: null });
  };
  const otherSeed = sampleTrial(3, { seed: 9, test: null });
  const { rows, notes } = toTable([wrong(0, 40), wrong(1, 12), wrong(2, 10), otherSeed]);
  assertEquals(rows.map(({ mark }) => mark), [null, "likeBest", "best", null]);
  assertStringIncludes(
    notes[0],
    "; ★ best by highest validation; ≈ cannot be told from the best at 95 % " +
      "(McNemar's test, Holm's correction, case 4 could not be compared).",
  );
  assertStringIncludes(
    notes.at(-1)!,
    " 1 of 2 others that can be compared with it cannot be told from it at 95 %.",
  );
});

Deno.test("toTable() says the state of a trial that is not complete, and why it failed", () => {
  const error = "The loss became NaN at epoch 1";
  const failed = sampleTrial(2, { state: "failed", epochs: [], error });
  const { rows, notes } = toTable([failed]);
  const { case: name, layers: _, parameters: __, ...measured } = rows[0].cells;
  assertEquals(name, "case 3 (failed)");
  assertEquals(Object.values(measured), ["–", "–", "–", "–", "–", "–", "–"]);
  assertEquals(notes, [
    "case 3 failed: The loss became NaN at epoch 1",
    "Protocol paper, 3 epochs, batch 100, Adam (learning rate 0.001), seed 1; " +
    "epochs in parentheses; ★ best by highest validation.",
    "Computed by wasm.",
    "No trial is complete.",
  ]);
});

Deno.test("toTable() has a column for each setting that is not the same in all trials", () => {
  const { setup, ...trial } = sampleTrial(1);
  const differences: [Partial<Setup>, key: string, title: string, cells: string[]][] = [
    [{ protocol: "held-out" }, "protocol", "Protocol", ["paper", "held-out"]],
    [{ epochs: 1 }, "epochs", "Epochs", ["3", "1"]],
    [{ batchSize: 1000 }, "batchSize", "Batch size", ["100", "1,000"]],
    [{ optimizer: sgd() }, "optimizer", "Optimizer", [
      "Adam (learning rate 0.001)",
      "SGD (learning rate 0.01, momentum 0.9)",
    ]],
    [{ seed: 7 }, "seed", "Seed", ["1", "7"]],
    [{ limit: 6000 }, "limit", "Training images", ["all", "6,000"]],
    [{ patience: 2 }, "patience", "Patience", ["none", "2"]],
  ];
  const whole = toTable([sampleTrial(0), sampleTrial(1)]);
  for (const [difference, key, title, cells] of differences) {
    const other = { ...trial, setup: { ...setup, ...difference } };
    const { columns, rows } = toTable([sampleTrial(0), other]);
    assertEquals(columns.length, whole.columns.length + 1);
    assertEquals(columns[2].key, key);
    assertEquals(columns[2].title, title);
    assertEquals(rows.map((row) => row.cells[key]), cells);
  }
});

Deno.test("toTable() tells apart any two optimizers", () => {
  const optimizers = [adam(), adam({ beta1: 0.5 }), adam({ beta2: 0.5 }), adam({ epsilon: 1e-3 })];
  const { setup, ...trial } = sampleTrial(0);
  const { rows } = toTable(optimizers.map((optimizer) => ({
    ...trial,
    setup: { ...setup, optimizer },
  })));
  assertEquals(rows.map(({ cells }) => cells.optimizer), [
    "Adam (learning rate 0.001)",
    "Adam (learning rate 0.001, beta1 0.5)",
    "Adam (learning rate 0.001, beta2 0.5)",
    "Adam (learning rate 0.001, epsilon 0.001)",
  ]);
});

Deno.test("toTable() shows four digits of an optimizer's numbers, and tells apart all of them", () => {
  const { setup, ...trial } = sampleTrial(0);
  const { rows } = toTable([0.00123449, 0.0012345678901234].map((learningRate) => ({
    ...trial,
    setup: { ...setup, optimizer: sgd({ learningRate, momentum: 0.1 + 0.2 }) },
  })));
  const shown = "SGD (learning rate 0.001234, momentum 0.3)";
  assertEquals(rows.map(({ cells }) => cells.optimizer), [
    shown,
    "SGD (learning rate 0.001235, momentum 0.3)",
  ]);
  const alike = toTable([0.00123444, 0.00123445].map((learningRate) => ({
    ...trial,
    setup: { ...setup, optimizer: sgd({ learningRate, momentum: 0.1 + 0.2 }) },
  })));
  assertEquals(alike.rows.map(({ cells }) => cells.optimizer), [shown, shown]);
});

Deno.test("toTable() notes only the settings that all trials share", () => {
  const { setup, ...trial } = sampleTrial(1);
  const noteOf = (difference: Partial<Setup>) =>
    toTable([sampleTrial(0), { ...trial, setup: { ...setup, ...difference } }]).notes[0]
      .replace(/; ≈.*|[.]$/, "");
  const legend = "pochs in parentheses; ★ best by highest validation";
  const rest = `e${legend}`;
  assertEquals(
    noteOf({ optimizer: sgd(), epochs: 1 }),
    `Protocol paper, batch 100, seed 1; ${rest}`,
  );
  assertEquals(
    noteOf({ protocol: "held-out" }),
    `3 epochs, batch 100, Adam (learning rate 0.001), seed 1; ${rest}`,
  );
  const none = {
    protocol: "held-out",
    epochs: 1,
    batchSize: 1,
    optimizer: sgd(),
    seed: 2,
  } as const;
  assertEquals(noteOf(none), `E${legend}`);
});

Deno.test("toTable() shows the test accuracy where images are held out, of cases of one run", () => {
  const trial = sampleTrial(0);
  const heldOut = { ...trial, setup: { ...trial.setup, protocol: "held-out" as const } };
  const { columns, rows } = toTable([heldOut]);
  assertEquals(columns.some(({ key }) => key === "testLoss"), false);
  assertEquals(rows[0].cells.testAccuracy, "99.00 %");
});

Deno.test("toTable() cuts the digits of rates that were drawn, and shows no weights of no net", () => {
  const trial = sampleTrial(0);
  const setup = { ...trial.setup, layers: "C8 P2 Dr.2808725804539264 F Dr.30001 D8" };
  const [{ cells }] = toTable([{ ...trial, setup, parameters: 0 }]).rows;
  assertEquals(cells.layers, "C8 P2 Dr.2809 F Dr.3 D8");
  assertEquals(cells.parameters, "–");
});
