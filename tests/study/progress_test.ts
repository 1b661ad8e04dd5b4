import { assertEquals } from "@std/assert";
import { toProgress } from "../../lib/study/progress.ts";
import type { StepMetrics } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const step: StepMetrics = { epoch: 2, step: 30, steps: 60, loss: 0.2, accuracy: 0.94 };

Deno.test("toProgress() counts finished epochs and the steps of the current one", () => {
  const progress = toProgress(running, step, 60_000);
  assertEquals([progress.epoch, progress.fraction], [2, 0.5]);
  assertEquals([progress.accuracy, progress.valAccuracy], [0.94, 0.955]);
  assertEquals(progress.leftMs, 60_000);
});

Deno.test("toProgress() ignores steps of epochs that are finished", () => {
  const progress = toProgress(running, { ...step, epoch: 1, step: 60 }, null);
  assertEquals([progress.epoch, progress.fraction, progress.accuracy], [1, 1 / 3, 0.91]);
});

Deno.test("toProgress() knows no time left before the first step or after the end", () => {
  const fresh = sampleTrial(0, { state: "running", epochs: [] });
  assertEquals(toProgress(fresh, undefined, 1000).leftMs, null);
  assertEquals(toProgress(sampleTrial(0), step, 1000).leftMs, null);
});
