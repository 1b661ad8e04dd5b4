/**
 * Which params of a search a chart shows.
 *
 * @module
 */
import { checkArray, checkText, refuseRange } from "../check/check.ts";
import { show } from "../check/show.ts";
import { hasParam, type ParamAxis, toParamAxes } from "../results/param_axes.ts";
import { toValuePoints, type ValuePoint, type ValuePoints } from "../results/value_points.ts";
import type { Trial } from "../trial/record.ts";

/** More axes than these crowd a chart. */
const MOST_PARAMS = 8;

/** Options of the charts of params. */
export interface ParamOptions {
  /**
   * Only these, in this order; null: all, or of more than 8 those that the most trials have.
   *
   * @default {null}
   */
  readonly params?: readonly string[] | null;
}

/** The trials of a chart of params, and its axes. */
export interface ParamPoints extends ValuePoints {
  /** One for each param that is shown. */
  readonly axes: readonly ParamAxis[];
  /** How many params there are. */
  readonly all: number;
}

/**
 * The trials and the params of a chart; trials whose value is no finite number are left out.
 *
 * @throws {TypeError} If the trials are no array of trials, or `params` no array of texts.
 * @throws {RangeError} If a param is none of the trials', there is none at all, or the values of the
 * trials are not of one metric.
 */
export function toParamPoints(
  trials: readonly Trial[],
  params: readonly string[] | null,
): ParamPoints {
  const points = toValuePoints(trials);
  const axes = toParamAxes(trials);
  if (axes.length === 0) {
    refuseRange("trials", "those of a search, which have params", trials.map(({ name }) => name));
  }
  const isFinite = ({ value }: ValuePoint) => Number.isFinite(value);
  return {
    ...points,
    complete: points.complete.filter(isFinite),
    pruned: points.pruned.filter(isFinite),
    axes: params === null ? mostAsked(axes, trials) : checkParams(params, axes),
    all: axes.length,
  };
}

function checkParams(params: readonly string[], axes: readonly ParamAxis[]): ParamAxis[] {
  const names = axes.map(({ name }) => name);
  const expected = `an array of params such as ${show(names.slice(0, 1))}`;
  checkArray("params", params, expected, (name) => checkText("a param", name, "a text"));
  if (params.length === 0) refuseRange("params", expected, params);
  return params.map((param) =>
    axes.find(({ name }) => name === param) ??
      refuseRange("a param", `one of ${show(names)}`, param)
  );
}

function mostAsked(axes: readonly ParamAxis[], trials: readonly Trial[]): readonly ParamAxis[] {
  if (axes.length <= MOST_PARAMS) return axes;
  const asked = new Map(
    axes.map((axis) => [axis, trials.filter((trial) => hasParam(trial, axis.name)).length]),
  );
  const kept = axes.toSorted((a, b) => asked.get(b)! - asked.get(a)!).slice(0, MOST_PARAMS);
  return axes.filter((axis) => kept.includes(axis));
}
