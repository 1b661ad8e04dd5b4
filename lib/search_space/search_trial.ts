/**
 * The trial that a search function is given: it asks what may vary, and is told the values.
 *
 * @module
 */
import { checkArguments, refuseRange, refuseType } from "../check/check.ts";
import { show } from "../check/show.ts";
import { createCategorical, createFloat, createInt } from "./create_distribution.ts";
import type { FloatOptions, IntOptions } from "./create_distribution.ts";
import {
  type Choice,
  describeDistribution,
  type Distribution,
  isCompatible,
  isSameDistribution,
  type ParamValue,
  type Suggest,
} from "./distributions.ts";
import { contains } from "./values.ts";

/** Characters that a name may have; Optuna's databases hold no more. */
const LONGEST_NAME = 512;

/**
 * A trial that is being made. A search function asks it for the values of its parameters, in the
 * order and under the conditions of plain code. One name asked twice gives one value, and has to
 * be asked with the same bounds or choices.
 *
 * Names are any text of up to 512 characters, white space and bare whole numbers excepted. From
 * trial to trial a name may change its bounds and its step; not its kind, `log` or choices.
 */
export interface SearchTrial {
  /** Place in the study, counted from 0. */
  readonly number: number;
  /**
   * A real number from `low` to `high`, both included.
   *
   * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
   * @throws {RangeError} If a number is out of range, or the name was suggested otherwise before.
   */
  suggestFloat(name: string, low: number, high: number, options?: FloatOptions): number;
  /**
   * A whole number from `low` to `high`, both included.
   *
   * @throws {TypeError} If an argument has the wrong type, or an option is unknown.
   * @throws {RangeError} If a number is fractional or out of range, or the name was suggested
   * otherwise before.
   */
  suggestInt(name: string, low: number, high: number, options?: IntOptions): number;
  /**
   * One of `choices`: texts, finite numbers, booleans or null, at least one, all different.
   *
   * @throws {TypeError} If the choices are no array, one is of another type, or options are given.
   * @throws {RangeError} If there is no choice, one is twice there, or the name was suggested
   * otherwise before.
   */
  suggestCategorical<const T extends Choice>(name: string, choices: readonly T[]): T;
}

/** What a trial is made from. */
export interface SearchTrialOptions {
  /** Place in the study, counted from 0. */
  readonly number: number;
  /** Chooses the values. */
  readonly suggest: Suggest;
  /** What the parameters were in earlier trials. */
  readonly known: ReadonlyMap<string, Distribution>;
}

/** A trial that is being made, and what was suggested so far. */
export interface OpenTrial {
  /** What the search function is given. */
  readonly trial: SearchTrial;
  /** The values, in the order in which they were asked for. */
  readonly params: Record<string, ParamValue>;
  /** What each of them might have been, in the same order. */
  readonly distributions: Record<string, Distribution>;
  /** Ends it: whoever asks the trial from now on is refused. */
  close(): void;
}

/**
 * Makes the trial that a search function is given. What it is asked for throws a TypeError or a
 * RangeError where the question makes no sense, or is another than before, and an Error once it is
 * closed.
 */
export function createSearchTrial({ number, suggest, known }: SearchTrialOptions): OpenTrial {
  // Maps, as an object would not keep the name __proto__.
  const params = new Map<string, ParamValue>();
  const distributions = new Map<string, Distribution>();
  let isOpen = true;

  /** What sentences call a parameter, once its name and the time of asking are right. */
  function admit(name: string): string {
    if (isOpen) return `${show(checkName(name, number))} in trial ${number}`;
    throw new Error(
      `Expected ${show(name)} in trial ${number} to be suggested while the search function runs, ` +
        "got asked after it had returned.",
    );
  }

  function decide(of: string, name: string, distribution: Distribution): ParamValue {
    const asked = () => describeDistribution(distribution);
    const first = distributions.get(name);
    if (first !== undefined) {
      if (isSameDistribution(first, distribution)) return params.get(name)!;
      throw new RangeError(
        `Expected ${of} to be suggested as before, ${describeDistribution(first)}, got ${asked()}.`,
      );
    }
    const earlier = known.get(name);
    if (earlier !== undefined && !isCompatible(earlier, distribution)) {
      throw new RangeError(
        `Expected ${of} to keep the kind, log and choices of earlier trials, ` +
          `${describeDistribution(earlier)}, got ${asked()}.`,
      );
    }
    const value = suggest(name, distribution);
    if (!contains(distribution, value)) refuseRange(`the sampler's ${of}`, asked(), value);
    params.set(name, value);
    // One object for all trials: samplers compare them by the thousand.
    const isKnown = earlier !== undefined && isSameDistribution(earlier, distribution);
    distributions.set(name, isKnown ? earlier : distribution);
    return value;
  }

  const trial: SearchTrial = Object.freeze({
    number,
    suggestFloat(name: string, low: number, high: number, options?: FloatOptions) {
      const of = admit(name);
      return decide(of, name, createFloat(of, low, high, options)) as number;
    },
    suggestInt(name: string, low: number, high: number, options?: IntOptions) {
      const of = admit(name);
      return decide(of, name, createInt(of, low, high, options)) as number;
    },
    suggestCategorical<T extends Choice>(name: string, choices: readonly T[]) {
      const of = admit(name);
      const distribution = createCategorical(of, choices);
      checkArguments(`suggestCategorical() of ${of}`, arguments, 2);
      return decide(of, name, distribution) as T;
    },
  });
  return {
    trial,
    get params() {
      return Object.fromEntries(params);
    },
    get distributions() {
      return Object.fromEntries(distributions);
    },
    close() {
      isOpen = false;
    },
  };
}

function checkName(name: unknown, number: number): string {
  const what = `the name of a parameter in trial ${number}`;
  if (typeof name !== "string" || !/\S/.test(name)) {
    return refuseType(what, 'a text such as "learningRate"', name);
  }
  if (name.length > LONGEST_NAME) {
    return refuseRange(what, `at most ${LONGEST_NAME} characters`, name);
  }
  // Objects put such keys before all others, and the order of asking would be lost.
  if (/^(0|[1-9]\d*)$/.test(name)) return refuseRange(what, "more than a whole number", name);
  // Half a surrogate pair is no text in UTF-8: a file would give back another name.
  return name.isWellFormed() ? name : refuseRange(what, "well-formed Unicode", name);
}
