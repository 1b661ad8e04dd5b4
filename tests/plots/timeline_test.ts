import { assertEquals, assertMatch } from "@std/assert";
import { plotTimeline } from "../../lib/plots/timeline.ts";
import type { TrialState } from "../../lib/trial/run.ts";
import { sampleTrial } from "../results/sample_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const of = (number: number, worker: number, startedMs: number, state: TrialState = "complete") =>
  sampleTrial(number, { state, span: { worker, startedMs, endedMs: startedMs + 60_000 } });

Deno.test("plotTimeline() draws runs on their workers, by what became of them", () => {
  const trials = [of(0, 0, 1000), of(1, 1, 1000), of(2, 0, 61_000, "pruned"), of(3, 1, 61_000)];
  const { data, layout, description } = plotTimeline(trials) as Loose;
  const [even, odd, pruned] = data;
  assertEquals([even.y, even.base, even.x, even.text], [[0], [0], [60], ["0"]]);
  assertEquals([odd.y, odd.base, odd.text], [[1, 1], [0, 60], ["1", "3"]]);
  assertEquals([pruned.name, pruned.text], ["pruned", ["2"]]);
  assertEquals(layout.yaxis.ticktext, ["Worker 1", "Worker 2"]);
  assertEquals(layout.xaxis.title.text, "Time of the study, seconds");
  assertMatch(
    description,
    /^Timeline of 4 trials, 4 runs on 2 workers in 2 min 00 s, busy for 100\.00 % of it; the longest/,
  );
});

Deno.test("plotTimeline() leaves out pauses, and marks where they were", () => {
  const { layout, description } = plotTimeline([of(0, 0, 0), of(1, 0, 9e8)]) as Loose;
  assertEquals(layout.shapes.map(({ x0 }: Loose) => x0), [60]);
  assertMatch(description, /in 2 min 00 s, 1 pause left out, busy/);
});

Deno.test("plotTimeline() is empty where nothing was trained here", () => {
  const { layout, description } = plotTimeline([sampleTrial(0)]) as Loose;
  assertEquals([layout.xaxis.range, description], [
    [0, 1],
    "Timeline of 0 trials, 0 runs on 0 workers.",
  ]);
});
