/**
 * How well a trial does class by class.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { type ClassScore, classShares, meanShare, toClassScores } from "../results/class_scores.ts";
import { formatPercent } from "../results/format.ts";
import { sumEvaluations } from "../results/sum_evaluations.ts";
import type { Trial } from "../trial/record.ts";
import {
  baseAxis,
  baseLayout,
  cutName,
  type Figure,
  figureTitle,
  INK,
  type Trace,
} from "./figure.ts";
import { trialColor, trialSymbol } from "./palette.ts";

/** What the shares are called, and how far beside the class's place each is drawn. */
const drawn = {
  precision: { name: "precision", beside: -0.17, place: 0 },
  recall: { name: "recall", beside: 0.17, place: 1 },
  f1: { name: "F1", beside: 0, place: 2 },
} as const;

/**
 * Draws precision, recall and F1 of each class as dots, over all runs of a trial. The images are those
 * of the test where the trial met them, else those that validated it.
 *
 * @throws {TypeError} If it is no trial.
 * @throws {Error} If the trial is not complete.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotClassScores } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { description } = plotClassScores(study.trials[0]);
 * assertMatch(description, /^Precision, recall and F1 of flat by class, test images: mean F1 /);
 * ```
 */
export function plotClassScores(trial: Trial): Figure {
  checkArguments("plotClassScores()", arguments, 1);
  const scores = toClassScores(trial);
  const { images } = sumEvaluations(trial, "plot the classes");
  const runs = trial.runs.length === 1 ? "" : `, ${trial.runs.length} runs together`;
  const titleOf = (name: string) =>
    `Precision, recall and F1 of ${name} by class, ${images} images${runs}`;
  return {
    data: classShares.map((key) => toDots(scores, key)),
    layout: {
      ...baseLayout,
      title: figureTitle(titleOf(cutName(trial.name, 48)), { centred: true }),
      xaxis: {
        ...baseAxis,
        showgrid: false,
        tickvals: scores.map(({ label }) => label),
        range: [-0.6, scores.length - 0.4],
        title: { text: "Class" },
      },
      yaxis: { ...baseAxis, tickformat: ".1~%", title: { text: "Share" } },
      hovermode: "closest",
      shapes: scores.flatMap(toSpan),
    },
    description: `${titleOf(trial.name)}: ${describe(scores)}.`,
  };
}

function toDots(scores: readonly ClassScore[], key: typeof classShares[number]): Trace {
  const { name, beside, place } = drawn[key];
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: scores.map(({ label }) => label + beside),
    y: scores.map((score) => score[key]),
    customdata: scores.map(({ label }) => label),
    marker: { color: trialColor(place), symbol: trialSymbol(place), size: 9 },
    hovertemplate: `${name} of class %{customdata}: %{y:.2%}<extra></extra>`,
  };
}

/** A thin line from a class's precision to its recall. */
function toSpan({ label, precision, recall }: ClassScore): Trace[] {
  if (precision === null || recall === null) return [];
  return [{
    type: "line",
    layer: "below",
    x0: label + drawn.precision.beside,
    x1: label + drawn.recall.beside,
    y0: precision,
    y1: recall,
    line: { color: INK, width: 1 },
  }];
}

function describe(scores: readonly ClassScore[]): string {
  const mean = meanShare(scores, "f1");
  const known = scores.filter(({ f1 }) => f1 !== null).sort((a, b) => a.f1! - b.f1!);
  const tell = ({ label, precision, recall, f1 }: ClassScore) =>
    `class ${label} (${formatPercent(f1!)}; precision ${told(precision)}, recall ${told(recall)})`;
  return `mean F1 ${told(mean)}, least of ${tell(known[0])}, most of ${tell(known.at(-1)!)}`;
}

function told(share: number | null): string {
  return share === null ? "unknown" : formatPercent(share);
}
