import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { plotIntervals } from "../../lib/plots/intervals.ts";
import { toObjective } from "../../lib/trial/objective.ts";
import { trialOf } from "../results/trials_with_runs.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const trials = [
  trialOf([0.8, 0.81, 0.79, 0.8], { number: 0 }),
  trialOf([0.9, 0.91, 0.92, 0.9], { number: 1 }),
  trialOf([0.89, 0.92, 0.91, 0.9], { number: 2 }),
];

Deno.test("plotIntervals() draws the best on top, and marks what cannot be told from it", () => {
  const { data, layout, description } = plotIntervals(trials);
  const [runs, best, like, apart, unknown] = data as Loose[];
  assertEquals([best.y, like.y, apart.y, unknown.y], [[0], [1], [2], []]);
  assertEquals(unknown.showlegend, false);
  assertEquals((layout.yaxis as Loose).ticktext, ["★ case 2", "≈ case 3", "case 1"]);
  assertEquals(new Set([best, like, apart, unknown].map(({ marker }) => marker.symbol)).size, 4);
  assertEquals([runs.x.length, runs.y.slice(0, 5)], [12, [0, 0, 0, 0, 1]]);
  assertMatch(
    description,
    /of 3 trials with 95 % intervals: case 2 is the best, 90\.75 %, 89.* to 92.* %; 1 of 2 that are tested cannot be told from it: case 3\.$/,
  );
});

Deno.test("plotIntervals() draws each interval around its mean", () => {
  const [, best] = plotIntervals(trials).data as Loose[];
  const { array: [above], arrayminus: [below] } = best.error_x;
  assertEquals([above > 0, Math.abs(above - below) < 1e-12], [true, true]);
  const [, single] = plotIntervals([trialOf([0.5])]).data as Loose[];
  assertEquals([single.error_x.array, single.error_x.arrayminus], [[0], [0]]);
});

Deno.test("plotIntervals() draws of many trials the best, and says so", () => {
  const { layout, description } = plotIntervals(trials, { most: 2 });
  assertEquals((layout.yaxis as Loose).ticktext.length, 2);
  assertStringIncludes((layout.title as Loose).text, "2 of 3 trials");
  assertStringIncludes(description, "2 of 3 trials");
});

Deno.test("plotIntervals() shows whole intervals where it leaves out what is far worse", () => {
  const good = [0.95, 0.951, 0.952, 0.953, 0.954, 0.955, 0.956, 0.957, 0.958, 0.959];
  const many = [...good, 0.1].map((mean, number) =>
    trialOf([mean - 0.004, mean + 0.004], { number })
  );
  const reference = { label: "elsewhere", value: 0.9806 };
  const { data, layout } = plotIntervals(many, { reference });
  const { range: [low, high], title } = layout.xaxis as Loose;
  assertStringIncludes(title.text, "1 of 11 trials lie below");
  const shown = (data as Loose[]).slice(1, 5).flatMap(({ x, error_x }) =>
    x.flatMap((value: number, i: number) =>
      value < 0.5 ? [] : [value - error_x.arrayminus[i], value + error_x.array[i]]
    )
  );
  assert(low < Math.min(...shown) && high > Math.max(...shown, reference.value));
});

Deno.test("plotIntervals() keeps names text, and refuses values of several kinds", () => {
  const { layout } = plotIntervals([{ ...trials[0], name: "<b>%{x}" }]);
  assertEquals((layout.yaxis as Loose).ticktext, ["★ &lt;b&gt;%&#123;x}"]);
  const other = { ...trials[1], objective: toObjective("valLoss", "best") };
  assertThrows(() => plotIntervals([trials[0], other]), RangeError, "of different metrics");
});

Deno.test("plotIntervals() draws no interval where none is known, and no test of a single trial", () => {
  const { data, description } = plotIntervals([trialOf([0.5])]) as Loose;
  assertEquals(data[1].error_x.visible, false);
  assertEquals((plotIntervals(trials).data[1] as Loose).error_x.visible, true);
  assertMatch(
    description,
    /of 1 trial with 95 % intervals: case 1 is the best, 50\.00 %; there is no other\.$/,
  );
});

Deno.test("plotIntervals() shows a reference beyond all values", () => {
  const reference = { label: "another", value: 0.99 };
  const { data, layout } = plotIntervals([trialOf([0.5])], { reference }) as Loose;
  assertEquals(data.at(-1).x, [0.99, 0.99]);
  assertEquals(layout.xaxis.range[1] > 0.99, true);
});
