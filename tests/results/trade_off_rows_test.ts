import { assertEquals } from "@std/assert";
import { toTradeOffRows } from "../../lib/results/trade_off_rows.ts";
import { trialOf } from "./trials_with_runs.ts";

const of = (number: number, parameters: number, score: number, metric = "valAccuracy") => ({
  ...trialOf([score], { number, metric: metric as "valLoss" }),
  parameters,
});
const frontOf = (trials: Parameters<typeof toTradeOffRows>[0]) =>
  toTradeOffRows(trials, "parameters").filter(({ isOnFront }) => isOnFront)
    .map(({ trial }) => trial.number);

Deno.test("toTradeOffRows() finds those that no cheaper one outdoes", () => {
  assertEquals(frontOf([of(0, 30, 0.9), of(1, 10, 0.7), of(2, 20, 0.6), of(3, 20, 0.8)]), [
    1,
    3,
    0,
  ]);
});

Deno.test("toTradeOffRows() takes a dearer one of the same value off the front", () => {
  assertEquals(frontOf([of(0, 30, 0.7), of(1, 10, 0.7)]), [1]);
});

Deno.test("toTradeOffRows() has of trials that are alike the first on the front", () => {
  assertEquals(frontOf([of(0, 10, 0.7), of(1, 10, 0.7)]), [0]);
});

Deno.test("toTradeOffRows() takes lower losses for better ones", () => {
  assertEquals(frontOf([of(0, 10, 0.3, "valLoss"), of(1, 20, 0.4, "valLoss")]), [0]);
});

Deno.test("toTradeOffRows() takes the mean time of a trial's runs, in seconds", () => {
  const trial = trialOf([0.5, 0.6]);
  const timed = trial.runs.map((run, i) => ({ ...run, durationMs: 1000 * (i + 1) }));
  assertEquals(toTradeOffRows([{ ...trial, runs: timed }, trial], "time").map(({ cost }) => cost), [
    1.5,
  ]);
});
