import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { plotAccuracyRanges } from "../../../lib/plots/accuracy_ranges.ts";
import { plotConfusion } from "../../../lib/plots/confusion.ts";
import { plotFolds } from "../../../lib/plots/folds.ts";
import { plotHistory } from "../../../lib/plots/history.ts";
import { plotLearningCurves } from "../../../lib/plots/learning_curves.ts";
import { createAxis } from "../../../lib/report/svg/axis.ts";
import { labelWidth } from "../../../lib/report/svg/labels.ts";
import { toSvg } from "../../../lib/report/svg/to_svg.ts";
import { names } from "../../results/names.ts";
import { sampleTrial } from "../../results/sample_trials.ts";
import { trialOf } from "../../results/trials_with_runs.ts";

const reference = { label: "the paper's best", value: 0.9806 };
const trials = names.map((name, i) =>
  sampleTrial(i, { name, state: i % 5 === 4 ? "pruned" : "complete" })
);

/** The texts that a drawing shows. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, text]) => text);
}

for (
  const [name, figure] of Object.entries({
    "learning curves": plotLearningCurves(trials, { reference }),
    "no learning curves": plotLearningCurves([]),
    "a history": plotHistory(trials, { reference }),
    "no history": plotHistory([]),
    "accuracy ranges": plotAccuracyRanges(trials, { reference, most: 90 }),
    "the runs of a trial": plotFolds(trials[0], { reference }),
  })
) {
  Deno.test(`${name} of any names are drawn whole`, () => {
    const svg = toSvg(figure);
    assertEquals(svg.match(/NaN|undefined|Infinity|\[object/), null);
    // Every tag that opens has its end, and no name makes one.
    const tags = new Set([...svg.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
    const known = ["svg", "path", "circle", "text", "tspan", "title", "g"];
    assertEquals([...tags].filter((tag) => !known.includes(tag)), []);
    for (const tag of ["text", "tspan", "title", "g", "svg"]) {
      const count = (pattern: string) => svg.match(new RegExp(pattern, "g"))?.length ?? 0;
      assertEquals(count(`<${tag}[ >]`), count(`</${tag}>`), tag);
    }
  });
}

Deno.test("a drawing has ticks, titles, the legend and the reference of its figure", () => {
  const texts = textsOf(toSvg(plotLearningCurves([sampleTrial(0)], { reference })));
  const legend = ["case 1", "training", "the paper&#39;s best, 98.06 %"];
  for (const expected of ["Cross-entropy loss, nats", "Accuracy", "Epoch", ...legend, "1", "3"]) {
    assert(texts.includes(expected), `${expected} is not among ${texts}`);
  }
});

Deno.test("a vertical title of two lines has room beside the ticks", () => {
  const values = [...Array.from({ length: 12 }, (_, i) => 0.9 + i / 1000), 0.1];
  const svg = toSvg(plotHistory(values.map((value, number) => trialOf([value], { number }))));
  const title = svg.match(/rotate\(-90 ([\d.]+) .*?<\/text>/s)!;
  const lines = textsOf(title[0]);
  assertEquals(lines[1], "(1 of 13 trials lie below)");
  const [middle, half] = [Number(title[1]), lines.length * 1.25 * 12.5 / 2];
  const ticks = [...svg.matchAll(/text-anchor="end"[^>]*><tspan x="([\d.]+)"[^>]*>([^<]*)</g)]
    .map(([, end, text]) => Number(end) - labelWidth(text, 11.5));
  assert(ticks.length > 1 && middle - half >= 0, title[0]);
  assert(middle + half <= Math.min(...ticks), `${middle + half} of ${ticks}`);
});

Deno.test("a point says under the mouse what Plotly says of it", () => {
  const svg = toSvg(plotLearningCurves([sampleTrial(0, { name: "a < %{x}" })]));
  assertStringIncludes(
    svg,
    "<title>a &lt; %{x}\nC32 P2 C64 P2 Dr.25 F D128\nvalidation accuracy 96.50 % at epoch 3</title>",
  );
});

Deno.test("what cannot be drawn is refused", () => {
  const trial = sampleTrial(0);
  assertThrows(() => toSvg(plotConfusion(trial)), Error, "a series of type heatmap");
  const figure = plotHistory([trial]);
  const xaxis = { ...figure.layout.xaxis as object, type: "log" };
  const layout = { ...figure.layout, xaxis };
  assertThrows(() => toSvg({ ...figure, layout }), Error, "an axis of the type log");
});

Deno.test("ticks stand at round values, with as many decimals as tell them apart", () => {
  const labels = (layout: object, values: number[]) =>
    createAxis(layout, values, [0, 400], 80).ticks.map(({ label }) => label);
  assertEquals(labels({}, [0, 1]), ["0.0", "0.5", "1.0"]);
  assertEquals(labels({ tickformat: ".1%" }, [0.981, 0.983]), [
    "98.10 %",
    "98.15 %",
    "98.20 %",
    "98.25 %",
    "98.30 %",
  ]);
  assertEquals(labels({ tickformat: "d" }, [0, 2]), ["0", "1", "2"]);
  assertEquals(labels({ rangemode: "tozero" }, [3, 4]), ["0", "1", "2", "3", "4"]);
  assertEquals(labels({}, [-0.1, 0.1]), ["-0.10", "-0.05", "0.00", "0.05", "0.10"]);
  assertEquals(labels({}, []), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  assertEquals(labels({}, [5, 5]).length > 1, true);
});
