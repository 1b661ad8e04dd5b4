import { assertEquals } from "@std/assert";
import { LAYERS_COLUMN, toTable } from "../../lib/results/table.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

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
  assertEquals(columns[LAYERS_COLUMN].title, "Hidden layers");
});

Deno.test("toTable() prints accuracies in percent with their epochs", () => {
  const [row] = toTable([sampleTrial(0)]).rows;
  assertEquals(row.cells, [
    "case 1",
    "C32 P2 C64 P2 Dr.25 F D128",
    "225,034",
    "91.00 % (1)",
    "93.00 % (3)",
    "95.50 % (1)",
    "96.50 % (3)",
    "96.50 %",
    "0.0312",
    "1 min 05 s",
  ]);
});

Deno.test("toTable() marks the best trial alone", () => {
  const good = sampleTrial(1, { epochs: [sampleEpoch(1, { valAccuracy: 0.99 })] });
  assertEquals(toTable([sampleTrial(0), good]).rows.map((row) => row.best), [false, true]);
});

Deno.test("toTable() says the state of a trial that is not complete, and why it failed", () => {
  const error = "The loss became NaN at epoch 1";
  const failed = sampleTrial(2, { state: "failed", epochs: [], error });
  const { rows, notes } = toTable([failed]);
  assertEquals(rows[0].cells[0], "case 3 (failed)");
  assertEquals(rows[0].cells.slice(3), ["–", "–", "–", "–", "–", "–", "–"]);
  assertEquals(notes, [
    "case 3 failed: The loss became NaN at epoch 1",
    "Protocol paper, 3 epochs, batch 100, Adam (learning rate 0.001), seed 1; " +
    "epochs in parentheses; ★ best.",
    "Computed by wasm.",
    "No trial is complete yet.",
  ]);
});

Deno.test("toTable() names all settings of trials that were trained differently", () => {
  const { setup, ...trial } = sampleTrial(1);
  const optimizer = { kind: "sgd", learningRate: 0.01, momentum: 0.9 } as const;
  const other = { ...trial, setup: { ...setup, optimizer, epochs: 1 } };
  assertEquals(
    toTable([sampleTrial(0), other]).notes[0],
    "Protocol paper, 3 epochs or 1 epoch, batch 100, " +
      "Adam (learning rate 0.001) or SGD (learning rate 0.01, momentum 0.9), seed 1; " +
      "epochs in parentheses; ★ best.",
  );
});
