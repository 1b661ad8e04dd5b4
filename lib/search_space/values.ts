/**
 * The values that a distribution has: how many, which, and the place of each.
 *
 * @module
 */
import type { Distribution, ParamValue } from "./distributions.ts";

/** A quotient this near to a whole number is one, as in Optuna: `(0.7 - 0.1) / 0.1` is 6. */
const NEAR = 1e-8;

/** How many values it has; Infinity for real numbers without a step. */
export function countValues(distribution: Distribution): number {
  if (distribution.kind === "categorical") return distribution.choices.length;
  const { low, high, step } = distribution;
  if (low === high) return 1;
  return step === null ? Infinity : countSteps(low, high, step) + 1;
}

/** How many whole steps there are from `low` to `high`. */
export function countSteps(low: number, high: number, step: number): number {
  const steps = (high - low) / step;
  return isNearWhole(steps) ? Math.round(steps) : Math.floor(steps);
}

/**
 * The value at a place counted from 0, of a distribution that has finitely many. Steps of 0.1 give
 * 0.3, not the 0.30000000000000004 that binary fractions add up to.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { valueAt } from "./values.ts";
 *
 * assertEquals(valueAt({ kind: "float", low: 0, high: 1, log: false, step: 0.1 }, 3), 0.3);
 * assertEquals(valueAt({ kind: "categorical", choices: ["relu", "elu"] }, 1), "elu");
 * ```
 */
export function valueAt(distribution: Distribution, place: number): ParamValue {
  if (distribution.kind === "categorical") return distribution.choices[place];
  const { low, high, step } = distribution;
  const sum = low + place * (step ?? 0);
  const decimals = Math.max(countDecimals(low), countDecimals(step ?? 0));
  // toFixed() takes no more than 100, and may give -0.
  const value = decimals > 100 ? sum : Number(sum.toFixed(decimals)) + 0;
  return Math.min(Math.max(value, low), high);
}

/** The place of one of its values, counted from 0. */
export function placeOf(distribution: Distribution, value: ParamValue): number {
  if (distribution.kind === "categorical") return distribution.choices.indexOf(value);
  const { low, step } = distribution;
  return step === null ? 0 : Math.round((Number(value) - low) / step);
}

/** Whether it may have this value. */
export function contains(distribution: Distribution, value: unknown): value is ParamValue {
  if (distribution.kind === "categorical") return distribution.choices.some((it) => it === value);
  const { kind, low, high, step } = distribution;
  if (typeof value !== "number" || !(value >= low && value <= high)) return false;
  if (kind === "int") return (value - low) % step === 0;
  if (step === null || isNearWhole((value - low) / step)) return true;
  return value === valueAt(distribution, placeOf(distribution, value));
}

function isNearWhole(quotient: number): boolean {
  return Math.abs(quotient - Math.round(quotient)) < NEAR;
}

/** Digits after the point in a number's shortest decimal form. */
function countDecimals(number: number): number {
  const [digits, exponent = "0"] = String(number).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}
