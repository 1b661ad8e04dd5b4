import { assertEquals } from "@std/assert";
import { focusValues } from "../../lib/results/value_focus.ts";
import { toValuePoints } from "../../lib/results/value_points.ts";
import type { Metric } from "../../lib/trial/objective.ts";
import { trialOf } from "./trials_with_runs.ts";

function focus(values: readonly number[], metric: Metric = "valAccuracy") {
  const trials = values.map((value, number) => trialOf([value], { number, metric }));
  const { complete, objective } = toValuePoints(trials);
  return focusValues(complete, objective);
}

const good = [0.95, 0.96, 0.97, 0.98, 0.95, 0.96, 0.97, 0.98, 0.96, 0.97];

Deno.test("focusValues() leaves out a few that are far worse than the others, and counts them", () => {
  assertEquals(focus([...good, 0.1, 0.11]), { ends: [0.95, 0.98], outside: 2 });
  const losses = [...good.map((value) => 1 - value), 2.3];
  assertEquals(focus(losses, "valLoss")?.outside, 1);
});

Deno.test("focusValues() shows all where that squeezes nothing, and all of a few", () => {
  assertEquals(focus([...good, 0.93]), { ends: [0.93, 0.98], outside: 0 });
  assertEquals(focus([0.98, 0.97, 0.1]), { ends: [0.1, 0.98], outside: 0 });
  assertEquals(focus(Array(12).fill(0.5)), { ends: [0.5, 0.5], outside: 0 });
});

Deno.test("focusValues() takes finite values alone, and there may be none", () => {
  assertEquals(focus([0.2, NaN, 0.3], "valLoss"), { ends: [0.2, 0.3], outside: 0 });
  assertEquals([focus([]), focus([NaN], "valLoss")], [null, null]);
});
