import { assertEquals } from "@std/assert";
import { fractionDone, toTrialProgress } from "../../lib/study/progress.ts";
import type { StepMetrics } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const step: StepMetrics = { epoch: 2, step: 30, steps: 60, loss: 0.2, accuracy: 0.94 };

Deno.test("toTrialProgress() counts finished epochs and the steps of the current one", () => {
  const progress = toTrialProgress(running, new Map([[0, step]]), 0, 60_000);
  assertEquals([progress.epoch, progress.epochs, progress.fraction], [2, 3, 0.5]);
  assertEquals([progress.loss, progress.accuracy, progress.valAccuracy], [0.2, 0.94, 0.955]);
  assertEquals(progress.leftMs, 60_000);
});

Deno.test("toTrialProgress() ignores steps of epochs that are finished", () => {
  const old = new Map([[0, { ...step, epoch: 1, step: 60 }]]);
  const progress = toTrialProgress(running, old, 0, 1000);
  assertEquals([progress.epoch, progress.fraction, progress.accuracy], [1, 1 / 3, 0.91]);
});

Deno.test("toTrialProgress() knows no time left before the first step or after the end", () => {
  const fresh = sampleTrial(0, { state: "running", epochs: [] });
  assertEquals(toTrialProgress(fresh, new Map(), 0, 1000).leftMs, null);
  assertEquals(toTrialProgress(sampleTrial(0), new Map(), 0, 1000).leftMs, null);
});

Deno.test("toTrialProgress() goes over all runs, and shows the metrics of the one that told last", () => {
  const runs = [
    sampleRun(0, { epochs: [sampleEpoch(1, { loss: 9 })] }), // ended by patience
    sampleRun(1, { state: "running", epochs: [sampleEpoch(1)] }),
    sampleRun(2, { state: "waiting", epochs: [sampleEpoch(1)] }), // goes on after it
  ];
  const trial = sampleTrial(0, { state: "running", runs });
  const progress = toTrialProgress(trial, new Map([[1, step]]), 1, 1000);
  assertEquals([progress.epoch, progress.epochs, progress.loss], [4, 9, 0.2]);
  assertEquals(progress.fraction, fractionDone(trial, new Map([[1, step]])));
  assertEquals(progress.fraction, (1 + 0.5 + 1 / 3) / 3);
});
