/**
 * Distributions and values as Optuna's storages keep them.
 *
 * @module
 */
import type { Distribution, ParamValue } from "./distributions.ts";
import { placeOf } from "./values.ts";

/**
 * A distribution as the JSON that `optuna.distributions.json_to_distribution()` reads.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toOptunaDistribution } from "./optuna_distribution.ts";
 *
 * assertEquals(
 *   toOptunaDistribution({ kind: "categorical", choices: ["relu", null] }),
 *   '{"name":"CategoricalDistribution","attributes":{"choices":["relu",null]}}',
 * );
 * ```
 */
export function toOptunaDistribution({ kind, ...attributes }: Distribution): string {
  const name = `${kind[0].toUpperCase()}${kind.slice(1)}Distribution`;
  return toPythonJson({ name, attributes });
}

/** What Optuna keeps of a value: the number, or the place of the choice. */
export function toOptunaValue(distribution: Distribution, value: ParamValue): number {
  return distribution.kind === "categorical" ? placeOf(distribution, value) : Number(value);
}

/** JSON without halves of characters, which Python reads and then cannot write. */
export function toPythonJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, field) => typeof field === "string" ? field.toWellFormed() : field,
  );
}
