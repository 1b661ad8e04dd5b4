import { assertEquals } from "@std/assert";
import { toMetricRows } from "../../lib/results/metric_rows.ts";
import { sampleEpoch, sampleEvaluation, sampleRun, sampleTrial } from "./sample_trials.ts";

Deno.test("toMetricRows() has a row of each epoch and metric, then those of the final weights", () => {
  const epochs = [1, 2].map((epoch) => sampleEpoch(epoch));
  const fold = { index: 1, count: 2 };
  const test = { ...sampleEvaluation, accuracy: 0.5 };
  const runs = [sampleRun(0, { epochs, fold, test })];
  const rows = toMetricRows([sampleTrial(3, { name: "a", runs })]);
  for (const { trial, case: name, run, fold } of rows) {
    assertEquals([trial, name, run, fold], [3, "a", 0, 1]);
  }
  assertEquals(rows.map(({ epoch, metric, value }) => [epoch, metric, value]), [
    [1, "valAccuracy", epochs[0].valAccuracy],
    [1, "valLoss", epochs[0].valLoss],
    [1, "accuracy", epochs[0].accuracy],
    [1, "loss", epochs[0].loss],
    [2, "valAccuracy", epochs[1].valAccuracy],
    [2, "valLoss", epochs[1].valLoss],
    [2, "accuracy", epochs[1].accuracy],
    [2, "loss", epochs[1].loss],
    [null, "validationLoss", 0.0312],
    [null, "validationAccuracy", 0.99],
    [null, "validationErrors", 1],
    [null, "testLoss", 0.0312],
    [null, "testAccuracy", 0.5],
    [null, "testErrors", 1],
  ]);
});

Deno.test("toMetricRows() has no row of what was not measured", () => {
  const waiting = sampleTrial(0, { state: "waiting", epochs: [] });
  const untested = sampleTrial(1, { epochs: [sampleEpoch(1)], test: null });
  assertEquals(toMetricRows([waiting]), []);
  assertEquals(toMetricRows([waiting, untested]).length, 4 + 3);
});
