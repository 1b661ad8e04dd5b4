/** Names that no format may change: traps of each, and texts drawn around them. */
import fc from "fast-check";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleTrial } from "./sample_trials.ts";

/** What formats, or those who read them, take for more than text. */
// deno-fmt-ignore
const traps = [
  // LaTeX
  "[", "[1em]", "*", "]", "--", "---", "?`", "!`", "|", "<<", ">>", ",,", "''", "``", '"', "'",
  "\\", "\\\\", "\\end{tabular}", "{", "}", "$", "$x^2$", "%", "&", "#", "_", "~", "^", "50 %",
  // Markdown
  ..."~~a~~ **a** *a* __a__ `a` &amp; &#36; <b> <!-- </td> ](x) ![a](b) [a]: [^1] $$ :+1:".split(
    " ",
  ),
  "# a", "- a", "+ a", "> a", "1. a", "1) a", "---", "===", "a  ", "    a", "\\(a\\)", "\\|",
  "https://a.org/b", "www.a.org", "WWW.a.org", "a@b.org", "<https://a.org>", "```",
  // CSV
  "=1+1", "+1", "-1", "@a", "\t=1", "\r=1", ",", ";", '"a"', "NA", "null", "007", "1e5", "true",
  // Terminals
  ..."\n \r \r\n \t \b \0 \x07 \x1b[31m \x1b]0;a\x07 \x7f \u0085 \u009b2J \u2028 \u2029".split(" "),
  "\u202e", "\u2066", "\u200f", "\ud800", "\udc00a", " ", "  ", "a  b", "\u00a0", "\u3000",
  "中文", "한글", "e\u0301", "\u0301", "η = λ", "é", "ß", "½", "👩‍👩‍👧", "🇩🇪", "❤️", "ﬁ", "\ufeff",
  "\u200b",
  // Long ones
  "A".repeat(300), "long ".repeat(100), "-".repeat(60), "中".repeat(90),
];

const texts = fc.array(
  fc.oneof(
    fc.constantFrom(...traps),
    fc.string({ maxLength: 8 }),
    fc.string({ maxLength: 4, unit: "grapheme" }),
    fc.string({ maxLength: 4, unit: "binary" }),
  ),
  { minLength: 1, maxLength: 5 },
).map((parts) => parts.join("")).filter((text) => text !== "");

/** Each trap alone, and a hundred drawn texts, the same in every run. */
export const names: readonly string[] = [
  ...traps,
  ...fc.sample(texts, { numRuns: 100, seed: 20_240_229 }),
];

/** A trial of each name, each with a net of its own; every third has failed with that name. */
export const namedTrials: readonly Trial[] = names.map((name, i) => ({
  ...sampleTrial(i, i % 3 === 0 ? { name, state: "failed", error: name } : { name }),
  parameters: 10_000 + i,
}));

const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u;

/** The characters of a text as tables show them: codes in the place of those that break rows. */
export function shownCharacters(text: string): string[] {
  return [...text].map((character) => unprintable.test(character) ? codeOf(character) : character);
}

/** A text as tables show it. */
export function shown(text: string): string {
  return shownCharacters(text).join("");
}

/** `<U+4E2D>` */
export function codeOf(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}>`;
}
