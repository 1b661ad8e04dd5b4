/**
 * One value of a distribution, drawn evenly.
 *
 * @module
 */
import type { Random } from "../random/random.ts";
import type { Distribution, ParamValue } from "./distributions.ts";
import { countValues, valueAt } from "./values.ts";

/**
 * Draws a value. All values, or all parts of a range, are equally likely; with `log` all parts of
 * the range of logarithms, where a whole number n has the part from n - 0.5 to n + 0.5 as in Optuna.
 */
export function drawValue(distribution: Distribution, random: Random): ParamValue {
  const share = drawShare(random);
  if (distribution.kind === "categorical" || (!distribution.log && distribution.step !== null)) {
    return valueAt(distribution, Math.floor(share * countValues(distribution)));
  }
  const { kind, low, high, log } = distribution;
  const clip = (value: number) => Math.min(Math.max(value, low), high);
  if (!log) return clip(low + share * (high - low));
  const margin = kind === "int" ? 0.5 : 0;
  const start = Math.log(low - margin);
  const value = Math.exp(start + share * (Math.log(high + margin) - start));
  return clip(kind === "int" ? Math.round(value) : value);
}

/** A number in [0, 1) with all the 53 bits of its mantissa: ranges may have more than 2^32 values. */
function drawShare(random: Random): number {
  return (random.uint32() * 2 ** 21 + (random.uint32() >>> 11)) / 2 ** 53;
}
