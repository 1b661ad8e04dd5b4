/**
 * The range of accuracies per case, lowest to highest.
 *
 * @module
 */
import { type Extreme, extremes } from "../results/extremes.ts";
import { formatPercent } from "../results/format.ts";
import { meanEpochs } from "../results/mean_epochs.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { foremostTrials } from "../trial/foremost.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import {
  baseAxis,
  baseLayout,
  countTrials,
  escapeLabel,
  type Figure,
  figureTitle,
  INK,
  shortLabel,
  type Trace,
  trialLabel,
} from "./figure.ts";
import { trialColor, trialSymbol } from "./palette.ts";
import {
  besideReference,
  checkPlotOptions,
  type PlotOptions,
  referenceTraces,
} from "./reference_line.ts";

/** Half the distance between the two bars of a trial, where trials are 1 apart. */
const offset = 0.14;
/** Of names and nets on the axis, in letters. */
const LONGEST_NAME = 44;

/**
 * Draws per trial the lowest to highest training accuracy (dashed) and validation accuracy
 * (solid) over its epochs, with the reference as a thin line. Of a trial of several runs it is that
 * of their mean, as in the table: what the runs range over is seen in the learning curves. The first
 * trial is on top; the height grows with the number of trials.
 *
 * Of a large study only some trials are drawn, see the option `most`.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], or `most` is no whole number of at
 * least 1.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotAccuracyRanges } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { description } = plotAccuracyRanges(study.trials);
 * assertMatch(description, /^Lowest and highest .* of 1 trial: .* up to .* % in epoch 1 \(flat\)\.$/);
 * ```
 */
export function plotAccuracyRanges(trials: readonly Trial[], options: PlotOptions = {}): Figure {
  const { reference, most } = checkPlotOptions("plotAccuracyRanges()", options);
  const all = withOwnNumbers(checkTrials(trials));
  trials = foremostTrials(all, most);
  const count = countTrials(trials.length, all.length);
  const rows = [trials.length - 0.5, -0.5] as const;
  // Where there is nothing to show, Plotly draws accuracies of 150 %.
  const range = trials.some((trial) => meanEpochs(trial).length > 0) ? {} : { range: [0, 1.02] };
  return {
    data: [
      ...trials.flatMap((trial, row) =>
        meanEpochs(trial).length === 0 ? [] : [
          toBar(trial, row - offset, "accuracy"),
          toBar(trial, row + offset, "valAccuracy"),
        ]
      ),
      key("training", true),
      key("validation", false),
      ...referenceTraces(reference, { on: "x", ends: rows }),
    ],
    layout: {
      ...baseLayout,
      height: 150 + 50 * trials.length,
      // What is left out is said where the eye looks for it.
      title: figureTitle(
        `Lowest and highest accuracy over the epochs${
          trials.length < all.length ? `, ${count}` : ""
        }`,
      ),
      margin: { l: 60, r: 20, t: 80, b: 55 },
      xaxis: {
        ...baseAxis,
        ...range,
        tickformat: ".1%",
        title: { text: "Accuracy" },
      },
      yaxis: {
        ...baseAxis,
        range: rows,
        tickvals: trials.map((_, row) => row),
        ticktext: trials.map((trial) =>
          `${trialLabel(trial, LONGEST_NAME)}<br>` +
          `<span style="font-size:11px">${shortLabel(trial.setup.layers, LONGEST_NAME)}</span>`
        ),
      },
      legend: { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom" },
    },
    description: "Lowest and highest training and validation accuracies of " +
      `${count}${describe(trials)}${besideReference(reference)}.`,
  };
}

function toBar(trial: Trial, y: number, metric: "accuracy" | "valAccuracy"): Trace {
  const { lowest, highest } = extremes(meanEpochs(trial), metric)!;
  const onTraining = metric === "accuracy";
  const color = trialColor(trial.number);
  const toText = (name: string, { value, epoch }: Extreme) =>
    `${name} ${onTraining ? "training" : "validation"} accuracy ${formatPercent(value)} ` +
    `at epoch ${epoch}`;
  return {
    type: "scatter",
    mode: "lines+markers",
    x: [lowest.value, highest.value],
    y: [y, y],
    showlegend: false,
    line: { color, width: onTraining ? 2 : 3, dash: onTraining ? "dash" : "solid" },
    marker: {
      color,
      size: 9,
      symbol: `${trialSymbol(trial.number)}${onTraining ? "-open" : ""}`,
      line: { width: 2, color },
    },
    hovertext: [toText("lowest", lowest), toText("highest", highest)],
    hovertemplate: `<b>${trialLabel(trial)}</b><br>${escapeLabel(trial.setup.layers)}<br>` +
      "%{hovertext}<extra></extra>",
  };
}

/** What the trials came to on validation images at most: the most of them, and the least. */
function describe(trials: readonly Trial[]): string {
  const tops = trials.flatMap((trial) => {
    const top = extremes(meanEpochs(trial), "valAccuracy")?.highest;
    return top === undefined ? [] : [{ trial, ...top }];
  }).sort((a, b) => b.value - a.value);
  if (tops.length === 0) return "";
  const tell = ({ trial, value, epoch }: typeof tops[number]) =>
    `${formatPercent(value)} in epoch ${epoch} (${trial.name})`;
  return `: the highest validation accuracies go ${
    tops.length === 1 ? "up to" : `from ${tell(tops.at(-1)!)} to`
  } ${tell(tops[0])}`;
}

/** A legend entry that explains a line style and draws nothing. */
function key(name: string, onTraining: boolean): Trace {
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: [null],
    y: [null],
    line: { color: INK, width: 2, dash: onTraining ? "dash" : "solid" },
    marker: { color: INK, size: 9, symbol: onTraining ? "circle-open" : "circle" },
    hoverinfo: "skip",
  };
}
