import { assertEquals, assertStringIncludes } from "@std/assert";
import { plotTradeOff } from "../../lib/plots/trade_off.ts";
import { trialOf } from "../results/trials_with_runs.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const of = (number: number, parameters: number, score: number) => {
  const trial = trialOf([score], { number });
  const runs = trial.runs.map((run) => ({ ...run, durationMs: 2000 * (number + 1) }));
  return { ...trial, parameters, runs };
};
const trials = [of(0, 30_000, 0.9), of(1, 10_000, 0.7), of(2, 20_000, 0.6)];

Deno.test("plotTradeOff() draws Pareto's front as steps, and the others beside it", () => {
  const { data: [others, front], layout, description } = plotTradeOff(trials) as Loose;
  assertEquals([others.x, front.x, front.y], [[20_000], [10_000, 30_000], [0.7, 0.9]]);
  assertEquals([front.mode, front.line.shape, layout.xaxis.type], ["lines+markers", "hv", "log"]);
  assertEquals(layout.annotations.map(({ text }: Loose) => text), ["case 1", "case 2"]);
  assertEquals(
    description,
    "Validation accuracy after the last epoch of 3 trials over the parameters of the net; outdone " +
      "by no cheaper one: case 2 (70.00 %, 10,000 parameters), case 1 (90.00 %, 30,000 parameters).",
  );
});

Deno.test("plotTradeOff() sets them against their time too", () => {
  const { data: [, front], layout, description } = plotTradeOff(trials, {
    against: "time",
  }) as Loose;
  assertEquals([front.x, layout.xaxis.title.text], [[2], "Time of a run in seconds"]);
  assertStringIncludes(description, "case 1 (90.00 %, 2.0 s).");
});

Deno.test("plotTradeOff() leaves out names that would hide each other, but for the best", () => {
  const near = Array.from({ length: 40 }, (_, i) => of(i, 1000 + i, 0.5 + i / 100));
  const { layout } = plotTradeOff(near) as Loose;
  const texts = layout.annotations.map(({ text }: Loose) => text);
  assertEquals([texts[0], texts.length <= 8], ["case 40", true]);
});

Deno.test("plotTradeOff() has a single trial in its middle, and a round axis about it", () => {
  const { layout } = plotTradeOff([of(0, 20_000, 0.9)]) as Loose;
  const { tickvals, ticktext, range } = layout.xaxis;
  assertEquals([tickvals, ticktext], [[20_000], ["20,000"]]);
  assertEquals(range, [Math.log10(10_000), Math.log10(40_000)]);
  assertEquals(layout.yaxis.range.map((end: number) => end > 0.8 && end < 1), [true, true]);
});
