/**
 * Every trial of a search as a line through its params to its value.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatMetric, isAccuracy } from "../results/format_metric.ts";
import {
  formatParam,
  hasParam,
  type ParamAxis,
  toCoordinate,
  toShare,
} from "../results/param_axes.ts";
import { focusValues } from "../results/value_focus.ts";
import type { ValuePoint } from "../results/value_points.ts";
import { isAhead } from "../trial/best.ts";
import type { Objective } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import {
  baseLayout,
  type Figure,
  FIGURE_HEIGHT,
  figureTitle,
  GRID_COLOR,
  INK,
  shortLabel,
  type Trace,
  trialLabel,
} from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";
import { type ParamOptions, type ParamPoints, toParamPoints } from "./param_options.ts";
import { sharedTicks, type Tick } from "./param_ticks.ts";
import { countPoints, describeOutside, valueTitle } from "./value_axis.ts";

/** The lines are drawn in so many groups, the worst first, each clearer than the one before. */
const GROUPS = [0.08, 0.16, 0.3, 0.5, 0.8];
/** More lines than these are fainter, so that the marks of the axes are read through them. */
const CLEAR = 60;
/** Where a line goes that lacks a param, and where its axis ends. */
const LACKING = -0.14;
const BOTTOM = -0.22;
/** Where the names of the axes stand; Plotly draws none that lies beyond. */
const TOP = 1.07;

/**
 * Draws every complete trial of a search as a line from param to param, to its value on the right:
 * the better, the clearer, and the best in another colour. An axis is logarithmic where its param was
 * searched so; a trial that was not asked for a param passes below its axis.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If a param is none of the trials', there is none at all, or the values of the
 * trials are not of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotParallelCoordinates, randomSampler } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "parallel",
 *   data: await loadMnist(),
 *   search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 32)}` }),
 *   trials: 2,
 *   sampler: randomSampler(),
 *   epochs: 1,
 *   limit: 600,
 * });
 * await study.optimize();
 * const { description } = plotParallelCoordinates(study.trials);
 * assertMatch(description, /^2 trials as lines through units to their validation accuracy/);
 * ```
 */
export function plotParallelCoordinates(
  trials: readonly Trial[],
  options: ParamOptions = {},
): Figure {
  const name = "options of plotParallelCoordinates()";
  const { params = null } = checkKeys(name, options, ["params"]);
  const points = toParamPoints(trials, params);
  const { objective, complete, axes, all } = points;
  // The best is drawn last.
  const ranked = complete.toSorted((a, b) =>
    isAhead(a.trial, b.trial) ? 1 : isAhead(b.trial, a.trial) ? -1 : b.trial.number - a.trial.number
  );
  const values = focusValues(complete, objective)?.ends ?? [0, 1];
  const outside = describeOutside(objective, complete);
  const lacks = axes.some(({ name }) => complete.some(({ trial }) => !hasParam(trial, name)));
  const toLine = (point: ValuePoint) => [
    ...axes.map((axis) => heightOf(axis, point.trial)),
    shareOf(point.value, values),
  ];
  const best = ranked.at(-1);
  const rest = ranked.slice(0, -1);
  const size = Math.ceil(rest.length / GROUPS.length);
  const clearness = Math.min(1, Math.sqrt(CLEAR / Math.max(1, rest.length)));
  return {
    data: [
      ...GROUPS.map((opacity, i) =>
        toLines(rest.slice(i * size, (i + 1) * size), toLine, {
          color: translucent(trialColor(0), clearness * opacity),
          width: rest.length > 200 ? 1 : 1.5,
        })
      ),
      toLines(best === undefined ? [] : [best], toLine, { color: trialColor(1), width: 3 }),
    ],
    layout: {
      ...baseLayout,
      height: FIGURE_HEIGHT + 60,
      title: figureTitle(
        `Trials through ${axes.length < all ? `${axes.length} of ${all}` : "their"} params to ` +
          `their value`,
      ),
      margin: { l: 70, r: 105, t: 90, b: 40 },
      xaxis: { visible: false, range: [0, axes.length], fixedrange: true },
      yaxis: { visible: false, range: [lacks ? BOTTOM : -0.06, TOP], fixedrange: true },
      shapes: Array.from({ length: axes.length + 1 }, (_, x) => axisLine(x)),
      annotations: [
        ...axes.flatMap((axis, x) => [
          axisTitle(x, shortLabel(axis.name, 18)),
          ...sharedTicks(axis).map((tick) => toText(x, tick)),
        ]),
        axisTitle(
          axes.length,
          [valueTitle(objective).replace(/ after.*/, "").replace(" ", "<br>"), ...outside]
            .join("<br>"),
        ),
        ...valueTicks(values, objective).map((tick) => toText(axes.length, tick)),
        ...lacks ? [toText(0, { at: LACKING, text: "not asked" })] : [],
      ],
      showlegend: false,
      hovermode: "closest",
    },
    description: `${countPoints({ complete, pruned: [] })} as lines through ` +
      `${axes.map(({ name }) => name).join(", ")} to their ${valueTitle(objective).toLowerCase()}` +
      `${describeBest(best, points)}.`,
  };
}

/** Values that are far worse than the others stand at the end of the axis. */
function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return low === high ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low)));
}

function heightOf(axis: ParamAxis, trial: Trial): number {
  if (!hasParam(trial, axis.name)) return LACKING;
  return toShare(axis, toCoordinate(axis, trial.params[axis.name]));
}

/** Many trials as one series with gaps: a series for each of 1,000 would take seconds to draw. */
function toLines(
  points: readonly ValuePoint[],
  toLine: (point: ValuePoint) => readonly number[],
  line: Trace,
): Trace {
  const lines = points.map(toLine);
  return {
    type: "scatter",
    mode: "lines",
    x: lines.flatMap((line) => [...line.keys(), null]),
    y: lines.flatMap((line) => [...line, null]),
    line,
    connectgaps: false,
    hovertext: points.flatMap((point, i) => [...lines[i].map(() => labelOf(point)), ""]),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}

function labelOf({ trial, value }: ValuePoint): string {
  return `${trialLabel(trial)}: ${formatMetric(trial.objective.metric, value)}`;
}

function axisLine(x: number): Trace {
  return {
    type: "line",
    x0: x,
    x1: x,
    y0: 0,
    y1: 1,
    line: { color: GRID_COLOR, width: 2 },
    layer: "below",
  };
}

function axisTitle(x: number, text: string): Trace {
  return { text: `<b>${text}</b>`, x, y: TOP, yanchor: "bottom", showarrow: false };
}

function toText(x: number, { at, text }: Tick): Trace {
  return {
    text,
    x,
    y: at,
    xanchor: x === 0 ? "right" : "left",
    xshift: x === 0 ? -6 : 6,
    // At the ends many lines go straight on to the next axis.
    yshift: at === 1 ? 8 : at === 0 ? -8 : 0,
    showarrow: false,
    font: { size: 11, color: INK },
  };
}

function valueTicks(ends: readonly [number, number], { metric }: Objective): Tick[] {
  const [low, high] = ends;
  const values = low === high ? [low] : [0, 0.25, 0.5, 0.75, 1].map((s) => low + s * (high - low));
  const format = (value: number) =>
    isAccuracy(metric) ? `${(100 * value).toFixed(1)} %` : value.toPrecision(3);
  return values.map((value) => ({ at: shareOf(value, ends), text: format(value) }));
}

function describeBest(best: ValuePoint | undefined, { axes, objective }: ParamPoints): string {
  if (best === undefined) return "";
  const params = axes.map(({ name }) =>
    hasParam(best.trial, name) ? `${name} ${formatParam(best.trial.params[name])}` : `no ${name}`
  );
  return `; the best, ${best.trial.name}, goes through ${params.join(", ")} to ` +
    formatMetric(objective.metric, best.value);
}
