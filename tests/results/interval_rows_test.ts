import { assertEquals } from "@std/assert";
import { toIntervalRows } from "../../lib/results/interval_rows.ts";
import { trialOf } from "./trials_with_runs.ts";

Deno.test("toIntervalRows() sorts by value and says how each stands to the best", () => {
  const rows = toIntervalRows([
    trialOf([0.8, 0.81, 0.79, 0.8], { number: 0 }),
    trialOf([0.9, 0.91, 0.92, 0.9], { number: 1 }),
    trialOf([0.89, 0.92, 0.91, 0.9], { number: 2 }),
    trialOf([0.85], { number: 3, metric: "valAccuracy" }),
  ]);
  assertEquals(rows.map(({ trial, standing }) => [trial.number, standing]), [
    [1, "best"],
    [2, "like"],
    [3, "unknown"],
    [0, "apart"],
  ]);
  assertEquals(rows.map(({ interval }) => interval !== null), [true, true, false, true]);
});

Deno.test("toIntervalRows() has the lowest loss first, and no trial that is not complete", () => {
  const of = (score: number, number: number, state: "complete" | "failed" = "complete") =>
    trialOf([score, score], { number, metric: "valLoss", state });
  const rows = toIntervalRows([of(0.3, 0), of(0.2, 1), of(0.1, 2, "failed")]);
  assertEquals(rows.map(({ trial }) => trial.number), [1, 0]);
});
