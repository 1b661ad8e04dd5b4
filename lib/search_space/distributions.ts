/**
 * What a parameter may be: plain data, so that samplers, files and other programs can read it.
 *
 * @module
 */

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
