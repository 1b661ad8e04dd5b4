/**
 * Which part of the values a chart shows, where a few of them would squeeze all others.
 *
 * @module
 */
import { isBetter, type Objective } from "../trial/objective.ts";
import type { ValuePoint } from "./value_points.ts";

/** What of the values is shown. */
export interface ValueFocus {
  /** The lowest and the highest that are shown. */
  readonly ends: readonly [low: number, high: number];
  /** How many are worse than that. */
  readonly outside: number;
}

/** Of fewer values all are shown. */
const FEWEST = 10;
/** So many of the best say how far apart values lie, and how many times that is shown. */
const TYPICAL = 0.75;
const REACH = 3;
/** Values are left out only where the others then have twice the room or more. */
const WORTH = 0.5;

/**
 * From the best value as far down as three times the distance of the best three quarters. Nets that
 * learned nothing stand at 10 %, and beside them all others look alike. Null where there is no finite
 * value.
 */
export function focusValues(
  points: readonly ValuePoint[],
  objective: Objective,
): ValueFocus | null {
  const values = points.map(({ value }) => value).filter(Number.isFinite)
    .sort((a, b) => isBetter(objective, a, b) ? -1 : 1);
  if (values.length === 0) return null;
  const [best, worst] = [values[0], values.at(-1)!];
  const typical = values[Math.ceil(TYPICAL * values.length) - 1];
  const reach = REACH * Math.abs(best - typical);
  const isShown = (value: number) => Math.abs(best - value) <= reach;
  const isFocused = values.length >= FEWEST && reach > 0 && reach < WORTH * Math.abs(best - worst);
  const shown = isFocused ? values.filter(isShown) : values;
  const ends = [Math.min(...shown), Math.max(...shown)] as const;
  return { ends, outside: values.length - shown.length };
}
