/**
 * Checks of what the layer builders are given. Notebook cells are not type-checked, so a wrong
 * type or a misspelt option must be caught here.
 *
 * @module
 */
import type { Size } from "./layer.ts";

/**
 * Returns `value` when it is a whole number of at least 1.
 *
 * @param of The function that was called, such as `conv`.
 * @throws {TypeError} When it is not a number.
 * @throws {RangeError} When it is fractional, below 1 or past 2^53 - 1.
 */
export function whole(of: string, name: string, value: unknown): number {
  const expected = `a whole number of at least 1 for ${name}`;
  const number = checkNumber(of, expected, value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new RangeError(`${of}() needs ${expected}, got ${number}.`);
}

/**
 * Returns `value` when it is in [0, 1).
 *
 * @throws {TypeError} When it is not a number.
 * @throws {RangeError} When it is outside [0, 1).
 */
export function fraction(of: string, name: string, value: unknown): number {
  const expected = `a number from 0 up to but not including 1 for ${name}`;
  const number = checkNumber(of, expected, value);
  // Math.abs turns -0, which no compact form can tell from 0, into 0.
  if (number >= 0 && number < 1) return Math.abs(number);
  throw new RangeError(`${of}() needs ${expected}, got ${number}.`);
}

/**
 * Returns `value` when it is finite and above 0.
 *
 * @throws {TypeError} When it is not a number.
 * @throws {RangeError} When it is 0, negative, infinite or NaN.
 */
export function positive(of: string, name: string, value: unknown): number {
  const expected = `a finite number above 0 for ${name}`;
  const number = checkNumber(of, expected, value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new RangeError(`${of}() needs ${expected}, got ${number}.`);
}

/**
 * Returns `[height, width]` from one number or a pair of whole numbers of at least 1.
 *
 * @throws {TypeError} When it is neither.
 * @throws {RangeError} When a number is fractional or below 1.
 */
export function size(of: string, name: string, value: unknown): Size {
  const pair = Array.isArray(value) ? value : [value, value];
  if (pair.length !== 2) {
    throw new TypeError(
      `${of}() needs a number or [height, width] for ${name}, got ${show(value)}.`,
    );
  }
  return [whole(of, name, pair[0]), whole(of, name, pair[1])];
}

/**
 * Returns `value` when it is one of `choices`.
 *
 * @throws {TypeError} When it is not.
 */
export function choice<T extends string>(
  of: string,
  name: string,
  value: unknown,
  choices: readonly T[],
): T {
  const found = choices.find((each) => each === value);
  if (found !== undefined) return found;
  throw new TypeError(
    `${of}() needs one of ${choices.join(", ")} for ${name}, got ${show(value)}.`,
  );
}

/**
 * Passes when `value` is an object that has no other keys than `names`.
 *
 * @throws {TypeError} When it is not.
 */
export function options(of: string, value: unknown, names: readonly string[]): void {
  const expected = `options among ${names.join(", ")}`;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${of}() needs ${expected} in an object, got ${show(value)}.`);
  }
  const unknown = Object.keys(value).find((key) => !names.includes(key));
  if (unknown !== undefined) throw new TypeError(`${of}() needs ${expected}, got ${unknown}.`);
}

function checkNumber(of: string, expected: string, value: unknown): number {
  if (typeof value === "number") return value;
  throw new TypeError(`${of}() needs ${expected}, got ${show(value)}.`);
}

/** A value in a few words. */
export function show(value: unknown): string {
  if (typeof value === "function") return `the function ${value.name}`;
  const plain = typeof value === "object" || typeof value === "string";
  return plain ? JSON.stringify(value) : String(value);
}
