/**
 * How numbers are formatted in tables, sentences and hover texts.
 *
 * @module
 */

import { checkArguments, checkNumber, checkShare, refuseRange } from "../check/check.ts";

/** What stands in a table where a value is missing. */
export const MISSING = "–";

/**
 * Formats a fraction in [0, 1] as percent with two decimals.
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is out of range.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatPercent } from "./format.ts";
 *
 * assertEquals(formatPercent(0.9806), "98.06 %");
 * ```
 */
export function formatPercent(fraction: number): string {
  checkArguments("formatPercent()", arguments, 1);
  checkShare("a fraction", fraction);
  return `${(fraction * 100).toFixed(2)} %`;
}

/** Made once, when it is needed: making one takes longer than a thousand uses. */
let counts: Intl.NumberFormat | undefined;

/** Formats a whole number with thousands separated: 1199882 is `1,199,882`. */
export function formatCount(count: number): string {
  counts ??= new Intl.NumberFormat("en-US");
  return counts.format(count);
}

/**
 * Formats a duration in milliseconds, to three digits or so.
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is negative or not finite.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatDuration } from "./format.ts";
 *
 * assertEquals(formatDuration(4_200), "4.2 s");
 * assertEquals(formatDuration(125_000), "2 min 05 s");
 * assertEquals(formatDuration(3_720_000), "1 h 02 min");
 * ```
 */
export function formatDuration(durationMs: number): string {
  checkArguments("formatDuration()", arguments, 1);
  checkNumber("durationMs", durationMs);
  if (!(durationMs >= 0 && durationMs < Infinity)) {
    refuseRange("durationMs", "a number of milliseconds from 0", durationMs);
  }
  const seconds = Math.round(durationMs / 1000);
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** A duration in seconds, to the millisecond. */
export function toSeconds(durationMs: number): number {
  return Math.round(durationMs) / 1000;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
