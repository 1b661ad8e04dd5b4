/**
 * Random search: every value is drawn by itself, whatever came of earlier trials.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { createRandom } from "../random/random.ts";
import { drawValue } from "../search_space/draw_value.ts";
import type { Sampler } from "./sampler.ts";

/**
 * Creates a sampler that draws every value evenly; with `log`, evenly by its logarithm. A value
 * depends on the study's seed, the trial's number and the parameter's name alone.
 *
 * Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 13 (2012).
 *
 * @throws {TypeError} If it is given an argument.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { randomSampler } from "./random.ts";
 *
 * const context = { number: 0, seed: 1, direction: "maximize", trials: [] } as const;
 * const suggest = randomSampler().begin(context)!;
 * const rate = suggest("rate", { kind: "float", low: 1e-4, high: 0.1, log: true, step: null });
 * assert(Number(rate) >= 1e-4 && Number(rate) <= 0.1);
 * ```
 */
export function randomSampler(): Sampler {
  checkArguments("randomSampler()", arguments, 0);
  return {
    settings: { kind: "random" },
    begin: ({ number, seed }) => (name, distribution) =>
      drawValue(distribution, createRandom(seed, "sample", number, name)),
  };
}
