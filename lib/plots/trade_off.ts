/**
 * What trials came to against what they cost.
 *
 * @module
 */
import { checkChoice, checkKeys } from "../check/check.ts";
import { formatCount, formatDuration } from "../results/format.ts";
import { formatMetric } from "../results/format_metric.ts";
import { type Cost, costs, toTradeOffRows, type TradeOffRow } from "../results/trade_off_rows.ts";
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
  type Trace,
} from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";
import { pointLabel, valueAxis, valueTitle } from "./value_axis.ts";

/** Of the front. */
const MOST_NAMES = 8;
/** What a name takes of the width. */
const NAME_WIDTH = 0.08;

/** Options of {@linkcode plotTradeOff}. */
export interface TradeOffOptions {
  /**
   * What trials cost: the trainable `parameters` of the net, or the `time` of training and
   * validation, in seconds a run, the mean over a trial's runs.
   *
   * @default {"parameters"}
   */
  readonly against?: Cost;
}

const units: Readonly<Record<Cost, string>> = {
  parameters: "Parameters of the net",
  time: "Time of a run in seconds",
};

/**
 * Draws the values of the complete trials over their cost, on a logarithmic axis, and Pareto's front
 * among them as steps: the trials that no other one outdoes for the same cost or less.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If `against` is neither cost, or the values of the trials are not of one metric.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotTradeOff } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = ["F", "F D16"].map((layers) => ({ name: layers, layers }));
 * const study = await createStudy({ name: "costs", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { description } = plotTradeOff(study.trials, { against: "parameters" });
 * assertMatch(description, /over the parameters of the net; outdone by no cheaper one: F \(/);
 * ```
 */
export function plotTradeOff(trials: readonly Trial[], options: TradeOffOptions = {}): Figure {
  const { against = "parameters" } = checkKeys("options of plotTradeOff()", options, ["against"]);
  checkChoice("against", against, costs);
  const { objective } = toValuePoints(trials);
  const rows = toTradeOffRows(trials, against);
  const front = rows.filter(({ isOnFront }) => isOnFront);
  const others = rows.filter(({ isOnFront }) => !isOnFront);
  return {
    data: [
      toMarks("other trials", others, against, {
        color: translucent(trialColor(0), rows.length > 200 ? 0.6 : 0.8),
        size: rows.length > 200 ? 5 : 7,
      }),
      {
        ...toMarks("Pareto's front", front, against, {
          color: trialColor(1),
          size: 11,
          symbol: "diamond",
        }),
        mode: "lines+markers",
        line: { color: trialColor(1), width: 2, shape: "hv" },
      },
    ],
    layout: {
      ...baseLayout,
      height: 440,
      title: figureTitle(`${valueTitle(objective)} against ${against}`),
      margin: { l: 60, r: 30, t: 80, b: 60 },
      xaxis: {
        ...baseAxis,
        type: "log",
        title: { text: units[against] },
        ...ticksOf(rows.map(({ cost }) => cost)),
      },
      yaxis: valueAxis(objective, rows),
      annotations: toNamed(front, rows).map(({ trial, cost, value }) => ({
        text: shortLabel(trial.name, 20),
        x: Math.log10(cost),
        y: value,
        yshift: objective.direction === "maximize" ? 16 : -16,
        // Names at an edge go inwards.
        xanchor: anchorOf(cost, rows),
        showarrow: false,
        font: { size: 11, color: INK },
      })),
      // Above the name of the best.
      legend: { orientation: "h", x: 0, y: 1.03, xanchor: "left", yanchor: "bottom" },
      hovermode: "closest",
    },
    description: `${valueTitle(objective)} of ${countTrials(rows.length, rows.length)} over the ` +
      `${units[against].toLowerCase()}${describeFront(front, against)}.`,
  };
}

function toMarks(name: string, rows: readonly TradeOffRow[], against: Cost, marker: Trace): Trace {
  return {
    type: "scatter",
    mode: "markers",
    name,
    showlegend: rows.length > 0,
    x: rows.map(({ cost }) => cost),
    y: rows.map(({ value }) => value),
    marker,
    hovertext: rows.map((row) => `${pointLabel(row)}<br>${formatCost(row.cost, against)}`),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}

/** The trials of the front whose names do not stand in each other's way: the best, and so on down. */
function toNamed(front: readonly TradeOffRow[], rows: readonly TradeOffRow[]): TradeOffRow[] {
  const width = Math.log(rows.at(-1)?.cost ?? 1) - Math.log(rows[0]?.cost ?? 1);
  const named: TradeOffRow[] = [];
  for (const row of front.toReversed()) {
    const left = Math.log(named.at(-1)?.cost ?? Infinity) - Math.log(row.cost);
    if (left > NAME_WIDTH * width) named.push(row);
  }
  return named.slice(0, MOST_NAMES);
}

function anchorOf(cost: number, rows: readonly TradeOffRow[]): string {
  const width = Math.log(rows.at(-1)!.cost / rows[0].cost);
  const share = width > 0 ? Math.log(cost / rows[0].cost) / width : 0.5;
  return share < 0.05 ? "left" : share > 0.95 ? "right" : "center";
}

/** Round numbers along a logarithmic axis of these costs. */
function ticksOf(costs: readonly number[]): Trace {
  const [low, high] = [Math.min(...costs), Math.max(...costs)];
  if (low > 0 && low === high) {
    const range = [low / 2, low * 2].map(Math.log10);
    return { range, tickvals: [low], ticktext: [formatCount(low)] };
  }
  if (!(low > 0 && low < high)) return { nticks: 4 };
  const decades = Array.from({ length: 20 }, (_, i) => Number(`1e${i - 4}`));
  const seriesOf = (steps: readonly number[]) =>
    decades.flatMap((decade) => steps.map((step) => step * decade))
      .filter((tick) => tick > 0.95 * low && tick < 1.05 * high);
  const all = [[1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 8], [...Array(90).keys()].map((i) => 1 + i / 10)];
  const tickvals = all.map(seriesOf).find((series) => series.length > 3);
  return tickvals === undefined ? { nticks: 4 } : thinned(tickvals);
}

function thinned(ticks: readonly number[]): Trace {
  const tickvals = ticks.filter((_, i) => i % Math.ceil(ticks.length / 10) === 0);
  return { tickvals, ticktext: tickvals.map((tick) => formatCount(tick)) };
}

function formatCost(cost: number, against: Cost): string {
  return against === "time" ? formatDuration(1000 * cost) : `${formatCount(cost)} parameters`;
}

function describeFront(front: readonly TradeOffRow[], against: Cost): string {
  if (front.length === 0) return "";
  const named = front.slice(-MOST_NAMES).map(({ trial, value, cost }) =>
    `${trial.name} (${formatMetric(trial.objective.metric, value)}, ${formatCost(cost, against)})`
  );
  const some = front.length > MOST_NAMES ? `, the best ${MOST_NAMES} of them` : "";
  return `; outdone by no cheaper one${some}: ${named.join(", ")}`;
}
