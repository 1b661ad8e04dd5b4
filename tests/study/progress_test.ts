import { assertEquals } from "@std/assert";
import { studyLeftMs, toProgress, workDone } from "../../lib/study/progress.ts";
import type { StepMetrics } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const step: StepMetrics = { epoch: 2, step: 30, steps: 60, loss: 0.2, accuracy: 0.94 };

Deno.test("toProgress() counts finished epochs and the steps of the current one", () => {
  const progress = toProgress(running, step, 60_000);
  assertEquals([progress.epoch, progress.fraction], [2, 0.5]);
  assertEquals([progress.loss, progress.accuracy, progress.valAccuracy], [0.2, 0.94, 0.955]);
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

const complete = toProgress(sampleTrial(1), undefined, null);
const half = toProgress(running, step, 60_000);
const waiting = toProgress(sampleTrial(2, { state: "waiting" }), undefined, null);

Deno.test("studyLeftMs() weighs trials by their epochs and operations", () => {
  assertEquals(studyLeftMs([complete, half, waiting], 3000), 3000);
  const { trial } = waiting;
  const large = { ...waiting, trial: { ...trial, flopsPerImage: 3 * trial.flopsPerImage } };
  assertEquals(studyLeftMs([complete, half, large], 3000), 7000);
});

Deno.test("studyLeftMs() knows nothing before the first step, and 0 at the end", () => {
  assertEquals(studyLeftMs([waiting], 3000), null);
  assertEquals(studyLeftMs([complete], 3000), 0);
});

Deno.test("studyLeftMs() takes a study that goes on at the pace since then", () => {
  const before = workDone([complete, { ...half, trial: { ...half.trial, state: "waiting" } }]);
  assertEquals(studyLeftMs([complete, half, waiting], 1000, before), 3000);
});

Deno.test("studyLeftMs() expects nothing more of a trial that failed", () => {
  const failed = { ...half, trial: { ...half.trial, state: "failed" as const } };
  assertEquals(studyLeftMs([failed, waiting], 1000), 2000);
});
