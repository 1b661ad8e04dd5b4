/**
 * The learning curves of one trial, run by run.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatPercent } from "../results/format.ts";
import { isAccuracy, metricName } from "../results/format_metric.ts";
import { meanEpochs, meanLast, measuredRuns } from "../results/mean_epochs.ts";
import { runName } from "../results/run_name.ts";
import { checkTrial } from "../trial/check_trials.ts";
import type { Metric } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import { checkReference } from "../trial/reference.ts";
import type { EpochMetrics, Run } from "../trial/run.ts";
import {
  baseAxis,
  baseLayout,
  cutName,
  type Figure,
  figureTitle,
  type Trace,
  trialLabel,
} from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";
import { besideReference, type ReferenceOptions, referenceTraces } from "./reference_line.ts";

/** Losses stand on the left, accuracies on the right; training below validation. */
const curves: readonly Metric[] = ["loss", "valLoss", "accuracy", "valAccuracy"];
const LINE_OPACITY = 0.4;

/**
 * Draws loss and accuracy of one trial, epoch by epoch: a thin line for each of its runs, a fold or a
 * seed each, and their mean in bold, as far as all of them go. Training is dashed and blue,
 * validation solid and orange.
 *
 * @throws {TypeError} If it is no trial, or an option is unknown or not of its type.
 * @throws {RangeError} If the reference's value is not in [0, 1].
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotFolds } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600, folds: 2 });
 * await study.optimize();
 * const { description } = plotFolds(study.trials[0]);
 * assertMatch(description, /^Learning curves of flat in 2 folds: .* from .* % to .* %/);
 * ```
 */
export function plotFolds(trial: Trial, options: ReferenceOptions = {}): Figure {
  checkKeys("options of plotFolds()", options, ["reference"]);
  const reference = checkReference(options.reference ?? null);
  const runs = measuredRuns(checkTrial(trial));
  const many = countRuns(runs);
  const { epochs } = trial.setup;
  const mean = meanEpochs(trial);
  const title = `Learning curves of ${cutName(trial.name, 60)}, ${many}` +
    `${runs.length > 1 ? " and their mean" : ""}`;
  const range = [1 - 0.04 * epochs, epochs + 0.04 * epochs] as const;
  const axis = {
    ...baseAxis,
    title: { text: "Epoch" },
    range,
    tick0: 0,
    dtick: Math.ceil(epochs / 10),
  };
  return {
    data: [
      ...curves.flatMap((metric) => runs.map((run) => runLine(trial, run, metric))),
      ...curves.map((metric) => meanLine(trial, mean, metric)),
      ...referenceTraces(reference, { on: "y2", ends: range }),
    ],
    layout: {
      ...baseLayout,
      height: 400,
      margin: { l: 60, r: 20, t: 76, b: 50 },
      title: figureTitle(title, { centred: true }),
      xaxis: { ...axis, domain: [0, 0.46] },
      yaxis: {
        ...baseAxis,
        ...mean.length === 0 ? { range: [0, 2.5] } : {},
        rangemode: "tozero",
        title: { text: "Cross-entropy loss, nats" },
      },
      xaxis2: { ...axis, domain: [0.57, 1], anchor: "y2" },
      yaxis2: {
        ...baseAxis,
        ...mean.length === 0 ? { range: [0, 1.02] } : {},
        tickformat: ".1%",
        anchor: "x2",
        title: { text: "Accuracy" },
      },
      legend: { orientation: "h", x: 0.5, xanchor: "center", y: 1.03, yanchor: "bottom" },
      hovermode: "closest",
    },
    description: `Learning curves of ${trial.name} in ${many}: ${describeLast(trial, runs)}` +
      `${besideReference(reference)}.`,
  };
}

function runLine(trial: Trial, run: Run, metric: Metric): Trace {
  const { color, dash } = lookOf(metric);
  const value = isAccuracy(metric) ? "%{y:.2%}" : "%{y:.4f}";
  return {
    ...toLine(run.epochs, metric),
    name: runName(run),
    showlegend: false,
    line: { color: translucent(color, LINE_OPACITY), width: 1.2, dash },
    hovertemplate:
      `<b>${trialLabel(trial)}, ${runName(run)}</b><br>${metricName(metric)} ${value} ` +
      "at epoch %{x}<extra></extra>",
  };
}

function meanLine(trial: Trial, mean: readonly EpochMetrics[], metric: Metric): Trace {
  const { color, dash, name } = lookOf(metric);
  const value = isAccuracy(metric) ? "%{y:.2%}" : "%{y:.4f}";
  return {
    ...toLine(mean, metric),
    mode: "lines+markers",
    name: measuredRuns(trial).length > 1 ? `${name}, mean` : name,
    legendgroup: name,
    showlegend: isAccuracy(metric),
    line: { color, width: 3.5, dash },
    marker: { color, size: 6, symbol: dash === "solid" ? "circle" : "circle-open" },
    hovertemplate: `<b>mean</b><br>${metricName(metric)} ${value} at epoch %{x}<extra></extra>`,
  };
}

function toLine(epochs: readonly EpochMetrics[], metric: Metric): Trace {
  return {
    type: "scatter",
    mode: "lines",
    x: epochs.map(({ epoch }) => epoch),
    y: epochs.map((epoch) => epoch[metric]),
    ...isAccuracy(metric) ? { xaxis: "x2", yaxis: "y2" } : {},
  };
}

function lookOf(metric: Metric) {
  return metric.startsWith("val")
    ? { color: trialColor(1), dash: "solid", name: "validation" }
    : { color: trialColor(0), dash: "dash", name: "training" };
}

function countRuns(runs: readonly Run[]): string {
  const isFolds = runs.some(({ fold }) => fold !== null);
  const what = isFolds ? "fold" : "run";
  return `${runs.length} ${runs.length === 1 ? what : `${what}s`}`;
}

function describeLast(trial: Trial, runs: readonly Run[]): string {
  if (runs.length === 0) return "no epoch has ended";
  const last = runs.map(({ epochs }) => epochs.at(-1)!.valAccuracy);
  const [low, high] = [Math.min(...last), Math.max(...last)].map(formatPercent);
  const mean = formatPercent(meanLast(trial, "valAccuracy")!);
  return `validation accuracy after the last epoch ` +
    (runs.length === 1 ? mean : `from ${low} to ${high}, mean ${mean}`);
}
