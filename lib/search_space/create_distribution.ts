/**
 * Distributions from what a search function asks for. The rules are Optuna's, so that one study
 * means the same in both: https://optuna.readthedocs.io, `optuna.distributions`. Adding 0 turns -0,
 * which no file can tell from 0, into 0.
 *
 * @module
 */
import {
  checkArray,
  checkBoolean,
  checkKeys,
  checkNumber,
  checkWhole,
  refuseRange,
  refuseType,
} from "../check/check.ts";
import { show } from "../check/show.ts";
import type {
  CategoricalDistribution,
  Choice,
  FloatDistribution,
  IntDistribution,
} from "./distributions.ts";
import { countSteps, valueAt } from "./values.ts";

/** How a real number is drawn. */
export interface FloatOptions {
  /**
   * Whether it is drawn evenly by its logarithm, as learning rates are.
   *
   * @default {false}
   */
  readonly log?: boolean;
  /**
   * The values are `low` plus multiples of it; the last may lie below `high`. Null: any number.
   *
   * @default {null}
   */
  readonly step?: number | null;
}

/** How a whole number is drawn. */
export interface IntOptions {
  /**
   * Whether it is drawn evenly by its logarithm, as sizes are.
   *
   * @default {false}
   */
  readonly log?: boolean;
  /**
   * The values are `low` plus multiples of it; the last may lie below `high`.
   *
   * @default {1}
   */
  readonly step?: number;
}

/**
 * A real number from `low` to `high`; with a step, `high` becomes the last that it reaches.
 *
 * @param of The parameter, as sentences call it: `"rate" in trial 3`.
 * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
 * @throws {RangeError} If a number is out of range, or log and step are given together.
 */
export function createFloat(
  of: string,
  low: number,
  high: number,
  options: FloatOptions = {},
): FloatDistribution {
  checkKeys(`options of ${of}`, options, ["log", "step"]);
  const { log = false, step = null } = options;
  checkBoolean(`log of ${of}`, log);
  checkRange(of, low, high, log);
  const distribution: FloatDistribution = {
    kind: "float",
    low: low + 0,
    high: high + 0,
    log,
    step,
  };
  if (step === null) return distribution;
  checkNumber(`step of ${of}`, step);
  if (!(step > 0 && step < Infinity)) refuseRange(`step of ${of}`, "a number above 0", step);
  if (log) refuseBoth(of, step);
  const steps = countSteps(low, high, step);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (steps > 0 && (largest + step === largest || !Number.isSafeInteger(steps))) {
    refuseRange(`step of ${of}`, "large enough to tell its values apart", step);
  }
  return { ...distribution, high: Number(valueAt(distribution, steps)) };
}

/**
 * A whole number from `low` to `high`; with a step, `high` becomes the last that it reaches.
 *
 * @param of The parameter, as sentences call it: `"filters" in trial 3`.
 * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
 * @throws {RangeError} If a number is fractional or out of range, or log and another step than 1
 * are given together.
 */
export function createInt(
  of: string,
  low: number,
  high: number,
  options: IntOptions = {},
): IntDistribution {
  checkKeys(`options of ${of}`, options, ["log", "step"]);
  const { log = false, step = 1 } = options;
  checkBoolean(`log of ${of}`, log);
  checkBound(`low of ${of}`, low);
  checkBound(`high of ${of}`, high);
  checkRange(of, low, high, log);
  if (!Number.isSafeInteger(high - low + 1)) {
    refuseRange(`high of ${of}`, `less than 2^53 - 1 above low, which is ${low}`, high);
  }
  checkWhole(`step of ${of}`, step, 1);
  if (log && step !== 1) refuseBoth(of, step);
  return { kind: "int", low: low + 0, high: high - (high - low) % step, log, step };
}

/**
 * One of `choices`.
 *
 * @param of The parameter, as sentences call it: `"activation" in trial 3`.
 * @throws {TypeError} If the choices are no array, or one is no text, number, boolean or null.
 * @throws {RangeError} If there is no choice, one is twice there, or is no finite number.
 */
export function createCategorical(of: string, choices: readonly Choice[]): CategoricalDistribution {
  const name = `choices of ${of}`;
  // Array.from() makes what a sparse array lacks undefined, which is refused.
  const list = Array.isArray(choices) ? Array.from<Choice>(choices) : choices;
  const checked = checkArray(name, list, "an array such as [16, 32]", (choice) => {
    const isChoice = choice === null || ["string", "number", "boolean"].includes(typeof choice);
    if (!isChoice) return refuseType(name, "texts, numbers, booleans or null", choice);
    if (typeof choice !== "number") return choice;
    return Number.isFinite(choice) ? choice + 0 : refuseRange(name, "finite numbers", choice);
  });
  if (checked.length === 0) refuseRange(name, "at least one choice", checked);
  const seen = new Set<Choice>();
  for (const choice of checked) {
    if (seen.has(choice)) {
      throw new RangeError(
        `Expected ${name} to differ from each other, got ${show(choice)} twice.`,
      );
    }
    seen.add(choice);
  }
  return { kind: "categorical", choices: checked };
}

function checkBound(name: string, value: number): void {
  if (!Number.isInteger(checkNumber(name, value))) refuseRange(name, "a whole number", value);
  if (!Number.isSafeInteger(value)) refuseRange(name, "within 2^53 - 1 of 0", value);
}

function checkRange(of: string, low: number, high: number, log: boolean): void {
  const isFinite = (value: number) => Number.isFinite(value);
  if (!isFinite(checkNumber(`low of ${of}`, low))) refuse("low", "a finite number", low);
  if (!isFinite(checkNumber(`high of ${of}`, high))) refuse("high", "a finite number", high);
  if (log && low <= 0) refuse("low", "above 0 to have a logarithm", low);
  if (high < low) refuse("high", `at least low, which is ${low}`, high);
  if (!isFinite(high - low)) refuse("high", `at most 1.79e308 above low, which is ${low}`, high);

  function refuse(bound: string, expected: string, value: number): never {
    return refuseRange(`${bound} of ${of}`, expected, value);
  }
}

function refuseBoth(of: string, step: number): never {
  throw new RangeError(
    `Expected ${of} to have log or a step, got both: log: true and step: ${step}.`,
  );
}
