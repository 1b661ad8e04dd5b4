/**
 * How charts show the values of trials: their axis, and what stands where one is pointed at.
 *
 * @module
 */
import { formatCount } from "../results/format.ts";
import { formatMetric, isAccuracy, objectiveName } from "../results/format_metric.ts";
import { formatParam } from "../results/param_axes.ts";
import { focusValues } from "../results/value_focus.ts";
import type { ValuePoint, ValuePoints } from "../results/value_points.ts";
import type { Objective } from "../trial/objective.ts";
import type { Reference } from "../trial/reference.ts";
import { baseAxis, escapeLabel, type Trace } from "./figure.ts";

/** Of names on axes. */
const LONGEST_LABEL = 28;

/** What the values are, as a title: `Validation accuracy after the last epoch`. */
export function valueTitle(objective: Objective): string {
  const name = objectiveName(objective);
  return `${name[0].toUpperCase()}${name.slice(1)}`;
}

/** What the values are and in which unit, as the title of an axis. */
export function valueUnit(objective: Objective): string {
  return `${valueTitle(objective)}${isAccuracy(objective.metric) ? "" : ", nats"}`;
}

/** How Plotly formats the values. */
export function valueFormat({ metric }: Objective): Trace {
  return isAccuracy(metric) ? { tickformat: ".2~%" } : {};
}

/** What an axis of values shows beside the values. */
export interface BesideValues<Point extends ValuePoint> {
  /** What it is called; by default what the values are, with their unit. */
  readonly title?: string;
  /** What is drawn of a point beside its value, such as the scores of its runs. */
  readonly drawn?: (point: Point) => readonly number[];
  /** What the values are set beside; null: nothing. */
  readonly reference?: Reference | null;
}

/** An axis of values; `points` are those that it shows, but for a few that are far worse. */
export function valueAxis<Point extends ValuePoint>(
  objective: Objective,
  points: readonly Point[],
  { title = valueUnit(objective), drawn = () => [], reference = null }: BesideValues<Point> = {},
): Trace {
  return {
    ...baseAxis,
    title: { text: `${title}${describeOutside(objective, points)}`, font: { size: 12 } },
    ...rangeOf(objective, points, (shown) => [
      ...shown.flatMap(drawn),
      ...reference === null ? [] : [reference.value],
    ]),
    ...valueFormat(objective),
  };
}

/** @param beside What else the axis has to show, given the points that it shows. */
function rangeOf<Point extends ValuePoint>(
  objective: Objective,
  points: readonly Point[],
  beside: (shown: readonly Point[]) => readonly number[],
): Trace {
  const focus = focusValues(points, objective);
  // Where there is nothing to show, Plotly draws accuracies of 150 %.
  if (focus === null) return { range: [0, isAccuracy(objective.metric) ? 1.02 : 2.5] };
  // Left to itself, it shows all.
  if (focus.outside === 0) return {};
  const [least, most] = focus.ends;
  const shown = points.filter(({ value }) => value >= least && value <= most);
  const all = [least, most, ...beside(shown)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const free = 0.06 * (high - low);
  return { range: [low - free, high + free] };
}

/** How many values are not seen for being far worse, as a line of its own; empty where none are. */
export function describeOutside(objective: Objective, points: readonly ValuePoint[]): string {
  const outside = focusValues(points, objective)?.outside ?? 0;
  if (outside === 0) return "";
  const where = objective.direction === "maximize" ? "below" : "above";
  return `<br>(${formatCount(outside)} of ${formatCount(points.length)} trials lie ${where})`;
}

/** The title of a figure, any text. */
export function figureTitle(text: string): Trace {
  return { text: escapeLabel(text), font: { size: 14 }, x: 0.01, xanchor: "left" };
}

/** Which trials are drawn: `98 trials, 2 more pruned`. */
export function countPoints(
  { complete, pruned }: Pick<ValuePoints, "complete" | "pruned">,
): string {
  const count = complete.length;
  const more = pruned.length === 0 ? "" : `, ${formatCount(pruned.length)} more pruned`;
  return `${formatCount(count)} ${count === 1 ? "trial" : "trials"}${more}`;
}

/** A trial as its label shows it: its name, its net, what was suggested, and its value. */
export function pointLabel({ trial, value, scores }: ValuePoint): string {
  const { name, state, setup, params, objective: { metric } } = trial;
  const format = (value: number) => formatMetric(metric, value);
  const runs = scores.length < 2
    ? ""
    : `, mean of ${scores.length} runs, ${format(Math.min(...scores))} to ` +
      format(Math.max(...scores));
  return [
    `<b>${escapeLabel(name)}</b>`,
    escapeLabel(setup.layers),
    ...Object.entries(params).map(([name, value]) =>
      `${escapeLabel(name)} ${escapeLabel(formatParam(value))}`
    ),
    `${state === "pruned" ? "pruned at " : ""}${format(value)}${runs}`,
  ].join("<br>");
}

/** A text for an axis: shortened where it is longer than so many letters. */
export function shortLabel(text: string, longest = LONGEST_LABEL): string {
  const letters = [...text];
  const short = letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : text;
  return escapeLabel(short);
}
