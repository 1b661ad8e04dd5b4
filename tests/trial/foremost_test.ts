import { assertEquals } from "@std/assert";
import { foremostTrials } from "../../lib/trial/foremost.ts";
import { toObjective } from "../../lib/trial/objective.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

const valued = (number: number, valAccuracy: number) =>
  sampleTrial(number, { epochs: [sampleEpoch(1, { valAccuracy })] });
const inState = (number: number, state: Trial["state"]) => sampleTrial(number, { state });
const numbers = (trials: readonly Trial[]) => trials.map(({ number }) => number);

Deno.test("foremostTrials() takes what runs, then the best, then what waits, in their order", () => {
  const trials = [
    inState(0, "pruned"),
    valued(1, 0.9),
    inState(2, "waiting"),
    valued(3, 0.7),
    inState(4, "failed"),
    valued(5, 0.8),
    inState(6, "running"),
  ];
  const taken = [1, 2, 3, 4, 5, 6, 7].map((most) => numbers(foremostTrials(trials, most)));
  assertEquals(taken, [
    [6],
    [1, 6],
    [1, 5, 6],
    [1, 3, 5, 6],
    [1, 2, 3, 5, 6],
    [0, 1, 2, 3, 5, 6],
    [0, 1, 2, 3, 4, 5, 6],
  ]);
});

Deno.test("foremostTrials() goes by the direction of the values", () => {
  const objective = toObjective("valLoss", "last");
  const trials = [0.3, 0.1, 0.2].map((value, i) => ({ ...sampleTrial(i), objective, value }));
  assertEquals(numbers(foremostTrials(trials, 2)), [1, 2]);
});

Deno.test("foremostTrials() takes the first of equal trials, and of those of several metrics", () => {
  assertEquals(numbers(foremostTrials([valued(0, 0.9), valued(1, 0.9)], 1)), [0]);
  const other = { ...valued(1, 0.99), objective: toObjective("valLoss", "best") };
  assertEquals(numbers(foremostTrials([valued(0, 0.9), other], 1)), [0]);
});
