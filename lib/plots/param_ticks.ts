/**
 * The marks on the axis of a param.
 *
 * @module
 */
import { formatParam, fromShare, type ParamAxis, toShare } from "../results/param_axes.ts";
import { baseAxis, type Trace } from "./figure.ts";
import { shortLabel } from "./value_axis.ts";

/** A mark and its text, for Plotly. */
export interface Tick {
  /** Where it stands. */
  readonly at: number;
  /** What stands there. */
  readonly text: string;
}

/** More choices than these are not all named. */
const MOST_CHOICES = 12;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The marks of an axis at its own coordinates: every choice, or five numbers. */
export function ticksOf(axis: ParamAxis): Tick[] {
  const { choices, low, high } = axis;
  if (choices !== null) {
    const every = Math.ceil(choices.length / MOST_CHOICES);
    return choices.map((choice, at) => ({ at, text: shortLabel(String(choice), 16) }))
      .filter(({ at }) => at % every === 0);
  }
  const shares = low === high ? [0] : SHARES;
  // Two digits are enough of those between the ends, whole numbers have none behind the point.
  const between = shares.map((share) => {
    const number = fromShare(axis, share);
    return share === 0 ? low : share === 1 ? high : Number(number.toPrecision(2));
  });
  return [...new Set(between)].map((at) => ({ at, text: formatParam(at) }));
}

/** An axis of a param for Plotly; of choices their places. */
export function paramAxis(axis: ParamAxis): Trace {
  const ticks = ticksOf(axis);
  const ends = [-0.04, 1.04].map((share) => fromShare(axis, share));
  const pad = axis.choices !== null || axis.low === axis.high
    ? [axis.low - 0.6, axis.high + 0.6]
    : ends;
  return {
    ...baseAxis,
    ...axis.log ? { type: "log", range: pad.map(Math.log10) } : { range: pad },
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ text }) => text),
    title: { text: shortLabel(axis.name) },
  };
}

/** The marks at their shares of the axis. */
export function sharedTicks(axis: ParamAxis): Tick[] {
  return ticksOf(axis).map(({ at, text }) => ({ at: toShare(axis, at), text }));
}
