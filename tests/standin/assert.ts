/**
 * Stand-in for `jsr:@std/assert` where JSR cannot be reached: the same names over `node:assert`.
 * It holds the names that the tests use, no more.
 *
 * @module
 */
import strict from "node:assert/strict";

export { AssertionError } from "node:assert";

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error = Error> = abstract new (...args: any[]) => E;

export function assert(expression: unknown, message?: string): asserts expression {
  strict.ok(expression, message);
}

export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  strict.deepEqual(actual, expected, message);
}

export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  strict.notDeepEqual(actual, expected, message);
}

export function assertStrictEquals<T>(actual: unknown, expected: T, message?: string): void {
  strict.equal(actual, expected, message);
}

export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  message?: string,
): void {
  const allowed = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected) * 1e-7 : 0);
  if (Object.is(actual, expected) || Math.abs(actual - expected) <= allowed) return;
  strict.fail(message ?? `${actual} is not within ${allowed} of ${expected}`);
}

export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  if (actual.includes(expected)) return;
  strict.fail(message ?? `Expected ${JSON.stringify(actual)} to hold ${JSON.stringify(expected)}`);
}

export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  strict.match(actual, expected, message);
}

export function assertExists<T>(actual: T, message?: string): asserts actual is NonNullable<T> {
  strict.ok(actual !== null && actual !== undefined, message);
}

export function assertGreater<T>(actual: T, expected: T, message?: string): void {
  strict.ok(actual > expected, message ?? `Expected ${actual} > ${expected}`);
}

export function assertGreaterOrEqual<T>(actual: T, expected: T, message?: string): void {
  strict.ok(actual >= expected, message ?? `Expected ${actual} >= ${expected}`);
}

export function assertLess<T>(actual: T, expected: T, message?: string): void {
  strict.ok(actual < expected, message ?? `Expected ${actual} < ${expected}`);
}

export function assertLessOrEqual<T>(actual: T, expected: T, message?: string): void {
  strict.ok(actual <= expected, message ?? `Expected ${actual} <= ${expected}`);
}

export function assertThrows<E extends Error = Error>(
  run: () => unknown,
  errorClass?: ErrorClass<E>,
  includes?: string,
  message?: string,
): E {
  let thrown: unknown;
  let threw = false;
  try {
    run();
  } catch (error) {
    threw = true;
    thrown = error;
  }
  return checkError(threw, thrown, errorClass, includes, message);
}

export async function assertRejects<E extends Error = Error>(
  run: () => PromiseLike<unknown>,
  errorClass?: ErrorClass<E>,
  includes?: string,
  message?: string,
): Promise<E> {
  let thrown: unknown;
  let threw = false;
  try {
    await run();
  } catch (error) {
    threw = true;
    thrown = error;
  }
  return checkError(threw, thrown, errorClass, includes, message);
}

function checkError<E extends Error>(
  threw: boolean,
  thrown: unknown,
  errorClass?: ErrorClass<E>,
  includes?: string,
  message?: string,
): E {
  strict.ok(threw, message ?? "Expected an error, and none was thrown");
  strict.ok(thrown instanceof (errorClass ?? Error), message ?? `Unexpected error: ${thrown}`);
  if (includes !== undefined) assertStringIncludes(thrown.message, includes, message);
  return thrown as E;
}
