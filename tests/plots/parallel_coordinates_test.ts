import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { plotParallelCoordinates } from "../../lib/plots/parallel_coordinates.ts";
import { searchedTrial, searchedTrials } from "../results/searched_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

/** The lines that are drawn, the best last. */
function linesOf({ data }: Loose): number[][] {
  const ends = (y: (number | null)[]) => y.flatMap((one, i) => one === null ? [i] : []);
  return data.flatMap(({ y }: Loose) =>
    ends(y).map((end, i, all) => y.slice(i === 0 ? 0 : all[i - 1] + 1, end))
  );
}

Deno.test("plotParallelCoordinates() draws each trial as a line to its value, the best on top", () => {
  const figure = plotParallelCoordinates(searchedTrials) as Loose;
  const lines = linesOf(figure);
  assertEquals(lines.map((line) => line.length), [4, 4, 4]);
  const best = lines.at(-1)!;
  [0.5, 0, 0.5, 1].forEach((share, i) => assertAlmostEquals(best[i], share));
  assertStringIncludes(figure.data.at(-1).hovertext[0], "Trial 2: 95.00 %");
  const heads = figure.layout.annotations.filter(({ text }: Loose) => text.startsWith("<b>"));
  assertEquals(heads.map(({ x, text }: Loose) => [x, text.replaceAll(/<[^>]*>/g, " ").trim()]), [
    ...[[0, "rate"], [1, "kind"], [2, "units"], [3, "Validation accuracy"]],
  ]);
  assertEquals(
    figure.description,
    "3 trials as lines through rate, kind, units to their validation accuracy after the last " +
      "epoch; the best, Trial 2, goes through rate 0.1, kind wide, units 12 to 95.00 %.",
  );
});

Deno.test("plotParallelCoordinates() leads a trial that lacks a param below its axis", () => {
  const figure = plotParallelCoordinates(searchedTrials) as Loose;
  const [worst] = linesOf(figure);
  assertEquals([worst[0], worst[1], worst[3]], [1, 0.5, 0]);
  assertEquals(worst[2] < 0, true);
  const texts = figure.layout.annotations.map(({ text }: Loose) => text);
  assertEquals([texts.includes("not asked"), texts.includes("&lt;b&gt;")], [true, true]);
});

Deno.test("plotParallelCoordinates() draws any number of trials in six series", () => {
  const trials = Array.from({ length: 1000 }, (_, i) => searchedTrial(i, i / 1000, { rate: 0.1 }));
  const figure = plotParallelCoordinates(trials);
  assertEquals([figure.data.length, linesOf(figure).length], [6, 1000]);
});

Deno.test("plotParallelCoordinates() takes the first of equal trials for the best", () => {
  const trials = [0, 1].map((number) => searchedTrial(number, 0.9, { rate: 0.1 }));
  assertStringIncludes(plotParallelCoordinates(trials).description, "; the best, Trial 0, goes");
});

Deno.test("plotParallelCoordinates() has all its texts within its axes, or Plotly draws none of them", () => {
  const { layout } = plotParallelCoordinates(searchedTrials) as Loose;
  const [low, high] = layout.yaxis.range;
  const beyond = layout.annotations.filter(({ y }: Loose) => y < low || y > high);
  assertEquals(beyond, []);
});
