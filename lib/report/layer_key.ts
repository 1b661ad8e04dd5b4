/**
 * What the compact form of hidden layers means, for a reader who has never met it.
 *
 * @module
 */

/** The kinds of layers by their codes, and what one of a size is. */
const meanings: Readonly<Record<string, (size: string) => string>> = {
  C: (filters) => `a convolution of ${filters} filters`,
  BN: () => "batch normalisation",
  P: (size) => `max pooling by ${size}`,
  A: (size) => `average pooling by ${size}`,
  Dr: (rate) => `dropout of ${Number(rate)}`,
  F: () => "flatten",
  D: (units) => `a dense layer of ${units} units`,
};

/**
 * One sentence that explains the codes which stand in these layers, each by the first of its kind;
 * null where there are none.
 *
 * @param layers In the compact form, those of each trial.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toLayerKey } from "./layer_key.ts";
 *
 * assertEquals(toLayerKey(["Dr.5 F"]), "Hidden layers: Dr.5 is dropout of 0.5, F flatten.");
 * ```
 */
export function toLayerKey(layers: readonly string[]): string | null {
  const found = new Map<string, string>();
  for (const [token, code, size] of layers.join(" ").matchAll(/\b(BN|Dr|[CPAFD])([\d.x]*)/g)) {
    if (!found.has(code)) {
      found.set(code, `${token}${found.size ? "" : " is"} ${meanings[code](size)}`);
    }
  }
  if (found.size === 0) return null;
  const defaults = found.has("C")
    ? "; filters are 3x3 and activations relu where no parentheses say otherwise"
    : "";
  return `Hidden layers: ${[...found.values()].join(", ")}${defaults}.`;
}
