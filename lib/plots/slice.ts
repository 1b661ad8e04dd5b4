/**
 * The value of trials against each param of a search.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatCount } from "../results/format.ts";
import { formatMetric, metricName } from "../results/format_metric.ts";
import { formatParam, hasParam, type ParamAxis, toCoordinate } from "../results/param_axes.ts";
import type { ValuePoint } from "../results/value_points.ts";
import { bestTrial } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import {
  baseLayout,
  escapeLabel,
  type Figure,
  figureTitle,
  INK,
  shortLabel,
  type Trace,
  trialLabel,
} from "./figure.ts";
import { ORDER_SCALE, PRUNED_SYMBOL, translucent } from "./palette.ts";
import { paramAxis } from "./param_ticks.ts";
import { type ParamOptions, toParamPoints } from "./param_options.ts";
import { countPoints, valueAxis, valueTitle } from "./value_axis.ts";

/** Panels side by side at most, and how high a row of them is, in pixels. */
const COLUMNS = 4;
const ROW_HEIGHT = 280;
/** What is free between panels, of the width of all. */
const GAP = 0.04;
/** So many letters have room side by side below them. */
const LETTERS = 84;

/**
 * Draws a panel for each param of a search, the trials' values over it: on a logarithmic axis where
 * it was searched so, choices side by side. Colour says in which order the trials were made. A trial
 * that was not asked for a param is not in its panel, which says how many are. Pruned trials are grey
 * crosses where their value stood.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If a param is none of the trials', there is none at all, or the values of the
 * trials are not of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotSlice, randomSampler } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "sliced",
 *   data: await loadMnist(),
 *   search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 32)}` }),
 *   trials: 2,
 *   sampler: randomSampler(),
 *   epochs: 1,
 *   limit: 600,
 * });
 * await study.optimize();
 * assertMatch(plotSlice(study.trials).description, /of 2 trials over each of 1 param: units; best/);
 * ```
 */
export function plotSlice(trials: readonly Trial[], options: ParamOptions = {}): Figure {
  const { params = null } = checkKeys("options of plotSlice()", options, ["params"]);
  const points = toParamPoints(trials, params);
  const { objective, complete, pruned, axes, all } = points;
  const columns = Math.min(COLUMNS, axes.length);
  const rows = Math.ceil(axes.length / columns);
  const best = bestTrial(complete.map(({ trial }) => trial));
  const name = metricName(objective.metric);
  const names = axes.map(({ name }) => name).join(", ");
  return {
    data: axes.flatMap((axis, i) => toPanel(axis, i, { complete, pruned })),
    layout: {
      ...baseLayout,
      height: 110 + ROW_HEIGHT * rows,
      title: figureTitle(
        `${valueTitle(objective)} over each param${
          axes.length < all ? `, ${axes.length} of ${all}` : ""
        }`,
      ),
      margin: { l: 70, r: 20, t: 60, b: 55 },
      ...Object.fromEntries(axes.flatMap((axis, i) => {
        const [column, row] = [i % columns, Math.floor(i / columns)];
        const width = (1 + GAP) / columns;
        const height = rows > 1 ? 1.17 / rows : 1;
        const number = i === 0 ? "" : String(i + 1);
        const top = 1 - row * height;
        const here = [...complete, ...pruned].filter(({ trial }) => hasParam(trial, axis.name));
        const some = here.length < complete.length + pruned.length
          ? `<br>${formatCount(here.length)} trials have it`
          : "";
        return [
          [`xaxis${number}`, {
            ...paramAxis(axis),
            tickangle: 0,
            title: { text: `${shortLabel(axis.name, LETTERS / columns)}${some}` },
            domain: [column * width, column * width + width - GAP],
            anchor: `y${number}`,
          }],
          [`yaxis${number}`, {
            ...valueAxis(objective, [...complete, ...pruned], {
              title: `${name[0].toUpperCase()}${name.slice(1)}`,
            }),
            ...column === 0 ? {} : { showticklabels: false, title: { text: "" } },
            ...i === 0 ? {} : { matches: "y" },
            domain: [Math.max(0, top - height + (rows > 1 ? 0.17 : 0)), top],
            anchor: `x${number}`,
          }],
        ];
      })),
      showlegend: false,
      hovermode: "closest",
    },
    description: `${valueTitle(objective)} of ${countPoints(points)} over each of ${axes.length} ` +
      `${axes.length === 1 ? "param" : "params"}: ${names}${describeBest(best, axes)}.`,
  };
}

function toPanel(
  axis: ParamAxis,
  index: number,
  { complete, pruned }: { complete: readonly ValuePoint[]; pruned: readonly ValuePoint[] },
): Trace[] {
  const numbers = complete.map(({ trial }) => trial.number);
  const marks = (
    points: readonly ValuePoint[],
    marker: (shown: readonly ValuePoint[]) => Trace,
  ) => {
    const shown = points.filter(({ trial }) => hasParam(trial, axis.name));
    return {
      type: "scatter",
      mode: "markers",
      x: shown.map(({ trial }) => coordinateOf(axis, trial)),
      y: shown.map(({ value }) => value),
      xaxis: `x${index === 0 ? "" : index + 1}`,
      yaxis: `y${index === 0 ? "" : index + 1}`,
      marker: marker(shown),
      hovertext: shown.map((point) => labelOf(axis, point)),
      hovertemplate: "%{hovertext}<extra></extra>",
    };
  };
  return [
    marks(pruned, () => ({ color: translucent(INK, 0.6), size: 6, symbol: PRUNED_SYMBOL })),
    marks(complete, (shown) => ({
      size: complete.length > 200 ? 5 : 7,
      color: shown.map(({ trial }) => trial.number),
      colorscale: ORDER_SCALE,
      cmin: Math.min(0, ...numbers),
      cmax: Math.max(1, ...numbers),
      // One trial has no order.
      showscale: index === 0 && numbers.length > 1,
      colorbar: {
        title: { text: "Trial" },
        thickness: 10,
        outlinewidth: 0,
        len: 1,
        tickformat: "d",
        ...Math.max(...numbers) < 10 ? { dtick: 1 } : {},
      },
    })),
  ];
}

/** Choices are spread a little, by the number of the trial: points would hide each other. */
function coordinateOf(axis: ParamAxis, trial: Trial): number {
  const coordinate = toCoordinate(axis, trial.params[axis.name]);
  return axis.choices === null ? coordinate : coordinate + 0.5 * ((trial.number * 0.618) % 1 - 0.5);
}

function labelOf(axis: ParamAxis, { trial, value }: ValuePoint): string {
  const param = escapeLabel(formatParam(trial.params[axis.name]));
  return `<b>${trialLabel(trial)}</b><br>${shortLabel(axis.name)} ${param}<br>` +
    formatMetric(trial.objective.metric, value);
}

function describeBest(best: Trial | null, axes: readonly ParamAxis[]): string {
  if (best === null) return "";
  const params = axes.filter(({ name }) => hasParam(best, name))
    .map(({ name }) => `${name} ${formatParam(best.params[name])}`).join(", ");
  return `; best ${formatMetric(best.objective.metric, best.value!)} at ${params}`;
}
