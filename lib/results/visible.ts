/**
 * Texts that are not ours, such as the names of cases, on one line and with nothing hidden.
 *
 * @module
 */

/**
 * Control characters, separators of lines and paragraphs, halves of surrogate pairs, and what turns
 * the direction of a text around beyond its own end.
 */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Puts a code such as `<U+000A>` in the place of each character that would break a row, move a
 * terminal's cursor or reorder what stands beside: control characters (line breaks and tabs among
 * them), separators of lines and paragraphs, bidirectional embeddings, overrides and isolates, and
 * halves of surrogate pairs, which no file can hold. All else stays.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toVisible } from "./visible.ts";
 *
 * assertEquals(toVisible("two\nlines"), "two<U+000A>lines");
 * ```
 */
export function toVisible(text: string): string {
  return text.replaceAll(UNPRINTABLE, formatCodePoint);
}

/** What stands for a character that a format cannot carry: `<U+4E2D>` for `中`. */
export function formatCodePoint(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase();
  return `<U+${code.padStart(4, "0")}>`;
}
