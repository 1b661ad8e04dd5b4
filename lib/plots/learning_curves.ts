/**
 * Learning curves: loss and accuracy over the epochs.
 *
 * @module
 */
import { meanEpochs } from "../results/mean_epochs.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { foremostTrials } from "../trial/foremost.ts";
import type { Metric } from "../trial/objective.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import { bandTraces, curveKeys, faintTraces, lineTraces } from "./curve_traces.ts";
import { describeCurves } from "./describe_curves.ts";
import { distinctColors } from "./palette.ts";
import {
  baseAxis,
  baseLayout,
  countTrials,
  cutName,
  type Figure,
  FIGURE_HEIGHT,
  figureTitle,
} from "./figure.ts";
import {
  besideReference,
  checkPlotOptions,
  type PlotOptions,
  referenceTraces,
} from "./reference_line.ts";

/** More trials than these cannot be followed: a few stand out, the others are their background. */
const MOST_CLEAR = 8;
/** So many stand out then: as many as there are colours. */
const OUTSTANDING = 6;

/** What the title takes, the figure beside it and its legend, and an entry of that, in pixels. */
const HEIGHTS = { title: 30, around: 130, entry: 20 };

/**
 * Draws loss and accuracy side by side: one colour per trial, training dashed, validation solid,
 * the reference as a thin line. Trials that still run show the epochs they have; the curve of a
 * pruned trial ends with a cross. Of a trial of several runs the line is the mean of the complete
 * ones (of those under way, until one is), and a band goes from the lowest of them to the highest.
 * Both end where the shortest of these runs does, for patience may end one sooner than another: a
 * mean of those that are left would jump.
 *
 * Where more than 8 trials are drawn, 6 of them look so, each in a colour of its own, the running
 * and then the best; of the others only validation is drawn, thin and grey. Of a large study only
 * some trials are drawn, see the option `most`.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], or `most` is no whole number of at
 * least 1.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotLearningCurves } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { description } = plotLearningCurves(study.trials);
 * assertMatch(description, /^Learning curves of flat: .* epoch 1 the validation accuracy is .* %/);
 * ```
 */
export function plotLearningCurves(trials: readonly Trial[], options: PlotOptions = {}): Figure {
  trials = withOwnNumbers(checkTrials(trials));
  const { reference, most } = checkPlotOptions("plotLearningCurves()", options);
  const begun = trials.filter(({ runs }) => runs.some(({ epochs }) => epochs.length > 0));
  const shown = foremostTrials(begun, most);
  const clear = shown.length > MOST_CLEAR ? foremostTrials(shown, OUTSTANDING) : shown;
  const faint = shown.filter((trial) => !clear.includes(trial));
  // Those that stand out are few enough for a colour each.
  const colors = distinctColors(clear.map(({ number }) => number));
  const keys = curveKeys(clear, faint.length);
  const count = countTrials(shown.length, begun.length);
  const planned = Math.max(1, ...trials.map((trial) => trial.setup.epochs));
  const range = [1 - 0.04 * planned, planned + 0.04 * planned] as const;
  const line = referenceTraces(reference, { on: "y2", ends: range });
  const epochAxis = {
    ...baseAxis,
    title: { text: "Epoch" },
    range,
    tick0: 0,
    dtick: Math.ceil(planned / 10),
  };
  return {
    data: [
      // Each above those before.
      ...faint.flatMap(faintTraces),
      ...bandTraces(clear, colors),
      ...clear.flatMap((trial) => lineTraces(trial, colors.get(trial.number)!)),
      ...keys,
      ...line,
    ],
    layout: {
      ...baseLayout,
      height: HEIGHTS.title + Math.max(
        FIGURE_HEIGHT,
        HEIGHTS.around + HEIGHTS.entry * (clear.length + keys.length + line.length),
      ),
      title: figureTitle(
        `Learning curves${begun.length === 1 ? ` of ${cutName(begun[0].name, 60)}` : ""}`,
      ),
      margin: { l: 60, r: 20, t: 40 + HEIGHTS.title, b: 50 },
      xaxis: { ...epochAxis, domain: [0, 0.46] },
      yaxis: { ...baseAxis, ...rangeOf(shown, ["loss", "valLoss"], [0, 2.5]), rangemode: "tozero" },
      xaxis2: { ...epochAxis, domain: [0.56, 1], anchor: "y2" },
      yaxis2: {
        ...baseAxis,
        ...rangeOf(shown, ["accuracy", "valAccuracy"], [0, 1.02]),
        tickformat: ".1%",
        anchor: "x2",
      },
      annotations: [
        panelTitle("<b>Cross-entropy loss</b>, nats", "x", "y"),
        panelTitle("<b>Accuracy</b>", "x2", "y2"),
      ],
      legend: {
        x: 1.02,
        y: 1,
        tracegroupgap: 0,
        itemwidth: 40,
        // What is left out is said where the eye looks for it.
        ...shown.length < begun.length ? { title: { text: count } } : {},
      },
      hovermode: "closest",
    },
    description: `${describeCurves(shown, begun.length)}${besideReference(reference)}.`,
  };
}

/** The range of an axis that has nothing to show: left to itself, Plotly draws accuracies of 150 %. */
function rangeOf(trials: readonly Trial[], metrics: readonly Metric[], range: readonly number[]) {
  const values = trials.flatMap((trial) =>
    meanEpochs(trial).flatMap((epoch) => metrics.map((m) => epoch[m]))
  );
  return values.some(Number.isFinite) ? {} : { range };
}

function panelTitle(text: string, x: string, y: string) {
  return {
    text,
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
