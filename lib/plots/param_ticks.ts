/**
 * The marks on the axis of a param.
 *
 * @module
 */
import { formatParam, fromShare, type ParamAxis, toShare } from "../results/param_axes.ts";
import { baseAxis, shortLabel, type Trace } from "./figure.ts";

/** A mark and its text, for Plotly. */
export interface Tick {
  /** Where it stands. */
  readonly at: number;
  /** What stands there. */
  readonly text: string;
}

/** More choices than these are not all named. */
const MOST_CHOICES = 12;

/** The marks of an axis at its own coordinates: choices, or round numbers between its ends. */
export function ticksOf(axis: ParamAxis): Tick[] {
  const { choices, low, high } = axis;
  if (choices !== null) {
    const every = Math.ceil(choices.length / MOST_CHOICES);
    return choices.map((choice, at) => ({ at, text: shortLabel(String(choice), 16) }))
      .filter(({ at }) => at % every === 0);
  }
  if (low === high) return [{ at: low, text: formatParam(low) }];
  return [...new Set([low, ...between(axis), high])]
    .map((at) => ({ at, text: formatParam(at) }));
}

/**
 * Round numbers that keep away from the ends of an axis: powers of ten, or quarters, as near to them
 * as the param comes.
 */
function between(axis: ParamAxis): number[] {
  const { low, high, log, step } = axis;
  const first = Math.ceil(Math.log10(low));
  const powers = Array.from({ length: 40 }, (_, i) => Number(`1e${first + i}`));
  const inner = log ? powers.filter((power) => power < high) : [];
  const few = inner.filter((_, i) => i % Math.ceil(inner.length / 4) === 0);
  const round = few.length > 0
    ? few
    : [0.25, 0.5, 0.75].map((share) => fromShare(axis, share)).map((number) =>
      step === null
        ? Number(number.toPrecision(2))
        : Number((low + step * Math.round((number - low) / step)).toPrecision(12))
    );
  return round.filter((number) => {
    const share = toShare(axis, number);
    return share > 0.1 && share < 0.9 && number > low && number < high;
  });
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
