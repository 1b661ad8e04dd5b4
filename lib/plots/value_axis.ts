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

/** What an axis of values shows beside them. */
export interface ValueAxisOptions<Point extends ValuePoint> {
  /** Its title, in place of what the values are. */
  readonly title?: string;
  /** What is drawn of a point beside its value, such as the scores of its runs. */
  readonly drawn?: (point: Point) => readonly number[];
  /** What they are set beside, which is seen too; null: nothing. */
  readonly reference?: Reference | null;
}

/** An axis of values; `points` are those that it shows, but for a few that are far worse. */
export function valueAxis<Point extends ValuePoint>(
  objective: Objective,
  points: readonly Point[],
  { title = valueUnit(objective), drawn = () => [], reference = null }: ValueAxisOptions<Point> =
    {},
): Trace {
  return {
    ...baseAxis,
    title: {
      text: [title, ...describeOutside(objective, points)].join("<br>"),
      font: { size: 12 },
    },
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
  // Where there is nothing to show, or one value, Plotly draws accuracies of 150 %.
  if (focus === null) return { range: [0, isAccuracy(objective.metric) ? 1.02 : 2.5] };
  const isOne = focus.ends[0] === focus.ends[1] && points.every(({ scores }) => scores.length < 2);
  // Left to itself, it shows all.
  if (focus.outside === 0 && !isOne) return {};
  const [least, most] = focus.ends;
  const shown = points.filter(({ value }) => value >= least && value <= most);
  const all = [...spread(focus.ends, objective), ...beside(shown)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const free = 0.06 * (high - low);
  return { range: [low - free, high + free] };
}

/** From the lowest to the highest value; of a single one, what is about it. */
export function spread([low, high]: readonly [number, number], { metric }: Objective) {
  if (low < high) return [low, high] as const;
  return isAccuracy(metric)
    ? [Math.max(0, low - 0.02), Math.min(1, high + 0.02)] as const
    : [0.8 * low, 1.2 * high || 1] as const;
}

/** How many values are not seen for being far worse; empty where none are. */
export function describeOutside(objective: Objective, points: readonly ValuePoint[]): string[] {
  const outside = focusValues(points, objective)?.outside ?? 0;
  if (outside === 0) return [];
  const where = objective.direction === "maximize" ? "below" : "above";
  return [`(${formatCount(outside)} of ${formatCount(points.length)} trials lie ${where})`];
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
