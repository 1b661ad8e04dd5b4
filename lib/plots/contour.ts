/**
 * The value of trials over two params of a search.
 *
 * @module
 */
import { checkKeys, refuseRange } from "../check/check.ts";
import { formatCount } from "../results/format.ts";
import { formatMetric } from "../results/format_metric.ts";
import { toImportances } from "../results/importance_rows.ts";
import { toLandscape } from "../results/landscape.ts";
import { formatParam, hasParam, type ParamAxis, toCoordinate } from "../results/param_axes.ts";
import { focusValues } from "../results/value_focus.ts";
import type { ValuePoint } from "../results/value_points.ts";
import { bestTrial } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import { baseLayout, type Figure, figureTitle } from "./figure.ts";
import { paramAxis } from "./param_ticks.ts";
import { type ParamOptions, toParamPoints } from "./param_options.ts";
import {
  describeOutside,
  pointLabel,
  spread,
  valueFormat,
  valueTitle,
  valueUnit,
} from "./value_axis.ts";

const HEIGHT = 520;

/**
 * Draws the values of the complete trials over two params of a search: the trials as dots, and
 * between them a guess from those nearby, see {@linkcode toLandscape}. Where no trial is near, the
 * chart is blank: nothing was tried there. What other params a trial had is not seen here.
 *
 * @param options `params` are the two, horizontal and vertical; by default the two most important of
 * those that all trials have.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If there are not two params, one of them is none of the trials', or the values
 * of the trials are not of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotContour, randomSampler } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "contours",
 *   data: await loadMnist(),
 *   search: (trial) => ({
 *     layers: `F D${trial.suggestInt("units", 4, 32)}`,
 *     batchSize: trial.suggestInt("batch", 50, 200),
 *   }),
 *   trials: 2,
 *   sampler: randomSampler(),
 *   epochs: 1,
 *   limit: 600,
 * });
 * await study.optimize();
 * const { description } = plotContour(study.trials, { params: ["units", "batch"] });
 * assertMatch(description, /of 2 trials over units and batch; best .* % at units \d+, batch \d+\.$/);
 * ```
 */
export function plotContour(trials: readonly Trial[], options: ParamOptions = {}): Figure {
  const { params = null } = checkKeys("options of plotContour()", options, ["params"]);
  const { objective, complete, axes } = toParamPoints(trials, params ?? mostImportant(trials));
  if (axes.length !== 2 || axes[0] === axes[1]) {
    refuseRange("params", "two different ones", axes.map(({ name }) => name));
  }
  const [xAxis, yAxis] = axes;
  const points = complete.filter(({ trial }) => axes.every(({ name }) => hasParam(trial, name)));
  const spots = points.map(({ trial, value }) => ({
    x: toCoordinate(xAxis, trial.params[xAxis.name]),
    y: toCoordinate(yAxis, trial.params[yAxis.name]),
    value,
  }));
  const { x, y, z } = toLandscape(spots, [xAxis, yAxis]);
  const [low, high] = spread(focusValues(points, objective)?.ends ?? [0, 1], objective);
  const outside = describeOutside(objective, points);
  const best = bestTrial(points.map(({ trial }) => trial));
  const lacking = complete.length - points.length;
  return {
    data: [
      {
        type: "heatmap",
        x,
        y,
        z: { dtype: "f4", bdata: bytesOf(z).toBase64(), shape: `${y.length}, ${x.length}` },
        colorscale: "Cividis",
        zmin: low,
        zmax: high,
        reversescale: objective.direction === "minimize",
        hoverongaps: false,
        hoverinfo: "skip",
        colorbar: {
          title: {
            text: valueUnit(objective),
            side: "right",
            font: { size: 12 },
          },
          thickness: 14,
          outlinewidth: 0,
          ...valueFormat(objective),
        },
      },
      toDots(points, spots, best),
    ],
    layout: {
      ...baseLayout,
      height: HEIGHT,
      title: figureTitle(
        [`${valueTitle(objective)}; blank where nothing was tried`, ...outside].join(" ") +
          (lacking === 0 ? "" : `; ${formatCount(lacking)} trials lack a param`),
      ),
      margin: { l: 70, r: 20, t: 60, b: 60 },
      xaxis: { ...paramAxis(xAxis), showgrid: false },
      yaxis: { ...paramAxis(yAxis), showgrid: false },
      showlegend: false,
      hovermode: "closest",
    },
    description: `${valueTitle(objective)} of ${formatCount(points.length)} ` +
      `${points.length === 1 ? "trial" : "trials"} over ${xAxis.name} and ${yAxis.name}` +
      `${best === null ? "" : `; best ${describe(best, axes)}`}.`,
  };
}

function mostImportant(trials: readonly Trial[]): string[] {
  const names = toImportances(trials).rows.map(({ name }) => name).slice(0, 2);
  if (names.length < 2) {
    refuseRange("trials", "those of a search of two params or more that all trials have", names);
  }
  return names;
}

/** White dots in dark rings are seen on every colour and on every page. */
function toDots(
  points: readonly ValuePoint[],
  spots: readonly { readonly x: number; readonly y: number }[],
  best: Trial | null,
) {
  const isBest = ({ trial }: ValuePoint) => trial.number === best?.number;
  return {
    type: "scatter",
    mode: "markers",
    x: spots.map(({ x }) => x),
    y: spots.map(({ y }) => y),
    marker: {
      color: points.map((point) => isBest(point) ? "#D55E00" : "#ffffff"),
      size: points.map((point) => isBest(point) ? 14 : points.length > 200 ? 4 : 6),
      symbol: points.map((point) => isBest(point) ? "star" : "circle"),
      line: { color: "#202428", width: 1 },
    },
    hovertext: points.map(pointLabel),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function describe(best: Trial, axes: readonly ParamAxis[]): string {
  const params = axes.map(({ name }) => `${name} ${formatParam(best.params[name])}`).join(", ");
  return `${formatMetric(best.objective.metric, best.value!)} at ${params}`;
}
