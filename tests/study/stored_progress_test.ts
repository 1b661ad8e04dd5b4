import { assertEquals } from "@std/assert";
import { toStoredProgress } from "../../lib/study/stored_progress.ts";
import { newRun } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

/** The first so many epochs, of a second each. */
const epochs = (count: number) =>
  Array.from({ length: count }, (_, i) => sampleEpoch(i + 1, { durationMs: 1000 }));
const running = (number: number, count: number) =>
  sampleTrial(number, { state: "running", epochs: epochs(count) });

Deno.test("of a stored study the epochs that are finished count, and no steps are known", () => {
  const { running: [one] } = toStoredProgress([running(0, 2)], 1, 0);
  assertEquals([one.epoch, one.epochs, one.fraction, one.leftMs], [2, 3, 2 / 3, 1000]);
  assertEquals([one.loss, one.accuracy, one.valAccuracy], [0.25, 0.92, 0.96]);
  const [first] = toStoredProgress([running(0, 0)], 1, 0).running;
  assertEquals([first.epoch, first.loss, first.leftMs], [0, null, null]);
});

Deno.test("a stored trial of several runs shows the last that told, and how many run at a time", () => {
  const [complete, half, begun] = [3, 1, 0].map((count, i) =>
    sampleRun(i, { state: i === 0 ? "complete" : "running", epochs: epochs(count) })
  );
  const runs = [complete, half, begun, newRun({ number: 3, seed: 4, fold: null })];
  const [one] = toStoredProgress([sampleTrial(0, { state: "running", runs })], 1, 0).running;
  assertEquals([one.epoch, one.epochs, one.fraction], [4, 12, 1 / 3]);
  assertEquals(one.loss, 0.5); // that of its only epoch
  assertEquals(one.leftMs, 4000); // 8 epochs, 2 at a time
});

Deno.test("the time left of a stored study is that of its epochs, shared by the runs at a time", () => {
  const complete = sampleTrial(0, { epochs: epochs(3) });
  const pruned = sampleTrial(1, { state: "pruned", epochs: epochs(1) });
  const trials = [complete, pruned, running(2, 2), running(3, 1)];
  // Three epochs of the trials that run, and ten trials of two epochs, as those before had.
  assertEquals(toStoredProgress(trials, 14, 0).leftMs, 23_000 / 2);
  // No end before that of the trial that takes longest.
  assertEquals(toStoredProgress(trials, 4, 0).leftMs, 2000);
});

Deno.test("the time left of a stored study is unknown before an epoch, and where nothing runs", () => {
  assertEquals(toStoredProgress([running(0, 0)], 3, 0).leftMs, null);
  const waiting = sampleTrial(1, { state: "waiting", epochs: epochs(1) });
  assertEquals(toStoredProgress([sampleTrial(0), waiting], 3, 0).leftMs, null);
  assertEquals(toStoredProgress([], 3, 0).leftMs, null);
});

Deno.test("the progress of a stored study counts its trials, and more than were planned", () => {
  const trials = [
    sampleTrial(0),
    sampleTrial(1, { state: "pruned" }),
    sampleTrial(2, { state: "failed", epochs: [] }),
    running(3, 1),
  ];
  const { finished, pruned, failed, best, planned } = toStoredProgress(trials, 3, 0);
  assertEquals([finished, pruned, failed, best?.number, planned], [3, 1, 1, 0, 4]);
});
