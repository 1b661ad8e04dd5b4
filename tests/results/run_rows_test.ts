import { assertEquals } from "@std/assert";
import { runColumns, toRunRows } from "../../lib/results/run_rows.ts";
import { sampleEvaluation, sampleRun, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";

Deno.test("toRunRows() keeps every single score, of folds and of repeats", () => {
  const trial = trialOf([0.9, 0.8, 0.7, 0.6], { number: 3, folds: 2, seed: 5 });
  assertEquals(
    toRunRows([trial]).map((row) => [row.trial, row.run, row.seed, row.fold, row.folds, row.value]),
    [
      [3, 0, 5, 0, 2, 0.9],
      [3, 1, 5, 1, 2, 0.8],
      [3, 2, 6, 0, 2, 0.7],
      [3, 3, 6, 1, 2, 0.6],
    ],
  );
});

Deno.test("toRunRows() tells what a run measured with its final weights, and what it did not", () => {
  const validation = { ...sampleEvaluation, loss: 0.5, accuracy: 0.75, errors: 25 };
  const runs = [
    sampleRun(0, { validation, durationMs: 2500 }),
    sampleRun(1, { state: "failed", epochs: [], error: "too hot" }),
    sampleRun(2, { state: "pruned" }),
  ];
  const [complete, failed, pruned] = toRunRows([sampleTrial(0, { runs })]);
  const { validationLoss, validationAccuracy, validationErrors } = complete;
  assertEquals([validationLoss, validationAccuracy, validationErrors], [0.5, 0.75, 25]);
  assertEquals([complete.testLoss, complete.testAccuracy, complete.testErrors], [0.0312, 0.99, 1]);
  assertEquals([complete.epochs, complete.highestValidationEpoch, complete.seconds], [3, 3, 2.5]);
  assertEquals([failed.value, failed.testLoss, failed.epochs, failed.error], [
    null,
    null,
    0,
    "too hot",
  ]);
  assertEquals([pruned.state, pruned.value, pruned.epochs], ["pruned", null, 3]);
});

Deno.test("toRunRows() has the fields of runColumns, the seconds last", () => {
  assertEquals(Object.keys(toRunRows([sampleTrial(0)])[0]), [...runColumns]);
  assertEquals(runColumns.at(-1), "seconds");
});
