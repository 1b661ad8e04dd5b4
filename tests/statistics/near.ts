/** Figures beside those of another program. */
import { assertAlmostEquals } from "@std/assert";

/** Fails unless both agree to eight digits. */
export function assertNear(actual: number, expected: number): void {
  assertAlmostEquals(actual, expected, 1e-8 * Math.abs(expected));
}
