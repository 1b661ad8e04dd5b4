/**
 * What a parameter may be: plain data, so that samplers, files and other programs can read it.
 *
 * @module
 */
import { show } from "../check/show.ts";

/** What a categorical parameter may be. */
export type Choice = string | number | boolean | null;

/** The value of a parameter. */
export type ParamValue = Choice;

/** A real number from `low` to `high`, both included. */
export interface FloatDistribution {
  /** Tells it from the others. */
  readonly kind: "float";
  /** The lowest value. */
  readonly low: number;
  /** The highest value. */
  readonly high: number;
  /** Whether it is drawn evenly by its logarithm. */
  readonly log: boolean;
  /** Values are `low` plus multiples of it; null: any. */
  readonly step: number | null;
}

/** A whole number from `low` to `high`, both included. */
export interface IntDistribution {
  /** Tells it from the others. */
  readonly kind: "int";
  /** The lowest value. */
  readonly low: number;
  /** The highest value. */
  readonly high: number;
  /** Whether it is drawn evenly by its logarithm. */
  readonly log: boolean;
  /** Values are `low` plus multiples of it. */
  readonly step: number;
}

/** One of a list. */
export interface CategoricalDistribution {
  /** Tells it from the others. */
  readonly kind: "categorical";
  /** The values, in the order in which they were listed. */
  readonly choices: readonly Choice[];
}

/** What a parameter may be. */
export type Distribution = FloatDistribution | IntDistribution | CategoricalDistribution;

/** Gives the value of a parameter. Within a trial it is asked once for each name. */
export type Suggest = (name: string, distribution: Distribution) => ParamValue;

/** Whether two say the same in everything. */
export function isSameDistribution(a: Distribution, b: Distribution): boolean {
  if (a === b) return true;
  if (!isCompatible(a, b)) return false;
  if (a.kind === "categorical" || b.kind === "categorical") return true;
  return a.low === b.low && a.high === b.high && a.step === b.step;
}

/**
 * Whether one name may be both, in two trials of a study: bounds and step may change, its kind,
 * its `log` and its choices may not.
 */
export function isCompatible(a: Distribution, b: Distribution): boolean {
  if (a.kind === "categorical") {
    return b.kind === "categorical" && a.choices.length === b.choices.length &&
      a.choices.every((choice, i) => choice === b.choices[i]);
  }
  return a.kind === b.kind && a.log === b.log;
}

/**
 * A distribution in a few words, for the sentences of errors.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { describeDistribution } from "./distributions.ts";
 *
 * assertEquals(
 *   describeDistribution({ kind: "int", low: 8, high: 64, log: false, step: 8 }),
 *   "a whole number from 8 to 64 in steps of 8",
 * );
 * ```
 */
export function describeDistribution(distribution: Distribution): string {
  if (distribution.kind === "categorical") return `one of ${show(distribution.choices)}`;
  const { kind, low, high, log, step } = distribution;
  const steps = step === null || (kind === "int" && step === 1) ? "" : ` in steps of ${step}`;
  const number = kind === "int" ? "whole number" : "number";
  return `a ${number} from ${low} to ${high}${steps}${log ? " by its logarithm" : ""}`;
}
