/**
 * Learning curves: loss and accuracy over the epochs.
 *
 * @module
 */
import type { EpochMetrics } from "../trial/run.ts";
import { meanEpochs } from "../results/mean_epochs.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import { baseAxis, baseLayout, escapeLabel, type Figure, INK, type Trace } from "./figure.ts";
import { trialColor, trialSymbol } from "./palette.ts";
import {
  besideReference,
  checkPlotOptions,
  horizontalReference,
  type PlotOptions,
} from "./reference_line.ts";

type Metric = "loss" | "accuracy" | "valLoss" | "valAccuracy";

/**
 * Draws loss and accuracy side by side: one colour per trial, training dashed, validation solid,
 * the reference as a thin line. Trials that still run show the epochs they have.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, plotLearningCurves } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { description } = plotLearningCurves(study.trials);
 * assertEquals(description, "Learning curves of 1 trial: loss and accuracy by epoch.");
 * ```
 */
export function plotLearningCurves(trials: readonly Trial[], options: PlotOptions = {}): Figure {
  trials = withOwnNumbers(checkTrials(trials));
  const reference = checkPlotOptions("plotLearningCurves()", options);
  const shown = trials.filter((trial) => meanEpochs(trial).length > 0);
  const planned = Math.max(1, ...trials.map((trial) => trial.setup.epochs));
  const { shapes, annotations } = horizontalReference("x2", "y2", reference);
  const epochAxis = {
    ...baseAxis,
    title: { text: "Epoch" },
    range: [1 - 0.04 * planned, planned + 0.04 * planned],
    tick0: 0,
    dtick: Math.ceil(planned / 10),
  };
  return {
    data: [
      ...shown.flatMap(toTraces),
      key("training", "dash"),
      // On the other panel: Plotly stumbles over one that has no trace at all.
      { ...key("validation", "solid"), xaxis: "x2", yaxis: "y2" },
    ],
    layout: {
      ...baseLayout,
      xaxis: { ...epochAxis, domain: [0, 0.46] },
      yaxis: { ...baseAxis, ...rangeOf(shown, ["loss", "valLoss"], [0, 2.5]), rangemode: "tozero" },
      xaxis2: { ...epochAxis, domain: [0.56, 1], anchor: "y2" },
      yaxis2: {
        ...baseAxis,
        ...rangeOf(shown, ["accuracy", "valAccuracy"], [0, 1.02]),
        tickformat: ".1%",
        anchor: "x2",
      },
      shapes,
      annotations: [
        panelTitle("Loss", "x", "y"),
        panelTitle("Accuracy", "x2", "y2"),
        ...annotations,
      ],
      legend: { x: 1.1, y: 1, tracegroupgap: 4, itemwidth: 40 },
      hovermode: "closest",
    },
    description: `Learning curves of ${shown.length} ${shown.length === 1 ? "trial" : "trials"}: ` +
      `loss and accuracy by epoch${besideReference(reference)}.`,
  };
}

/** The range of an axis that has nothing to show: left to itself, Plotly draws accuracies of 150 %. */
function rangeOf(trials: readonly Trial[], metrics: readonly Metric[], range: readonly number[]) {
  const values = trials.flatMap((trial) =>
    meanEpochs(trial).flatMap((epoch) => metrics.map((m) => epoch[m]))
  );
  return values.some(Number.isFinite) ? {} : { range };
}

function toTraces(trial: Trial): Trace[] {
  return [
    toTrace(trial, "loss"),
    toTrace(trial, "valLoss"),
    toTrace(trial, "accuracy"),
    toTrace(trial, "valAccuracy"),
  ];
}

function toTrace(trial: Trial, metric: Metric): Trace {
  const onValidation = metric.startsWith("val");
  const isAccuracy = metric.endsWith("ccuracy");
  const color = trialColor(trial.number);
  const label = `<b>${escapeLabel(trial.name)}</b><br>${escapeLabel(trial.setup.layers)}`;
  return {
    type: "scatter",
    mode: "lines+markers",
    name: escapeLabel(trial.name),
    legendgroup: String(trial.number),
    // Four series per trial, one entry.
    showlegend: metric === "valAccuracy",
    x: meanEpochs(trial).map((epoch: EpochMetrics) => epoch.epoch),
    y: meanEpochs(trial).map((epoch: EpochMetrics) => epoch[metric]),
    ...(isAccuracy ? { xaxis: "x2", yaxis: "y2" } : {}),
    line: { color, width: 2, dash: onValidation ? "solid" : "dash" },
    marker: {
      color,
      size: 6,
      symbol: `${trialSymbol(trial.number)}${onValidation ? "" : "-open"}`,
    },
    hovertemplate: `${label}<br>${onValidation ? "validation" : "training"} ` +
      `${isAccuracy ? "accuracy %{y:.2%}" : "loss %{y:.4f}"} at epoch %{x}<extra></extra>`,
  };
}

/** A legend entry that explains a line style and draws nothing. */
function key(name: string, dash: string): Trace {
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: [null],
    y: [null],
    line: { color: INK, width: 2, dash },
    hoverinfo: "skip",
  };
}

function panelTitle(text: string, x: string, y: string) {
  return {
    text: `<b>${text}</b>`,
    xref: `${x} domain`,
    yref: `${y} domain`,
    x: 0,
    y: 1.02,
    xanchor: "left",
    yanchor: "bottom",
    showarrow: false,
    font: { size: 14 },
  };
}
