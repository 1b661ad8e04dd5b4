/**
 * Which classes a net takes for which.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { formatCount, formatPercent } from "../results/format.ts";
import { sumEvaluations } from "../results/sum_evaluations.ts";
import type { Trial } from "../trial/record.ts";
import { baseAxis, baseLayout, cutName, type Figure, figureTitle, INK } from "./figure.ts";

/** Of the title, which has the width of the matrix. */
const MOST_LETTERS = 68;

/** How many images of a class are taken for which. */
interface Cell {
  readonly label: number;
  readonly prediction: number;
  readonly count: number;
}

/**
 * Draws a trial's confusion matrix, summed over its runs: labels down, predictions across, counts in
 * the cells. The images are those of the test where the trial met them, else those that validated
 * it. Mistakes are coloured by their number; the diagonal is not, since it would outshine them.
 *
 * @throws {TypeError} If it is no trial.
 * @throws {Error} If the trial is not complete.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotConfusion } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { description } = plotConfusion(study.trials[0]);
 * assertMatch(description, /^Confusion matrix of flat: .* errors, test accuracy .* %; most often /);
 * ```
 */
export function plotConfusion(trial: Trial): Figure {
  checkArguments("plotConfusion()", arguments, 1);
  const { confusion, errors, accuracy, images } = sumEvaluations(trial, "plot the confusion");
  const runs = trial.runs.length === 1 ? "" : `, ${trial.runs.length} runs together`;
  const classes = confusion.map((_, label) => String(label));
  const cells = confusion.flatMap((counts, label) =>
    counts.map((count, prediction): Cell => ({ label, prediction, count }))
  );
  const most = Math.max(1, ...cells.map((c) => c.label === c.prediction ? 0 : c.count));
  const titleOf = (name: string) =>
    `${name}${runs}: ${formatCount(errors)} ${errors === 1 ? "error" : "errors"}, ` +
    `${images} accuracy ${formatPercent(accuracy)}`;
  const axis = {
    ...baseAxis,
    showgrid: false,
    ticks: "",
    tickvals: confusion.map((_, label) => label),
    ticktext: classes,
    constrain: "domain",
    fixedrange: true,
  };
  return {
    data: [{
      type: "heatmap",
      z: confusion.map((counts, label) =>
        counts.map((count, prediction) => label === prediction || count === 0 ? null : count)
      ),
      zmin: 0,
      zmax: most,
      colorscale: [[0, "#fee3cf"], [1, "#b84a00"]],
      showscale: false,
      xgap: 2,
      ygap: 2,
      hoverongaps: false,
      hovertemplate: "%{z} images of %{y} taken for %{x}<extra></extra>",
    }],
    layout: {
      ...baseLayout,
      width: 520,
      height: 500,
      title: figureTitle(titleOf(cutName(trial.name, MOST_LETTERS - titleOf("").length)), {
        centred: true,
      }),
      margin: { l: 60, r: 20, t: 50, b: 55 },
      xaxis: { ...axis, title: { text: "Prediction" } },
      yaxis: { ...axis, title: { text: "Label" }, autorange: "reversed", scaleanchor: "x" },
      // White letters are no more legible than dark ones before four fifths of the colour scale.
      annotations: cells.filter(({ count }) => count > 0).map(({ label, prediction, count }) => ({
        text: label === prediction ? `<b>${formatCount(count)}</b>` : String(count),
        x: prediction,
        y: label,
        showarrow: false,
        font: {
          size: 12,
          color: label === prediction ? INK : count > 0.8 * most ? "#fff" : "#4d2000",
        },
      })),
    },
    description: `Confusion matrix of ${titleOf(trial.name)}${describeMost(cells)}.`,
  };
}

/** Which mistakes are the most frequent: `; most often 4 is taken for 9 (12), 7 for 2 (9)`. */
function describeMost(cells: readonly Cell[]): string {
  const mistakes = cells.filter(({ label, prediction, count }) => label !== prediction && count > 0)
    .sort((a, b) => b.count - a.count).slice(0, 3);
  if (mistakes.length === 0) return "";
  const [first, ...others] = mistakes.map(({ label, prediction, count }) =>
    [label, `for ${prediction} (${formatCount(count)})`] as const
  );
  const told = [`${first[0]} is taken ${first[1]}`, ...others.map((other) => other.join(" "))];
  return `; most often ${told.join(", ")}`;
}
