import { assertEquals, assertThrows } from "@std/assert";
import { toMetricsTable } from "../../lib/results/metrics_table.ts";
import type { Evaluation } from "../../lib/trial/run.ts";
import { sampleEvaluation, sampleRun, sampleTrial } from "./sample_trials.ts";

/** The paper's example: of 1,000 images 952 are classified rightly. */
const paper: Evaluation = {
  ...{ loss: 0.5, accuracy: 0.952, errors: 48, mistakes: [] },
  confusion: [[452, 18], [30, 500]],
};

/** The rows of a trial's table, as texts. */
function rowsOf(...args: Parameters<typeof sampleTrial>): string[][] {
  return toMetricsTable(sampleTrial(...args)).rows.map(({ cells }) => Object.values(cells));
}

Deno.test("952 of 1,000 images classified rightly are 48 zero-one errors and 95.20 %", () => {
  assertEquals(rowsOf(0, { test: paper }), [["Test", "1,000", "0.5000", "95.20 %", "48"]]);
});

Deno.test("each run has its rows, and all have one together", () => {
  const held = sampleTrial(0, {
    runs: [
      sampleRun(0, { fold: { index: 0, count: 2 }, validation: paper, test: null }),
      sampleRun(1, { fold: { index: 1, count: 2 }, seed: 1, test: null }),
    ],
  });
  const trial = { ...held, setup: { ...held.setup, protocol: "held-out" as const } };
  assertEquals(toMetricsTable(trial).rows.map(({ cells }) => Object.values(cells)), [
    ["Validation, fold 1, seed 1", "1,000", "0.5000", "95.20 %", "48"],
    ["Validation, fold 2, seed 1", "100", "0.0312", "99.00 %", "1"],
    ["Validation, together", "1,100", "0.2656", "97.10 %", "49"],
  ]);
});

Deno.test("validation and test images have rows of their own where they differ", () => {
  const trial = sampleTrial(0, { validation: paper, test: sampleEvaluation });
  const held = { ...trial, setup: { ...trial.setup, protocol: "held-out" as const } };
  assertEquals(toMetricsTable(held).rows.map(({ cells }) => cells.set), ["Validation", "Test"]);
});

Deno.test("a trial without a result has no metrics", () => {
  const running = sampleTrial(0, { state: "running" });
  assertThrows(() => toMetricsTable(running), Error, "case 1: it is running and has no result");
});
