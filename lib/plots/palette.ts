/**
 * One colour and one marker per trial, the same in every figure of a study.
 *
 * @module
 */

// The palette of M. Okabe and K. Ito ("Color Universal Design", 2002), told apart by readers with
// any common colour blindness, without its black and yellow, which vanish on dark and light pages.
const colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
const symbols = ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down"];
/** The marker where a trial was pruned, whatever the trial's own is. */
export const PRUNED_SYMBOL = "x";

/**
 * The colour of the trial of this number.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { trialColor } from "./palette.ts";
 *
 * assertEquals(trialColor(0), "#0072B2");
 * ```
 */
export function trialColor(number: number): string {
  return colors[number % colors.length];
}

/**
 * Colours for the trials of these numbers of which no two are alike, as long as there are colours: a
 * trial has its own unless one before it in the list has it already.
 */
export function distinctColors(numbers: readonly number[]): ReadonlyMap<number, string> {
  const chosen = new Map<number, string>();
  const taken = new Set<string>();
  const give = (number: number, color: string) => {
    chosen.set(number, color);
    taken.add(color);
  };
  for (const number of numbers) {
    if (!taken.has(trialColor(number))) give(number, trialColor(number));
  }
  for (const number of numbers) {
    if (chosen.has(number)) continue;
    give(number, colors.find((color) => !taken.has(color)) ?? trialColor(number));
  }
  return chosen;
}

/**
 * The marker of the trial of this number. Neighbours differ in it, for readers without colours, and
 * every round through the colours pairs them anew.
 */
export function trialSymbol(number: number): string {
  return symbols[(number + Math.floor(number / colors.length)) % symbols.length];
}

/** A colour of six digits, of which so much is seen, in [0, 1]. */
export function translucent(color: string, opacity: number): string {
  return `${color}${Math.round(255 * opacity).toString(16).padStart(2, "0")}`;
}

/** From the first trials to the last: told apart by all readers, and seen on light and dark pages. */
export const ORDER_SCALE = [[0, "#E69F00"], [0.5, "#9a8f7c"], [1, "#0072B2"]] as const;
