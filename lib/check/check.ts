/**
 * How an argument is refused: one wording for the whole library. Notebook cells are not
 * type-checked, so a wrong type or a misspelt option has to be caught where it is handed in.
 *
 * Every check gives its value back. `name` is what the value is called in the sentence, such as
 * `epochs` or `filters of conv()`.
 *
 * @module
 */
import { didYouMean, listChoices, show } from "./show.ts";

/**
 * @throws {TypeError} Always: `Expected <name> to be <what was expected>, got <value>.`
 */
export function refuseType(name: string, expected: string, value: unknown): never {
  throw new TypeError(`Expected ${name} to be ${expected}, got ${show(value)}.`);
}

/**
 * @throws {RangeError} Always: `Expected <name> to be <what was expected>, got <value>.`
 */
export function refuseRange(name: string, expected: string, value: unknown): never {
  throw new RangeError(`Expected ${name} to be ${expected}, got ${show(value)}.`);
}

/**
 * A number, whatever its value.
 *
 * @throws {TypeError} If it is none.
 */
export function checkNumber(name: string, value: unknown): number {
  return typeof value === "number" ? value : refuseType(name, "a number", value);
}

/**
 * A whole number from `least` to `most`.
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is fractional or out of range.
 */
export function checkWhole(name: string, value: unknown, least: number, most = Infinity): number {
  const isTooLarge = typeof value === "number" && value > Number.MAX_SAFE_INTEGER;
  const isUnbounded = most === Infinity && !isTooLarge;
  const end = most === Infinity ? "2^53 - 1" : most;
  const range = isUnbounded ? `of at least ${least}` : `from ${least} to ${end}`;
  const isWhole = (number: number) =>
    Number.isSafeInteger(number) && number >= least && number <= most;
  return checkRange(name, value, `a whole number ${range}`, isWhole);
}

/**
 * A number above 0 that is neither 0 nor infinite in single precision, in which nets are trained.
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is out of range.
 */
export function checkPositive(name: string, value: unknown): number {
  const expected = "a number above 0, at least 1.4e-45 and at most 3.4e38";
  return checkRange(name, value, expected, (number) => {
    const single = Math.fround(number);
    return single > 0 && single < Infinity;
  });
}

/**
 * A number in [0, 1).
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is out of range.
 */
export function checkFraction(name: string, value: unknown): number {
  const expected = "a number from 0 up to but not including 1";
  // Math.abs turns -0, which no compact form can tell from 0, into 0.
  return Math.abs(checkRange(name, value, expected, (number) => number >= 0 && number < 1));
}

/**
 * Height and width from one number or a pair of whole numbers, each at least 1.
 *
 * @throws {TypeError} If it is neither.
 * @throws {RangeError} If a number is fractional or below 1.
 */
export function checkSize(name: string, value: unknown): [height: number, width: number] {
  const pair = Array.isArray(value) ? value : [value, value];
  if (pair.length !== 2) return refuseType(name, "a number or [height, width]", value);
  return [checkWhole(name, pair[0], 1), checkWhole(name, pair[1], 1)];
}

/**
 * A number in [0, 1].
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is out of range.
 */
export function checkShare(name: string, value: unknown): number {
  return checkRange(name, value, "a number from 0 to 1", (number) => number >= 0 && number <= 1);
}

/**
 * A text that is more than white space.
 *
 * @param expected What it should be, such as `a text such as "hidden-layers"`.
 * @throws {TypeError} If it is none.
 */
export function checkText(name: string, value: unknown, expected: string): string {
  return typeof value === "string" && /\S/.test(value) ? value : refuseType(name, expected, value);
}

/**
 * True or false.
 *
 * @throws {TypeError} If it is neither.
 */
export function checkBoolean(name: string, value: unknown): boolean {
  return typeof value === "boolean" ? value : refuseType(name, "true or false", value);
}

/**
 * A function.
 *
 * @throws {TypeError} If it is none.
 */
export function checkFunction<F>(name: string, value: F): F {
  return typeof value === "function" ? value : refuseType(name, "a function", value);
}

/**
 * The signal of an AbortController, or nothing.
 *
 * @throws {TypeError} If it is neither.
 */
export function checkSignal(name: string, value: unknown): AbortSignal | undefined {
  if (value === undefined || value instanceof AbortSignal) return value;
  return refuseType(name, "the signal of an AbortController", value);
}

/**
 * One of `choices`.
 *
 * @throws {TypeError} If it is none of them; the message names the nearest.
 */
export function checkChoice<T extends string>(
  name: string,
  value: unknown,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const expected = listChoices(choices);
  if (typeof value !== "string") return refuseType(name, expected, value);
  throw new TypeError(
    `Expected ${name} to be ${expected}, got ${show(value)}${didYouMean(value, choices)}`,
  );
}

/**
 * An array, of each element what `checkElement` gives.
 *
 * @param expected What it should be, such as `an array such as cases.paper`.
 * @throws {TypeError} If it is none.
 */
export function checkArray<E, T>(
  name: string,
  value: readonly E[],
  expected: string,
  checkElement: (element: E, index: number) => T,
): T[] {
  return Array.isArray(value) ? value.map(checkElement) : refuseType(name, expected, value);
}

/**
 * An object with no other keys than `known`: options, or a value that has fields.
 *
 * @param name What the object is called, such as `options of adam()`.
 * @throws {TypeError} If it is no plain object, or has another key; the message names the nearest.
 */
export function checkKeys<T extends object>(
  name: string,
  value: T,
  known: readonly string[],
): T {
  const list = known.join(", ");
  const prototype = typeof value === "object" && value !== null && Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return refuseType(name, `an object with ${list}`, value);
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return value;
  const expected = known.length === 0 ? "empty" : `among ${list}`;
  throw new TypeError(
    `Expected ${name} to be ${expected}, got ${show(unknown)}${didYouMean(unknown, known)}`,
  );
}

/**
 * Refuses an argument too many, such as options that a function does not have. A number after the
 * only argument is none: `map()` hands over each element with its place, as in
 * `["F", "F D8"].map(parseLayers)`.
 *
 * @param given The `arguments` of the function.
 * @param most How many it takes.
 * @throws {TypeError} If there is one.
 */
export function checkArguments(name: string, given: IArguments, most: number): void {
  const isOfMap = most === 1 && typeof given[1] === "number";
  if (given[most] === undefined || isOfMap) return;
  const many = most === 0 ? "no arguments" : most === 1 ? "1 argument" : `${most} arguments`;
  refuseType(name, `given ${many}`, given[most]);
}

function checkRange(
  name: string,
  value: unknown,
  expected: string,
  isRight: (value: number) => boolean,
): number {
  if (typeof value !== "number") return refuseType(name, expected, value);
  return isRight(value) ? value : refuseRange(name, expected, value);
}
