/**
 * Names and values in the sentences of errors.
 *
 * @module
 */

/** Characters of a value in a sentence. */
const LONGEST = 120;

/**
 * A value in a few words, on one line.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { show } from "./show.ts";
 *
 * assertEquals(show("a"), '"a"');
 * assertEquals(show([1, 2, 3, 4, 5]), "[ 1, 2, 3, ... 2 more items ]");
 * ```
 */
export function show(value: unknown): string {
  if (hasOwnLook(value)) return `a ${value.constructor.name}`;
  const text = Deno.inspect(value, { depth: 1, iterableLimit: 3, strAbbreviateSize: 60 })
    .replaceAll(/\s+/g, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Whether a value shows itself on the console as more than a few words, as a study its table. */
function hasOwnLook(value: unknown): value is object {
  return typeof value === "object" && value !== null && Symbol.for("Deno.customInspect") in value;
}

/**
 * Names as a choice in a sentence.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listChoices } from "./show.ts";
 *
 * assertEquals(listChoices(["auto", "wasm", "blas"]), '"auto", "wasm" or "blas"');
 * ```
 */
export function listChoices(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  return quoted.length < 2
    ? quoted.join()
    : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/**
 * The end of a sentence about a word that is not known: `; did you mean "epochs"?` where one of
 * `known` is so near that it is probably a slip, else a full stop.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { didYouMean } from "./show.ts";
 *
 * assertEquals(didYouMean("epoch", ["epochs", "seed"]), '; did you mean "epochs"?');
 * assertEquals(didYouMean("sede", ["epochs", "seed"]), '; did you mean "seed"?');
 * assertEquals(didYouMean("colour", ["epochs", "seed"]), ".");
 * assertEquals(didYouMean("7", ["x"]), ".");
 * ```
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, "");
  const most = Math.max(1, Math.floor(word.length / 3));
  let nearest: string | undefined, least = most + 1;
  for (const name of known) {
    const slips = countSlips(plain(word), plain(name), least);
    if (slips >= least || ![...plain(name)].some((letter) => plain(word).includes(letter))) {
      continue;
    }
    nearest = name;
    least = slips;
  }
  return nearest === undefined ? "." : `; did you mean "${nearest}"?`;
}

/**
 * How many letters are missing, too many, wrong or swapped with their neighbours: the optimal string
 * alignment distance.
 *
 * @param enough So many or more need not be counted.
 */
function countSlips(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough;
  let before: number[] = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
