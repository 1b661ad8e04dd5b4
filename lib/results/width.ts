/**
 * Texts in the columns of a terminal, where some characters are two columns wide and some none.
 *
 * @module
 */
import stringWidth from "string-width";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many columns of a terminal a text takes: `中` takes two, a combining accent none. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Fills a text with spaces up to a width in columns, so that it stands left or right. */
export function padText(text: string, width: number, align: "left" | "right"): string {
  const spaces = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "left" ? text + spaces : spaces + text;
}

/**
 * Breaks a text into lines of at most `width` columns: at spaces, of which the one at the break
 * goes, or within a word that is wider than a line. Lines after the first begin with `indent`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { wrapText } from "./width.ts";
 *
 * assertEquals(wrapText("C32 P2 C64 P2", 8), ["C32 P2", "C64 P2"]);
 * ```
 */
export function wrapText(text: string, width: number, indent = ""): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const { segment } of graphemes.segment(text)) {
    if (displayWidth(line + segment) <= width) {
      line += segment;
      continue;
    }
    const space = segment === " " ? line.length : line.lastIndexOf(" ");
    const atSpace = space >= (lines.length === 0 ? 1 : indent.length + 1);
    lines.push(atSpace ? line.slice(0, space) : line);
    line = indent + (atSpace ? (line + segment).slice(space + 1) : segment);
  }
  return [...lines, line];
}
