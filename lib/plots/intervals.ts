/**
 * Configurations as dots with their intervals, the best on top.
 *
 * @module
 */
import { formatMetric, isAccuracy } from "../results/format_metric.ts";
import { formatInterval } from "../results/format_spread.ts";
import { type Distinction, type IntervalRow, toIntervalRows } from "../results/interval_rows.ts";
import { toValuePoints } from "../results/value_points.ts";
import { checkReference } from "../trial/reference.ts";
import type { Trial } from "../trial/record.ts";
import {
  baseAxis,
  baseLayout,
  countTrials,
  type Figure,
  figureTitle,
  INK,
  shortLabel,
  type Trace,
} from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";
import {
  besideReference,
  checkPlotOptions,
  type PlotOptions,
  referenceTraces,
} from "./reference_line.ts";
import { pointLabel, valueAxis, valueTitle } from "./value_axis.ts";

/** How each standing looks and is named; markers differ too, for readers without colours. */
const looks: readonly (readonly [Distinction, string, Trace])[] = [
  ["best", "★ best", { color: trialColor(1), symbol: "star", size: 15 }],
  ["like", "≈ cannot be told from it at 95 %", {
    color: trialColor(0),
    symbol: "circle",
    size: 10,
  }],
  ["apart", "told from it", { color: INK, symbol: "circle-open", size: 9, line: { width: 2 } }],
  ["unknown", "not tested", { color: INK, symbol: "diamond-open", size: 8, line: { width: 1 } }],
];
const signs: Readonly<Record<Distinction, string>> = {
  best: "★ ",
  like: "≈ ",
  apart: "",
  unknown: "",
};

/** Of a description. */
const MOST_NAMES = 6;
/** What a figure takes beside its rows, and a row, in pixels. */
const HEIGHTS = { around: 150, row: 26 };

/**
 * Draws the complete trials as dots, the best on top, each with the 95 % interval of its mean where
 * it has several runs, and its single runs as faint dots. Those that cannot be told from the best are
 * marked, by the paired t test or McNemar's with Holm's correction, as in the table. That two
 * intervals overlap says less: the tests go by pairs of the same seed, fold or image.
 *
 * Of a large study only the best are drawn, see the option `most`.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], `most` is no whole number of at
 * least 1, or the values of the trials are not of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotIntervals } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = ["F", "F D16"].map((layers) => ({ name: layers, layers }));
 * const study = await createStudy({ name: "dots", data, cases, epochs: 1, limit: 600, repeats: 2 });
 * await study.optimize();
 * const { description } = plotIntervals(study.trials);
 * assertMatch(description, /of 2 trials with 95 % intervals: .* is the best, /);
 * ```
 */
export function plotIntervals(trials: readonly Trial[], options: PlotOptions = {}): Figure {
  const { most, ...checked } = checkPlotOptions("plotIntervals()", options);
  const { objective } = toValuePoints(trials);
  const all = toIntervalRows(trials);
  const rows = all.slice(0, most);
  const reference = checkReference(isAccuracy(objective.metric) ? checked.reference : null);
  const range = [Math.max(1, rows.length) - 0.5, -0.5] as const;
  const count = countTrials(rows.length, all.length);
  return {
    data: [
      singleRuns(rows),
      ...looks.map((look) => toDots(rows, look)),
      ...referenceTraces(reference, { on: "x", ends: range }),
    ],
    layout: {
      ...baseLayout,
      height: HEIGHTS.around + HEIGHTS.row * Math.max(1, rows.length),
      title: figureTitle(
        `Configurations with 95 % intervals${rows.length < all.length ? `, ${count}` : ""}`,
      ),
      margin: { l: 60, r: 30, t: 90, b: 55 },
      xaxis: valueAxis(objective, rows, {
        drawn: ({ scores, interval }) => [...scores, ...interval ?? []],
        reference,
      }),
      yaxis: {
        ...baseAxis,
        range,
        tickvals: rows.map((_, row) => row),
        ticktext: rows.map(({ trial, standing }) => signs[standing] + shortLabel(trial.name)),
      },
      legend: { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom" },
      hovermode: "closest",
    },
    description: `${valueTitle(objective)} of ${count} with 95 % intervals` +
      `${describe(rows)}${besideReference(reference)}.`,
  };
}

function toDots(
  rows: readonly IntervalRow[],
  [standing, name, marker]: typeof looks[number],
): Trace {
  const places = rows.flatMap((row, place) => row.standing === standing ? [{ ...row, place }] : []);
  return {
    type: "scatter",
    mode: "markers",
    name,
    showlegend: places.length > 0,
    x: places.map(({ value }) => value),
    y: places.map(({ place }) => place),
    marker,
    error_x: {
      type: "data",
      // Where there is none, Plotly would draw one of no length.
      visible: places.some(({ interval }) => interval !== null),
      symmetric: false,
      array: places.map(({ value, interval }) => interval === null ? 0 : interval[1] - value),
      arrayminus: places.map(({ value, interval }) => interval === null ? 0 : value - interval[0]),
      thickness: 2,
      width: 4,
    },
    hovertext: places.map((row) => `${pointLabel(row)}${intervalOf(row, "<br>95 % interval ")}`),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}

function singleRuns(rows: readonly IntervalRow[]): Trace {
  const several = rows.map(({ scores }) => scores.length > 1 ? scores : []);
  return {
    type: "scatter",
    mode: "markers",
    name: "single runs",
    showlegend: several.some((scores) => scores.length > 0),
    x: several.flat(),
    y: several.flatMap((scores, place) => scores.map(() => place)),
    marker: { color: translucent(INK, 0.6), size: 5, symbol: "line-ns-open" },
    hoverinfo: "skip",
  };
}

function intervalOf({ trial, interval }: IntervalRow, before: string): string {
  return interval === null ? "" : `${before}${formatInterval(trial.objective.metric, interval)}`;
}

function describe(rows: readonly IntervalRow[]): string {
  const best = rows.find(({ standing }) => standing === "best");
  if (best === undefined) return "";
  const like = rows.filter(({ standing }) => standing === "like").map(({ trial }) => trial.name);
  const tested = rows.filter(({ standing }) => standing === "like" || standing === "apart").length;
  const value = `${formatMetric(best.trial.objective.metric, best.value)}${intervalOf(best, ", ")}`;
  const others = rows.length === 1
    ? "there is no other"
    : tested === 0
    ? "the others are not tested"
    : like.length === 0
    ? `all ${tested} that are tested can be told from it`
    : `${like.length} of ${tested} that are tested cannot be told from it: ${listSome(like)}`;
  return `: ${best.trial.name} is the best, ${value}; ${others}`;
}

/** The first names of a list, and how many more there are. */
function listSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
