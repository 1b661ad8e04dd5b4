/**
 * The accuracy that a study is set beside, as a thin dotted line.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import { formatPercent } from "../results/format.ts";
import { checkReference, type Reference } from "../trial/reference.ts";
import { INK, shortLabel, type Trace } from "./figure.ts";

/** More trials than these crowd a chart. */
const MOST_TRIALS = 24;

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

/** Where a reference lies. */
export interface ReferencePlace {
  /** The axis of the accuracies, such as `y2`. */
  readonly on: string;
  /** From where to where the line goes on the other axis. */
  readonly ends: readonly [number, number];
}

/**
 * The reference as a dotted line, which the legend names: beside the line its label would be in the
 * way of others.
 */
export function referenceTraces(
  reference: Reference | null,
  { on, ends }: ReferencePlace,
): Trace[] {
  if (reference === null) return [];
  const values = [reference.value, reference.value];
  const number = on.slice(1);
  return [{
    type: "scatter",
    mode: "lines",
    ...on.startsWith("x") ? { x: values, y: ends } : { x: ends, y: values },
    xaxis: `x${number}`,
    yaxis: `y${number}`,
    name: `${shortLabel(reference.label)}, ${formatPercent(reference.value)}`,
    line: { color: INK, width: 1.5, dash: "dot" },
    hoverinfo: "skip",
  }];
}

/** The end of a figure's description. */
export function besideReference(reference: Reference | null): string {
  return reference === null
    ? ""
    : `, beside ${reference.label} of ${formatPercent(reference.value)}`;
}
