import { assert, assertEquals, assertMatch } from "@std/assert";
import * as sweepbook from "../../lib/mod.ts";
import type { Figure } from "../../lib/mod.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { searchedTrials } from "../results/searched_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";
import { loadSmallMnist } from "../small_mnist.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const trials = [sampleTrial(0), sampleTrial(1)];
const span = { worker: 0, startedMs: 0, endedMs: 60_000 };
const data = await loadSmallMnist(20, 10);
const image = sweepbook.imageAt(data.train, 0);
const grid = [[1, 2], [3, 4]];

/** Each function that draws, by its name, with what it draws here. */
const figures: Readonly<Record<string, Figure>> = {
  plotAccuracyRanges: sweepbook.plotAccuracyRanges(trials),
  plotClasses: sweepbook.plotClasses(data),
  plotClassScores: sweepbook.plotClassScores(trials[0]),
  plotConfusion: sweepbook.plotConfusion(trials[0]),
  plotContour: sweepbook.plotContour(searchedTrials),
  plotConvolution: sweepbook.plotConvolution(grid, [[1]]),
  plotCost: sweepbook.plotCost("C2 P2 F"),
  plotFeatureMaps: sweepbook.plotFeatureMaps([grid]),
  plotFilters: sweepbook.plotFilters([grid]),
  plotFolds: sweepbook.plotFolds(trialOf([0.9, 0.95], { folds: 2 })),
  plotHistory: sweepbook.plotHistory(searchedTrials),
  plotImages: sweepbook.plotImages([image]),
  plotImportances: sweepbook.plotImportances(searchedTrials),
  plotIntervals: sweepbook.plotIntervals([0, 1].map((number) => trialOf([0.9, 0.91], { number }))),
  plotLearningCurves: sweepbook.plotLearningCurves(trials),
  plotMistakes: sweepbook.plotMistakes([{ ...image, index: 0, taken: 3, probability: 0.9 }]),
  plotModel: sweepbook.plotModel("C2 P2 F"),
  plotParallelCoordinates: sweepbook.plotParallelCoordinates(searchedTrials),
  plotPooling: sweepbook.plotPooling(grid),
  plotPrediction: sweepbook.plotPrediction(image, [0.25, 0.75]),
  plotSlice: sweepbook.plotSlice(searchedTrials),
  plotTimeline: sweepbook.plotTimeline([sampleTrial(0, { span })]),
  plotTradeOff: sweepbook.plotTradeOff(trials),
};

/** Axes along which names stand, of trials, params or workers, which say themselves what they are. */
const named: Readonly<Record<string, string>> = {
  plotAccuracyRanges: "yaxis",
  plotImportances: "yaxis",
  plotIntervals: "yaxis",
  plotTimeline: "yaxis",
};

/** The title of a figure; that of a canvas is its first text. */
function titleOf({ layout }: Figure): string {
  const { title, meta, annotations } = layout as Loose;
  return meta?.fixedWidth ? annotations[0].text.replaceAll(/<[^>]*>/g, "") : title?.text ?? "";
}

/** The axes on which something is drawn and read. */
function axesOf({ data, layout }: Figure): string[] {
  const drawn = data.flatMap(({ xaxis = "x", yaxis = "y" }) => [xaxis, yaxis] as string[]);
  return [...new Set(drawn)].map((axis) => `${axis[0]}axis${axis.slice(1)}`).filter((name) => {
    const { visible = true, showticklabels = true } = (layout as Loose)[name] ?? {};
    return visible && showticklabels;
  });
}

/** Whether it is said what an axis shows: by its title, or of a vertical one by its panel's head. */
function isTitled({ layout }: Figure, name: string): boolean {
  const { annotations = [], [name]: axis } = layout as Loose;
  const panel = `${name.replace("axis", "")} domain`;
  const heads = annotations.filter(({ yref, y }: Loose) => yref === panel && y >= 1);
  return [axis?.title, ...heads].some((title) => title?.text?.trim());
}

Deno.test("every function that draws stands here", () => {
  const exported = Object.keys(sweepbook).filter((name) => name.startsWith("plot"));
  assertEquals(exported.sort(), Object.keys(figures).sort());
});

for (const [name, figure] of Object.entries(figures)) {
  Deno.test(`${name}() says what it shows: as a whole, along its axes, and in a sentence`, () => {
    assertMatch(titleOf(figure), /\S/);
    assertMatch(figure.description, /^\S.*\.$/s);
    const silent = axesOf(figure).filter((axis) => !isTitled(figure, axis));
    assertEquals(silent, name in named ? [named[name]] : []);
    for (const axis of silent) {
      const { ticktext } = (figure.layout as Loose)[axis];
      assert(ticktext.length > 0 && ticktext.every((text: string) => /[a-z]/i.test(text)));
    }
  });
}
