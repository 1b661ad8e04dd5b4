/**
 * How a study went: the values of its trials, one after the other.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatMetric, isAccuracy } from "../results/format_metric.ts";
import { toValuePoints, type ValuePoint } from "../results/value_points.ts";
import { isBetter, type Objective } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import { checkReference } from "../trial/reference.ts";
import { baseAxis, baseLayout, type Figure, figureTitle, INK, type Trace } from "./figure.ts";
import { PRUNED_SYMBOL, trialColor } from "./palette.ts";
import { besideReference, type ReferenceOptions, referenceTraces } from "./reference_line.ts";
import { countPoints, pointLabel, valueAxis, valueTitle } from "./value_axis.ts";

/**
 * Draws the value of each trial over its number, and the best value so far as a line. Of a trial of
 * several runs the value is their mean, and a bar goes from the lowest of them to the highest.
 * A pruned trial has a cross where its value stood when it was pruned; it is never the best. Trials
 * that have not ended, or have failed, are not drawn.
 *
 * A reference is drawn where the values are accuracies.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], or the values of the trials are not
 * of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { adam, createStudy, loadMnist, plotHistory, randomSampler } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "rates",
 *   data: await loadMnist(),
 *   search: (trial) => ({
 *     layers: "F",
 *     optimizer: adam({ learningRate: trial.suggestFloat("learningRate", 1e-4, 1e-1, { log: true }) }),
 *   }),
 *   trials: 2,
 *   sampler: randomSampler(),
 *   epochs: 1,
 *   limit: 600,
 * });
 * await study.optimize();
 * const { description } = plotHistory(study.trials);
 * assertMatch(description, /^Validation accuracy after the last epoch of 2 trials, .* at best/);
 * ```
 */
export function plotHistory(trials: readonly Trial[], options: ReferenceOptions = {}): Figure {
  const { reference = null } = checkKeys("options of plotHistory()", options, ["reference"]);
  const { objective, complete, pruned } = toValuePoints(trials);
  const beside = checkReference(isAccuracy(objective.metric) ? reference : null);
  const best = bestSoFar(complete, objective);
  const numbers = [...complete, ...pruned].map(({ trial }) => trial.number);
  const last = Math.max(0, ...numbers);
  const free = Math.max(0.5, 0.02 * last);
  const ends = [-free, last + free] as const;
  return {
    data: [
      best.trace,
      toMarks("complete", complete, { color: trialColor(0), size: 7 }),
      toMarks("pruned", pruned, { color: INK, size: 7, symbol: PRUNED_SYMBOL }),
      ...referenceTraces(beside, { on: "y", ends }),
    ],
    layout: {
      ...baseLayout,
      title: figureTitle("How the study went"),
      margin: { l: 60, r: 20, t: 70, b: 50 },
      xaxis: {
        ...baseAxis,
        title: { text: "Trial" },
        range: ends,
        // Of a few trials Plotly would mark halves.
        ...last < 10 ? { dtick: 1 } : {},
        tickformat: "d",
      },
      yaxis: valueAxis(objective, [...complete, ...pruned], {
        drawn: ({ scores }) => scores,
        reference: beside,
      }),
      legend: { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom" },
      hovermode: "closest",
    },
    description: `${valueTitle(objective)} of ${countPoints({ complete, pruned })}, and the best ` +
      `so far${best.text}${besideReference(beside)}.`,
  };
}

/** The best value at each of the trials, by their numbers. */
function bestSoFar(points: readonly ValuePoint[], objective: Objective) {
  let best = points[0];
  const values = points.map((point) =>
    (best = isBetter(objective, point.value, best.value) ? point : best).value
  );
  const trace: Trace = {
    type: "scatter",
    mode: "lines",
    name: "best so far",
    x: points.map(({ trial }) => trial.number),
    y: values,
    line: { color: trialColor(1), width: 2, shape: "hv" },
    hoverinfo: "skip",
  };
  const text = best === undefined
    ? ""
    : `: ${formatMetric(objective.metric, best.value)} at best, in trial ${best.trial.number}`;
  return { trace, text };
}

function toMarks(name: string, points: readonly ValuePoint[], marker: Trace): Trace {
  const range = ({ value, scores }: ValuePoint) => ({
    above: Math.max(...scores) - value,
    below: value - Math.min(...scores),
  });
  const ranges = points.map(range);
  const hasRanges = points.some(({ scores }) => scores.length > 1);
  return {
    type: "scatter",
    mode: "markers",
    name,
    // Nothing is explained that is not there.
    showlegend: points.length > 0,
    x: points.map(({ trial }) => trial.number),
    y: points.map(({ value }) => value),
    marker,
    ...hasRanges
      ? {
        error_y: {
          type: "data",
          symmetric: false,
          array: ranges.map(({ above }) => above),
          arrayminus: ranges.map(({ below }) => below),
          thickness: 1,
          width: 0,
        },
      }
      : {},
    hovertext: points.map(pointLabel),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}
