import { assertEquals } from "@std/assert";
import { bestTrial } from "../../lib/trial/best.ts";
import { trialOf } from "../results/trials_with_runs.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

function trialWith(number: number, valAccuracies: number[], valLoss = 0.1) {
  const epochs = valAccuracies.map((valAccuracy, i) =>
    sampleEpoch(i + 1, { valAccuracy, valLoss })
  );
  return sampleTrial(number, { epochs });
}

Deno.test("bestTrial() goes by the value: here the highest of any epoch, not of the last", () => {
  const trials = [trialWith(0, [0.97, 0.98]), trialWith(1, [0.99, 0.96])];
  assertEquals(bestTrial(trials)?.number, 1);
});

Deno.test("bestTrial() goes by the value: here the last epoch, or the lowest loss", () => {
  const last = [trialOf([0.98]), trialOf([0.97], { number: 1 })];
  assertEquals(bestTrial(last)?.number, 0);
  const losses = [0.2, 0.1, 0.3].map((loss, number) =>
    trialOf([loss], { number, metric: "valLoss" })
  );
  assertEquals(bestTrial(losses)?.number, 1);
});

Deno.test("bestTrial() goes by the mean of the runs", () => {
  const trials = [trialOf([0.9, 1]), trialOf([0.96, 0.96], { number: 1 })];
  assertEquals(bestTrial(trials)?.number, 1);
});

Deno.test("bestTrial() breaks ties by the final validation loss, then by place", () => {
  assertEquals(bestTrial([trialWith(0, [0.98], 0.2), trialWith(1, [0.98], 0.1)])?.number, 1);
  assertEquals(bestTrial([trialWith(3, [0.98]), trialWith(2, [0.98])])?.number, 3);
});

Deno.test("bestTrial() breaks ties by the mean final loss of the runs", () => {
  const withLosses = (number: number, losses: number[]) =>
    sampleTrial(number, {
      runs: losses.map((valLoss, i) => sampleRun(i, { epochs: [sampleEpoch(1, { valLoss })] })),
    });
  assertEquals(bestTrial([withLosses(0, [0.1, 0.4]), withLosses(1, [0.2, 0.2])])?.number, 1);
});

Deno.test("bestTrial() is never a failed trial", () => {
  const failed = { ...trialWith(0, [0.999]), state: "failed" as const };
  assertEquals(bestTrial([failed, trialWith(1, [0.9])])?.number, 1);
  assertEquals(bestTrial([failed]), null);
});

Deno.test("bestTrial() is never a trial that has not ended", () => {
  for (const state of ["waiting", "running", "pruned"] as const) {
    const half = { ...trialWith(0, [0.999]), state };
    assertEquals(bestTrial([half, trialWith(1, [0.9])])?.number, 1);
    assertEquals(bestTrial([half]), null);
  }
});

Deno.test("bestTrial() is null where there is no trial, or values of several kinds", () => {
  assertEquals(bestTrial([]), null);
  const kinds = [trialOf([0.9]), trialOf([0.9], { number: 1, epoch: "best" })];
  assertEquals(bestTrial(kinds), null);
});
