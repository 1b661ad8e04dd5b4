/**
 * Names and values in the sentences of errors.
 *
 * @module
 */
import { closest, distance } from "fastest-levenshtein";

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
 * assertEquals(didYouMean("colour", ["epochs", "seed"]), ".");
 * ```
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, "");
  if (known.length === 0) return ".";
  const nearest = closest(plain(word), known.map(plain));
  const isSlip = distance(plain(word), nearest) <= Math.max(1, Math.floor(word.length / 3));
  return isSlip ? `; did you mean "${known.find((name) => plain(name) === nearest)}"?` : ".";
}
