import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { plotSlice } from "../../lib/plots/slice.ts";
import { searchedTrials } from "../results/searched_trials.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

/** The series of complete trials, panel by panel. */
const complete = (trials = searchedTrials, params?: string[]): Loose[] =>
  plotSlice(trials, { params }).data.filter((_, i) => i % 2 === 1);

Deno.test("plotSlice() has a panel for each param, of the trials that have it", () => {
  const [rate, kind, units] = complete();
  assertEquals([rate.x, rate.y], [[0.01, 1, 0.1], [0.9, 0.8, 0.95]]);
  assertEquals([units.x, units.y], [[8, 12], [0.9, 0.95]]);
  assertEquals(kind.x.map((x: number) => Math.abs(Math.round(x))), [0, 1, 0]);
  assertEquals([rate.xaxis, kind.xaxis, units.xaxis], ["x", "x2", "x3"]);
  assertEquals(rate.marker.color, [0, 1, 2]);
});

Deno.test("plotSlice() has logarithmic axes, and names choices as text", () => {
  const { layout, description } = plotSlice(searchedTrials) as Loose;
  assertEquals([layout.xaxis.type, layout.xaxis.tickvals], ["log", [0.01, 0.1, 1]]);
  assertEquals(layout.xaxis2.ticktext, ["wide", "&lt;b&gt;", "null"]);
  assertEquals([layout.xaxis3.type, layout.xaxis3.tickvals], [undefined, [8, 10, 12, 14, 16]]);
  assertStringIncludes(layout.xaxis3.title.text, "2 trials have it");
  assertStringIncludes(description, "best 95.00 % at rate 0.1, kind wide, units 12.");
});

Deno.test("plotSlice() marks values that a trial may have, and only as many as have room", () => {
  const wide = { kind: "int", low: 4, high: 16, log: false, step: 4 } as const;
  const rate = { kind: "float", low: 3e-4, high: 3e-2, log: true, step: null } as const;
  const share = { kind: "float", low: 0.1, high: 0.5, log: false, step: 0.1 } as const;
  const distributions = { wide, rate, share, more: wide };
  const params = { wide: 4, rate: 1e-3, share: 0.3, more: 8 };
  const trial = { ...searchedTrials[0], params, distributions };
  const { layout } = plotSlice([trial]) as Loose;
  assertEquals(layout.xaxis.tickvals, [4, 8, 12, 16]);
  // Four panels are too narrow for 0.001 beside 0.0003.
  assertEquals(layout.xaxis2.ticktext, ["0.0003", "0.003", "0.03"]);
  assertEquals(layout.xaxis3.ticktext, ["0.1", "0.2", "0.3", "0.4", "0.5"]);
  const { layout: one } = plotSlice([trial], { params: ["rate"] }) as Loose;
  assertEquals(one.xaxis.ticktext, ["0.0003", "0.001", "0.01", "0.03"]);
  const other = { ...distributions, wide: { ...wide, low: 5, step: 2 } };
  const { layout: mixed } = plotSlice([trial, { ...trial, distributions: other }]) as Loose;
  assertEquals(mixed.xaxis.tickvals, [4, 7, 10, 13, 16]);
});

Deno.test("plotSlice() draws pruned trials as crosses where their value stood", () => {
  const pruned = { ...searchedTrials[0], state: "pruned" as const, value: null };
  const [crosses, dots] = plotSlice([pruned, searchedTrials[1]]).data as Loose[];
  assertEquals([crosses.marker.symbol, crosses.y, dots.y], ["x", [0.9], [0.8]]);
});

Deno.test("plotSlice() shows the params that it is asked for", () => {
  assertEquals(complete(searchedTrials, ["units"]).length, 1);
  assertThrows(
    () => plotSlice(searchedTrials, { params: ["depth"] }),
    RangeError,
    'Expected a param to be one of [ "rate", "kind", "units" ], got "depth".',
  );
  assertThrows(() => plotSlice([sampleTrial(0)]), RangeError, "those of a search");
});

Deno.test("plotSlice() shows of many params those that the most trials have", () => {
  const many = Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`p${i}`, { kind: "float", low: 0, high: 1 }]),
  ) as Loose;
  const params = Object.fromEntries(Object.keys(many).map((name) => [name, 0.5]));
  const [first] = searchedTrials;
  const { p0: _, p1: __, ...fewer } = params;
  const trials = [
    { ...first, params, distributions: many },
    { ...first, number: 1, params: fewer, distributions: many },
  ];
  const { layout } = plotSlice(trials) as Loose;
  assertEquals(layout.xaxis.title.text, "p2");
  assertStringIncludes(layout.title.text, "8 of 10");
});

Deno.test("plotSlice() shows a param of a single value in the middle of its panel", () => {
  const rate = { kind: "float", low: 0.01, high: 0.01, log: true, step: null } as const;
  const { layout } = plotSlice([{ ...searchedTrials[0], distributions: { rate } }]) as Loose;
  assertEquals([layout.xaxis.type, layout.xaxis.range], [undefined, [0.01 - 0.6, 0.01 + 0.6]]);
});

Deno.test("plotSlice() marks a param in steps at its values, and shortens names for their panels", () => {
  const name = `units of ${"a long name ".repeat(5)}`;
  const of = (number: number, units: number) => ({
    ...trialOf([0.9 + number / 100], { number }),
    params: { [name]: units, b: 1, c: 1, d: 1 },
    distributions: Object.fromEntries(
      [name, "b", "c", "d"].map((each) => [
        each,
        { kind: "int" as const, low: 8, high: 32, log: false, step: 8 },
      ]),
    ),
  });
  const { layout } = plotSlice([of(0, 8), of(1, 24)]) as Loose;
  assertEquals(layout.xaxis.tickvals, [8, 16, 24, 32]);
  assertEquals(layout.xaxis.title.text.length, 21);
});
