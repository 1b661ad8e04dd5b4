/**
 * Texts as LaTeX sets them.
 *
 * @module
 */
import { formatCodePoint, toVisible } from "./visible.ts";

/**
 * What stands for characters that LaTeX would read as commands or join with the next one. Braces
 * around `[` and `*` keep them from being an argument of the row's end before them.
 */
const COMMANDS: Readonly<Record<string, string>> = {
  // Where a line may break: no text has this character any more.
  "\0": "\\allowbreak{}",
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "[": "{[}",
  "]": "{]}",
  "*": "{*}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\symbol{34}",
  "'": "\\textquotesingle{}",
  "`": "\\textasciigrave{}",
  "\u00a0": "~",
  "–": "\\textendash{}",
  "—": "\\textemdash{}",
  "‘": "\\textquoteleft{}",
  "’": "\\textquoteright{}",
  "“": "\\textquotedblleft{}",
  "”": "\\textquotedblright{}",
  "…": "\\ldots{}",
  "•": "\\textbullet{}",
  "€": "\\texteuro{}",
  "™": "\\texttrademark{}",
  ...formulas(
    "★ star ≈ approx ≤ leq ≥ geq ∞ infty ← leftarrow → rightarrow ∈ in ∂ partial ∇ nabla " +
      "Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega α alpha β beta " +
      "γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu " +
      "ξ xi π pi ρ rho ς varsigma σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega",
  ),
  "−": "$-$",
};

/** ASCII that is only itself, and the letters and signs that fonts encoded by T1 and TS1 have. */
const PLAIN = /[ -~¡-¬®-ÿĀ-ĥĨ-ķĹ-ľŁ-ňŊ-ťŨ-žȘ-ț]/u;

/**
 * Formats a text so that pdflatex sets what it says, whatever stands before it, with the font
 * encoding T1: no character is a command, and no two are drawn as another one (`--`, `,,`, `?` with
 * a backtick). Spaces are kept, those at the ends too. Runs of more than twenty characters
 * without a space may break after each twenty.
 *
 * Latin and Greek letters and the usual signs are set. Of what pdflatex has no font for, such as
 * Chinese or emoji, the code stands there, `<U+4E2D>`, as for control characters (see `toVisible`).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeLatex } from "./latex_text.ts";
 *
 * assertEquals(escapeLatex("50 % [a--b]"), "50\\,\\% {[}a-{}-b{]}");
 * ```
 */
export function escapeLatex(text: string): string {
  return codeUnknown(toVisible(text.normalize("NFC")))
    .replaceAll(/\S{20}(?=\S)/gu, "$&\0")
    .replaceAll(/[^A-Za-z0-9 ]/gu, (character) => COMMANDS[character] ?? character)
    .replaceAll(/-(?=-)|,(?=,)/g, "$&{}")
    .replaceAll(/^ | $|(?<= ) /g, "\\ ")
    // A thin space that does not break, as LaTeX sets units.
    .replaceAll(/(\d) \\%/g, "$1\\,\\%");
}

/** Puts its code in the place of each character that has no font. */
function codeUnknown(text: string): string {
  const isKnown = (character: string) => PLAIN.test(character) || character in COMMANDS;
  return [...text].map((one) => isKnown(one) ? one : formatCodePoint(one)).join("");
}

/** `x name y other` as `{ x: "$\\name$", y: "$\\other$" }`. */
function formulas(list: string): Record<string, string> {
  const pairs = list.matchAll(/(\S+) (\S+)/g);
  return Object.fromEntries([...pairs].map(([, sign, name]) => [sign, `$\\${name}$`]));
}
