import { assertEquals } from "@std/assert";
import { toTimeline } from "../../lib/results/timeline_rows.ts";
import type { RunSpan, TrialState } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

const of = (
  number: number,
  worker: number,
  startedMs: number,
  endedMs: number | null,
  state: TrialState = "complete",
) => sampleTrial(number, { state, span: { worker, startedMs, endedMs } satisfies RunSpan });

Deno.test("toTimeline() counts from the first run, in the order in which runs began", () => {
  const { rows, totalMs, pausesMs } = toTimeline([of(0, 1, 1500, 3000), of(1, 0, 1000, 2000)]);
  assertEquals(rows.map((row) => [row.trial.number, row.worker, row.startMs, row.lengthMs]), [
    [1, 0, 0, 1000],
    [0, 1, 500, 1500],
  ]);
  assertEquals([totalMs, pausesMs], [2000, []]);
});

Deno.test("toTimeline() leaves out the time in which the study was stopped", () => {
  const { rows, totalMs, pausesMs } = toTimeline([
    of(0, 0, 0, 1000),
    of(1, 1, 0, 1100),
    of(2, 0, 1150, 2000),
    of(3, 0, 90_000, 91_000),
  ]);
  assertEquals(rows.map(({ startMs }) => startMs), [0, 0, 1150, 2000]);
  assertEquals([totalMs, pausesMs], [3000, [2000]]);
});

Deno.test("toTimeline() goes by the epochs of a run that has not ended", () => {
  const epochs = [sampleEpoch(1, { durationMs: 40 }), sampleEpoch(2, { durationMs: 50 })];
  const span = { worker: 0, startedMs: 7, endedMs: null };
  const { rows } = toTimeline([sampleTrial(0, { state: "running", epochs, span })]);
  assertEquals(rows.map(({ startMs, lengthMs }) => [startMs, lengthMs]), [[0, 90]]);
});

Deno.test("toTimeline() counts of a run that went on and has not ended the epochs since alone", () => {
  const epochs = [40, 50, 60].map((durationMs, i) => sampleEpoch(i + 1, { durationMs }));
  const span = { worker: 0, startedMs: 7, endedMs: null, epochsBefore: 2 };
  const { rows, totalMs } = toTimeline([sampleTrial(0, { state: "running", epochs, span })]);
  assertEquals([rows[0].lengthMs, totalMs], [60, 60]);
});

Deno.test("toTimeline() leaves out what was not trained here", () => {
  assertEquals(toTimeline([sampleTrial(0)]), { rows: [], totalMs: 0, pausesMs: [] });
});
