/**
 * The learning curves of one trial: the mean of its runs as a line, and what they range over as a
 * band.
 *
 * @module
 */
import { formatCount } from "../results/format.ts";
import { formatMetric, isAccuracy } from "../results/format_metric.ts";
import { meanEpochs, measuredRuns, sharedEpochs } from "../results/mean_epochs.ts";
import type { Trial } from "../trial/record.ts";
import type { Metric } from "../trial/objective.ts";
import { escapeLabel, INK, type Trace, trialLabel } from "./figure.ts";
import { PRUNED_SYMBOL, translucent, trialSymbol } from "./palette.ts";

/** Losses stand on the left, accuracies on the right. */
const curves: readonly Metric[] = ["loss", "valLoss", "accuracy", "valAccuracy"];

/** How much is seen of a band where they are few: of so many trials. */
const BAND_OPACITY = 0.25;
const CLEAR_BANDS = 6;

/** Of names in the legend, which takes its room from the curves, in letters. */
const LONGEST_NAME = 28;

/** How much is seen of a trial in the background. */
const FAINT_OPACITY = 0.5;

/** What the runs of a trial have measured in one epoch. */
interface RunRange {
  readonly lowest: number;
  readonly highest: number;
  /** How many runs. */
  readonly n: number;
}

/** Whether a trial has a band: two of its runs speak for it. */
export function hasBand(trial: Trial): boolean {
  return measuredRuns(trial).length > 1;
}

/** The lines of a trial: training dashed, validation solid, a cross where it was pruned. */
export function lineTraces(trial: Trial, color: string): Trace[] {
  return curves.map((metric) => toLine(trial, metric, color));
}

/** A trial in the background: validation alone, thin and grey, named where it is pointed at. */
export function faintTraces(trial: Trial): Trace[] {
  return curves.filter(isValidation).map((metric) => ({
    ...toLine(trial, metric, INK),
    mode: "lines",
    showlegend: false,
    line: { color: translucent(INK, FAINT_OPACITY), width: 1 },
  }));
}

/** The bands of trials, from lowest to highest run; the more there are, the thinner. */
export function bandTraces(
  trials: readonly Trial[],
  colors: ReadonlyMap<number, string>,
): Trace[] {
  const banded = trials.filter(hasBand);
  const opacity = Math.min(1, CLEAR_BANDS / banded.length) * BAND_OPACITY;
  return banded.flatMap((trial) => {
    const color = translucent(colors.get(trial.number)!, opacity);
    return curves.map((metric) => toBand(trial, metric, color));
  });
}

function isValidation(metric: Metric): boolean {
  return metric.startsWith("val");
}

function toLine(trial: Trial, metric: Metric, color: string): Trace {
  const onValidation = isValidation(metric);
  const epochs = meanEpochs(trial);
  const shape = (symbol: string) => onValidation ? symbol : `${symbol}-open`;
  const own = { symbol: shape(trialSymbol(trial.number)), size: 6 };
  const end = trial.state === "pruned" ? { symbol: shape(PRUNED_SYMBOL), size: 10 } : own;
  const isLast = (place: number) => place === epochs.length - 1;
  return {
    type: "scatter",
    mode: "lines+markers",
    name: trialLabel(trial, LONGEST_NAME),
    legendgroup: String(trial.number),
    // Four series per trial, one entry.
    showlegend: metric === "valAccuracy",
    x: epochs.map(({ epoch }) => epoch),
    y: epochs.map((epoch) => epoch[metric]),
    ...panelOf(metric),
    line: { color, width: 2, dash: onValidation ? "solid" : "dash" },
    marker: end === own ? { color, ...own } : {
      color,
      symbol: epochs.map((_, place) => isLast(place) ? end.symbol : own.symbol),
      size: epochs.map((_, place) => isLast(place) ? end.size : own.size),
    },
    ...hoverOf(trial, metric),
  };
}

function hoverOf(trial: Trial, metric: Metric): Trace {
  const which = isValidation(metric) ? "validation" : "training";
  const what = isAccuracy(metric) ? "accuracy %{y:.2%}" : "loss %{y:.4f}";
  const label = `<b>${trialLabel(trial)}</b><br>${escapeLabel(trial.setup.layers)}`;
  const line = `${label}<br>${which} ${what} at epoch %{x}`;
  if (trial.runs.length === 1) return { hovertemplate: `${line}<extra></extra>` };
  const format = (value: number) => formatMetric(metric, value);
  return {
    hovertext: rangesOf(trial, metric).map(({ lowest, highest, n }) =>
      n === 1 ? "1 run" : `mean of ${n} runs, ${format(lowest)} to ${format(highest)}`
    ),
    hovertemplate: `${line}<br>%{hovertext}<extra></extra>`,
  };
}

function toBand(trial: Trial, metric: Metric, color: string): Trace {
  const points = rangesOf(trial, metric).map((range, place) => ({ ...range, epoch: place + 1 }))
    .filter(({ lowest, highest }) => Number.isFinite(lowest) && Number.isFinite(highest));
  const back = points.toReversed();
  return {
    type: "scatter",
    mode: "lines",
    name: trialLabel(trial),
    legendgroup: String(trial.number),
    showlegend: false,
    // Once round the band.
    x: [...points, ...back].map(({ epoch }) => epoch),
    y: [...points.map(({ highest }) => highest), ...back.map(({ lowest }) => lowest)],
    ...panelOf(metric),
    fill: "toself",
    fillcolor: color,
    // Of a single epoch the edge is all that is seen.
    line: { color, width: 1 },
    hoverinfo: "skip",
  };
}

/** What the runs range over, epoch by epoch. */
function rangesOf(trial: Trial, metric: Metric): RunRange[] {
  return sharedEpochs(trial).map((epochs) => {
    const values = epochs.map((epoch) => epoch[metric]);
    return { lowest: Math.min(...values), highest: Math.max(...values), n: values.length };
  });
}

function panelOf(metric: Metric): Trace {
  return isAccuracy(metric) ? { xaxis: "x2", yaxis: "y2" } : {};
}

/**
 * Legend entries that explain what is drawn, and draw nothing.
 *
 * @param faint How many trials are in the background.
 */
export function curveKeys(trials: readonly Trial[], faint: number): Trace[] {
  const base = { type: "scatter", x: [null], y: [null], hoverinfo: "skip" };
  const line = (name: string, dash: string, look = {}): Trace => (
    { ...base, mode: "lines", name, line: { color: INK, width: 2, dash, ...look } }
  );
  const thin = { width: 1, color: translucent(INK, FAINT_OPACITY) };
  const mark = (name: string, marker: Trace): Trace => ({ ...base, mode: "markers", name, marker });
  return [
    ...faint > 0 ? [line(`${formatCount(faint)} others, validation`, "solid", thin)] : [],
    line("training", "dash"),
    // On the other panel: Plotly stumbles over one that has no trace at all.
    { ...line("validation", "solid"), ...panelOf("valAccuracy") },
    ...trials.some(hasBand)
      ? [
        mark("lowest to highest run", {
          symbol: "square",
          size: 14,
          color: translucent(INK, BAND_OPACITY),
        }),
      ]
      : [],
    ...trials.some(({ state }) => state === "pruned")
      ? [mark("pruned", { symbol: PRUNED_SYMBOL, size: 10, color: INK })]
      : [],
  ];
}
