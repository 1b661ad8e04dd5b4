/**
 * How a study went: the values of its trials, one after the other.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatMetric, isAccuracy, objectiveName } from "../results/format_metric.ts";
import { scoreOf } from "../results/summarize_trial.ts";
import { shareObjective } from "../trial/best.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { isBetter, type Objective, toObjective } from "../trial/objective.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import { checkReference } from "../trial/reference.ts";
import {
  baseAxis,
  baseLayout,
  countTrials,
  escapeLabel,
  type Figure,
  INK,
  type Trace,
} from "./figure.ts";
import { PRUNED_SYMBOL, trialColor } from "./palette.ts";
import { besideReference, horizontalReference, type ReferenceOptions } from "./reference_line.ts";

/** A trial that has a place in the chart. */
interface Point {
  readonly trial: Trial;
  readonly value: number;
  /** What each of its runs came to. */
  readonly scores: readonly number[];
}

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
 * import { assertEquals } from "@std/assert";
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
 * assertEquals(description, "Validation accuracy after the last epoch of 2 trials, and the best so far.");
 * ```
 */
export function plotHistory(trials: readonly Trial[], options: ReferenceOptions = {}): Figure {
  const { reference = null } = checkKeys("options of plotHistory()", options, ["reference"]);
  const own = withOwnNumbers(checkTrials(trials));
  if (!shareObjective(own)) {
    throw new RangeError(
      "Cannot plot values of different metrics, or of different epochs, in one chart.",
    );
  }
  const { objective } = own[0] ?? { objective: toObjective("valAccuracy", "last") };
  const accuracy = isAccuracy(objective.metric);
  const beside = checkReference(accuracy ? reference : null);
  const complete = own.filter(({ state }) => state === "complete").map(toPoint);
  const pruned = own.filter(({ state, runs }) => state === "pruned" && runs[0].epochs.length > 0)
    .map(toPoint);
  const name = objectiveName(objective);
  const title = `${name[0].toUpperCase()}${name.slice(1)}`;
  const { shapes, annotations } = horizontalReference("x", "y", beside);
  return {
    data: [
      bestSoFar(complete, objective),
      toMarks("complete", complete, { color: trialColor(0), size: 7 }),
      toMarks("pruned", pruned, { color: INK, size: 7, symbol: PRUNED_SYMBOL }),
    ],
    layout: {
      ...baseLayout,
      // The label of the reference stands right of the chart.
      margin: { l: 60, r: beside === null ? 20 : 90, t: 40, b: 50 },
      xaxis: {
        ...baseAxis,
        title: { text: "Trial" },
        ...own.length === 0 ? { range: [0, 1] } : {},
        tickformat: "d",
      },
      yaxis: {
        ...baseAxis,
        title: { text: title },
        // Where there is nothing to show, Plotly draws accuracies of 150 %.
        ...complete.length + pruned.length === 0 ? { range: [0, accuracy ? 1.02 : 2.5] } : {},
        ...accuracy ? { tickformat: ".1%" } : {},
      },
      shapes,
      annotations,
      legend: { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom" },
      hovermode: "closest",
    },
    description: `${title} of ${countTrials(complete.length, complete.length)}` +
      `${pruned.length === 0 ? "" : `, ${pruned.length} more pruned`}, and the best so far` +
      `${besideReference(beside)}.`,
  };
}

function toPoint(trial: Trial): Point {
  const begun = trial.runs.filter(({ epochs }) => epochs.length > 0);
  const scores = begun.map((run) => scoreOf(trial.objective, run));
  return { trial, scores, value: trial.value ?? scores[0] };
}

/** The best value at each of the trials, by their numbers. */
function bestSoFar(points: readonly Point[], objective: Objective): Trace {
  let best = points[0]?.value;
  const values = points.map(({ value }) => best = isBetter(objective, value, best) ? value : best);
  return {
    type: "scatter",
    mode: "lines",
    name: "best so far",
    x: points.map(({ trial }) => trial.number),
    y: values,
    line: { color: trialColor(1), width: 2, shape: "hv" },
    hoverinfo: "skip",
  };
}

function toMarks(name: string, points: readonly Point[], marker: Trace): Trace {
  const range = ({ value, scores }: Point) => ({
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
    hovertext: points.map(describe),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}

/** A trial as its label shows it: its name, its net, what was suggested, and its value. */
function describe({ trial, value, scores }: Point): string {
  const { name, state, setup, params, objective: { metric } } = trial;
  const format = (value: number) => formatMetric(metric, value);
  const runs = scores.length < 2
    ? ""
    : `, mean of ${scores.length} runs, ${format(Math.min(...scores))} to ` +
      format(Math.max(...scores));
  return [
    `<b>${escapeLabel(name)}</b>`,
    escapeLabel(setup.layers),
    ...Object.entries(params).map(([name, value]) => `${escapeLabel(name)} ${formatParam(value)}`),
    `${state === "pruned" ? "pruned at " : ""}${format(value)}${runs}`,
  ].join("<br>");
}

/** A suggested value, numbers to four digits. */
function formatParam(value: Trial["params"][string]): string {
  return typeof value === "number"
    ? String(Number(value.toPrecision(4)))
    : escapeLabel(String(value));
}
