/**
 * How much each param of a search decides, as bars.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { formatPercent } from "../results/format.ts";
import { toImportances } from "../results/importance_rows.ts";
import { toValuePoints } from "../results/value_points.ts";
import type { Trial } from "../trial/record.ts";
import {
  baseAxis,
  baseLayout,
  countTrials,
  type Figure,
  figureTitle,
  INK,
  shortLabel,
} from "./figure.ts";
import { trialColor } from "./palette.ts";
import { valueTitle } from "./value_axis.ts";

/** What a figure takes beside its bars, and a bar, in pixels. */
const HEIGHTS = { around: 140, bar: 34 };

/**
 * Draws the importance of each param of a search as a bar: the share of the variance of the trials'
 * values that it explains alone, see {@linkcode toImportances}, where the method is told. Params that
 * some trials lack are named below the chart and have none.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 * @throws {RangeError} If the values of the trials are not of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotImportances, randomSampler } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "important",
 *   data: await loadMnist(),
 *   search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 32)}` }),
 *   trials: 3,
 *   sampler: randomSampler(),
 *   epochs: 1,
 *   limit: 600,
 * });
 * await study.optimize();
 * const { description } = plotImportances(study.trials);
 * assertMatch(description, /^Importance of 1 param .* over 3 trials: units .* %/);
 * ```
 */
export function plotImportances(trials: readonly Trial[]): Figure {
  checkArguments("plotImportances()", arguments, 1);
  const { objective } = toValuePoints(trials);
  const { rows, trials: count, leftOut } = toImportances(trials);
  const shares = rows.map(({ importance }) => importance);
  const rest = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
  const decides = shares.some((share) => share > 0);
  const left = leftOut.length === 0
    ? ""
    : `Left out, for not every trial has them: ${leftOut.join(", ")}`;
  return {
    data: [{
      type: "bar",
      orientation: "h",
      x: shares,
      y: rows.map((_, row) => row),
      marker: { color: trialColor(0) },
      text: shares.map(formatPercent),
      textposition: "outside",
      cliponaxis: false,
      hoverinfo: "skip",
    }],
    layout: {
      ...baseLayout,
      height: HEIGHTS.around + HEIGHTS.bar * Math.max(1, rows.length),
      title: figureTitle(
        `Which params decide, over ${countTrials(count, count)}${
          decides ? "" : ": none can be told"
        }`,
      ),
      margin: { l: 60, r: 70, t: 50, b: left === "" ? 60 : 90 },
      xaxis: {
        ...baseAxis,
        range: [0, 1],
        tickformat: ".0%",
        title: { text: "Share of the variance that a param explains alone" },
      },
      yaxis: {
        ...baseAxis,
        range: [Math.max(1, rows.length) - 0.5, -0.5],
        tickvals: rows.map((_, row) => row),
        ticktext: rows.map(({ name }) => shortLabel(name)),
      },
      annotations: left === "" ? [] : [{
        text: shortLabel(left, 130),
        xref: "paper",
        yref: "paper",
        x: 0,
        y: 0,
        yshift: -80,
        xanchor: "left",
        yanchor: "bottom",
        showarrow: false,
        font: { size: 11, color: INK },
      }],
    },
    description: `Importance of ${rows.length} ${rows.length === 1 ? "param" : "params"} for the ` +
      `${valueTitle(objective).toLowerCase()} over ${countTrials(count, count)}` +
      `${rows.length === 0 ? "" : ": "}` +
      rows.map(({ name, importance }) => `${name} ${formatPercent(importance)}`).join(", ") +
      `${decides ? `; together ${formatPercent(rest)} more` : "; none can be told to decide"}.` +
      `${left === "" ? "" : ` ${left}.`}`,
  };
}
