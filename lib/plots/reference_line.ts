/**
 * The accuracy that a study is set beside, as a thin dotted line with its label.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import { formatPercent } from "../results/format.ts";
import { checkReference, type Reference } from "../trial/reference.ts";
import { escapeLabel, REFERENCE_COLOR, type Trace } from "./figure.ts";

/** More trials than these crowd a chart. */
const MOST_TRIALS = 24;

/** A line and its label, as parts of Plotly's layout; both empty without a reference. */
export interface ReferenceLine {
  /** For `layout.shapes`. */
  readonly shapes: readonly Trace[];
  /** For `layout.annotations`. */
  readonly annotations: readonly Trace[];
}

/** Options of a chart that is set beside an accuracy. */
export interface ReferenceOptions {
  /**
   * The accuracies are set beside this one, reached elsewhere; null: beside none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}

/** Options of the charts that show the accuracies of each trial. */
export interface PlotOptions extends ReferenceOptions {
  /**
   * At most so many trials are drawn, at least 1: those that run, then the best of the others.
   *
   * @default {24}
   */
  readonly most?: number;
}

/**
 * The options of a chart that shows the accuracies of each trial.
 *
 * @param of The chart, as errors name it.
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If the reference's value is not in [0, 1], or `most` is no whole number of at
 * least 1.
 */
export function checkPlotOptions(of: string, options: PlotOptions): Required<PlotOptions> {
  const known = ["reference", "most"];
  const { reference = null, most = MOST_TRIALS } = checkKeys(`options of ${of}`, options, known);
  return { reference: checkReference(reference), most: checkWhole("most", most, 1) };
}

const NONE: ReferenceLine = { shapes: [], annotations: [] };
const line = { color: REFERENCE_COLOR, width: 1.5, dash: "dot" };
const label = { showarrow: false, font: { size: 11, color: REFERENCE_COLOR } };

/** Across a panel whose vertical axis is accuracy, the label at its right. */
export function horizontalReference(
  x: string,
  y: string,
  reference: Reference | null,
): ReferenceLine {
  if (reference === null) return NONE;
  const at = reference.value;
  const place = { xref: `${x} domain`, x: 1.01, xanchor: "left", yref: y, yanchor: "middle" };
  const text = `${escapeLabel(reference.label).replaceAll(" ", "<br>")}<br>${formatPercent(at)}`;
  return {
    shapes: [{ type: "line", xref: `${x} domain`, x0: 0, x1: 1, yref: y, y0: at, y1: at, line }],
    annotations: [{ ...label, ...place, y: at, text }],
  };
}

/** Across a panel whose horizontal axis is accuracy, the label above it. */
export function verticalReference(
  x: string,
  y: string,
  reference: Reference | null,
): ReferenceLine {
  if (reference === null) return NONE;
  const at = reference.value;
  const place = { xref: x, xanchor: "center", yref: `${y} domain`, y: 1, yanchor: "bottom" };
  const text = `${escapeLabel(reference.label)} ${formatPercent(at)}`;
  return {
    shapes: [{ type: "line", xref: x, x0: at, x1: at, yref: `${y} domain`, y0: 0, y1: 1, line }],
    annotations: [{ ...label, ...place, x: at, text }],
  };
}

/** The end of a figure's description. */
export function besideReference(reference: Reference | null): string {
  return reference === null
    ? ""
    : `, beside ${reference.label} of ${formatPercent(reference.value)}`;
}
