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

/** The marks of numbers cut an axis into about so many parts at most. */
const MOST_PARTS = 4;
/** So many characters fit along a figure. */
export const CHARACTERS = 90;

/** The marks of an axis at its own coordinates: choices, or values between its ends. */
export function ticksOf(axis: ParamAxis): Tick[] {
  const { choices, low, high } = axis;
  if (choices !== null) {
    const every = Math.ceil(choices.length / MOST_CHOICES);
    return choices.map((choice, at) => ({ at, text: shortLabel(String(choice), 16) }))
      .filter(({ at }) => at % every === 0);
  }
  if (low === high) return [toTick(low)];
  return [...new Set([low, ...between(axis), high])].map(toTick);
}

function toTick(at: number): Tick {
  return { at, text: formatParam(at) };
}

/** Values that keep away from the ends of an axis: its own steps, powers of ten, or quarters. */
function between(axis: ParamAxis): number[] {
  const { low, high } = axis;
  const values = stepsOf(axis) ?? powersOf(axis) ??
    [0.25, 0.5, 0.75].map((share) => Number(fromShare(axis, share).toPrecision(2)))
      .map((number) => axis.isWhole ? Math.round(number) : number);
  return values.filter((number) => {
    const share = toShare(axis, number);
    return share > 0.1 && share < 0.9 && number > low && number < high;
  });
}

/** What a trial may have been given, or some of it; null where it has no steps. */
function stepsOf({ low, high, log, step }: ParamAxis): number[] | null {
  if (step === null || log) return null;
  const every = Math.ceil((high - low) / step / MOST_PARTS);
  // Multiples of 0.1 are decimals, as the values are.
  return [1, 2, 3].map((i) => Number((low + i * every * step).toPrecision(12)));
}

/** The powers of ten on a logarithmic axis, or some of them; null where there is none. */
function powersOf({ low, high, log }: ParamAxis): number[] | null {
  if (!log) return null;
  const first = Math.ceil(Math.log10(low));
  const powers = Array.from({ length: 40 }, (_, i) => Number(`1e${first + i}`))
    .filter((power) => power < high);
  const few = powers.filter((_, i) => i % Math.ceil(powers.length / MOST_PARTS) === 0);
  return few.length > 0 ? few : null;
}

/** The marks whose texts have room beside each other: all, or the ends and one in the middle. */
function withRoom(axis: ParamAxis, ticks: readonly Tick[], characters: number): readonly Tick[] {
  const haveRoom = (all: readonly Tick[]) =>
    all.slice(1).every((tick, i) => {
      const apart = toShare(axis, tick.at) - toShare(axis, all[i].at);
      return apart * characters > (all[i].text.length + tick.text.length) / 2 + 1;
    });
  if (haveRoom(ticks)) return ticks;
  const ends = [ticks[0], ticks.at(-1)!];
  const middle = axis.isWhole || axis.step !== null
    ? ticks[Math.floor(ticks.length / 2)]
    : toTick(Number(fromShare(axis, 0.5).toPrecision(2)));
  const three = [ends[0], middle, ends[1]];
  return haveRoom(three) ? three : ends;
}

/**
 * An axis of a param for Plotly; of choices their places.
 *
 * @param characters How many of them fit along it.
 */
export function paramAxis(axis: ParamAxis, characters = CHARACTERS): Trace {
  const all = ticksOf(axis);
  const isOpen = axis.choices === null && axis.low < axis.high;
  const ticks = isOpen ? withRoom(axis, all, characters) : all;
  const ends = [-0.04, 1.04].map((share) => fromShare(axis, share));
  const range = isOpen ? ends : [axis.low - 0.6, axis.high + 0.6];
  return {
    ...baseAxis,
    ...axis.log ? { type: "log", range: range.map(Math.log10) } : { range },
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ text }) => text),
    title: { text: shortLabel(axis.name) },
  };
}

/** The marks at their shares of the axis. */
export function sharedTicks(axis: ParamAxis): Tick[] {
  return ticksOf(axis).map(({ at, text }) => ({ at: toShare(axis, at), text }));
}
