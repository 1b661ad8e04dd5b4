/**
 * How much of what the trials came to each param decides.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { fanova } from "../statistics/fanova.ts";
import type { Trial } from "../trial/record.ts";
import { hasParam, type ParamAxis, toCoordinate, toParamAxes } from "./param_axes.ts";
import { toValuePoints } from "./value_points.ts";

/** The importance of a param. */
export interface ImportanceRow {
  /** Of the param. */
  readonly name: string;
  /** The share of the variance of values that it explains alone, in [0, 1]. */
  readonly importance: number;
}

/** What is known of the params of a search. */
export interface Importances {
  /** The most important first. */
  readonly rows: readonly ImportanceRow[];
  /** How many trials that rests on. */
  readonly trials: number;
  /** Params that some of these trials were not asked for, and that are left out for it. */
  readonly leftOut: readonly string[];
}

/**
 * The importances of the params of a search by functional ANOVA, see {@linkcode fanova}, over its
 * complete trials, as Optuna's `FanovaImportanceEvaluator` has them: over the ranges as they are,
 * also of params that are searched by their logarithm, with a column of its own for each choice, and
 * of the params that all of these trials have. Shares are not scaled to add up to 1: what is missing
 * is decided by several params together.
 *
 * A param of a single value has 0; so have all where fewer than 2 trials are complete or all values
 * are equal.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 * @throws {RangeError} If the values are not of one metric and epoch.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, randomSampler, toImportances } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "units",
 *   data: await loadMnist(),
 *   search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 32)}` }),
 *   trials: 3,
 *   sampler: randomSampler(),
 *   epochs: 1,
 *   limit: 600,
 * });
 * await study.optimize();
 * const { rows, trials } = toImportances(study.trials);
 * assertEquals(rows.map(({ name }) => name), ["units"]);
 * assertEquals(trials, 3);
 * ```
 */
export function toImportances(trials: readonly Trial[]): Importances {
  checkArguments("toImportances()", arguments, 1);
  const { complete } = toValuePoints(trials);
  const points = complete.filter(({ value }) => Number.isFinite(value));
  const all = toParamAxes(points.map(({ trial }) => trial));
  const isShared = ({ name }: ParamAxis) => points.every(({ trial }) => hasParam(trial, name));
  const shared = all.filter(isShared);
  const varied = shared.filter(({ low, high }) => low < high);
  const values = points.map(({ value }) => value);
  const params = varied.map((axis) =>
    toColumns(axis, points.map(({ trial }) => toCoordinate(axis, trial.params[axis.name])))
  );
  const isEmpty = points.length < 2 || params.length === 0;
  const shares = isEmpty ? null : fanova({ params, values });
  const importanceOf = (axis: ParamAxis) => shares?.[varied.indexOf(axis)] ?? 0;
  return {
    rows: shared.map((axis) => ({ name: axis.name, importance: importanceOf(axis) }))
      .sort((a, b) => b.importance - a.importance),
    trials: points.length,
    leftOut: all.filter((axis) => !isShared(axis)).map(({ name }) => name),
  };
}

/** Shares of a range, or of each choice whether it was made. */
function toColumns({ low, high, choices }: ParamAxis, coordinates: readonly number[]): number[][] {
  if (choices === null) return [coordinates.map((one) => (one - low) / (high - low))];
  return choices.map((_, place) => coordinates.map((one) => Number(one === place)));
}
