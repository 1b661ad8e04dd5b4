/**
 * The periodic pattern that the paper speaks of, as a search space: its hidden layers "were taken
 * randomly in a periodic sequence".
 *
 * @module
 */
import {
  checkArray,
  checkKeys,
  checkSize,
  checkWhole,
  refuseRange,
  refuseType,
} from "../check/check.ts";
import { conv, dense, dropout, flatten, type Layer, maxPool, type Size } from "../models/layers.ts";
import { mnistShape, slideWindow } from "../models/shapes.ts";
import type { SearchTrial } from "./search_trial.ts";

/** What {@linkcode periodicNet} has suggested; a list of one choice fixes it. */
export interface PeriodicNetOptions {
  /**
   * How often conv and maxPool(2) repeat, each at least 1; suggested as `periods`.
   *
   * @default {[1, 2, 3]}
   */
  readonly periods?: readonly number[];
  /**
   * Numbers of filters; suggested for each convolution, as `filters 1`, `filters 2`, ...
   *
   * @default {[16, 32, 64]}
   */
  readonly filters?: readonly number[];
  /**
   * Sides of square kernels; suggested for each convolution, as `kernelSize 1`, ...
   *
   * @default {[3, 5]}
   */
  readonly kernelSizes?: readonly number[];
  /**
   * Rates in [0, 1) of the dropout after the last pooling; suggested as `dropoutRate`.
   *
   * @default {[0.25, 0.5]}
   */
  readonly dropoutRates?: readonly number[];
  /**
   * Numbers of units of the dense layer; suggested as `denseUnits`.
   *
   * @default {[64, 128, 256]}
   */
  readonly denseUnits?: readonly number[];
  /**
   * Height and width of the images, in pixels.
   *
   * @default {28}
   */
  readonly imageSize?: number | Size;
}

/**
 * Has the trial suggest a net that reads conv, pool, conv, pool, ..., dropout, flatten, dense.
 *
 * Every net can be built, whatever is suggested: a later kernel is offered only those sizes that
 * leave room for all periods when the kernels before it are the largest and those after it the
 * smallest. So `kernelSize 3` is always 3 by default: behind it 5x5 would leave nothing to pool.
 *
 * @throws {TypeError} If an option is unknown or not of its type, or a choice is not a number.
 * @throws {RangeError} If a list is empty or has a choice twice, a choice is out of its layer's
 * range, or the most periods do not fit with the smallest kernels or with the largest as the first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatLayers, periodicNet } from "../mod.ts";
 * import { createSearchTrial } from "./search_trial.ts";
 * import { valueAt } from "./values.ts";
 *
 * // A study gives its search function such a trial; this one suggests the first of everything.
 * const { trial, params } = createSearchTrial({
 *   number: 0,
 *   suggest: (_name, distribution) => valueAt(distribution, 0),
 *   known: new Map(),
 * });
 * const layers = periodicNet(trial, { periods: [2, 3], filters: [8, 16] });
 * assertEquals(formatLayers(layers), "C8 P2 C8 P2 Dr.25 F D64");
 * ```
 */
export function periodicNet(trial: SearchTrial, options: PeriodicNetOptions = {}): Layer[] {
  const names = ["periods", "filters", "kernelSizes", "dropoutRates", "denseUnits", "imageSize"];
  checkKeys("options of periodicNet()", options, names);
  if (typeof trial?.suggestCategorical !== "function") {
    refuseType("trial of periodicNet()", "the trial that a search function is given", trial);
  }
  const {
    periods = [1, 2, 3],
    filters = [16, 32, 64],
    kernelSizes = [3, 5],
    dropoutRates = [0.25, 0.5],
    denseUnits = [64, 128, 256],
    imageSize = [mnistShape[0], mnistShape[1]],
  } = options;
  // All choices are checked, so that a bad one shows in the first trial and not in one that it spoils.
  checkChoices("periods", periods, (count) => checkWhole("periods of periodicNet()", count, 1));
  checkChoices("filters", filters, (count) => conv(count));
  checkChoices("kernelSizes", kernelSizes, (kernelSize) => conv(1, { kernelSize }));
  checkChoices("dropoutRates", dropoutRates, (rate) => dropout(rate));
  checkChoices("denseUnits", denseUnits, (units) => dense(units));
  const size = checkSize("imageSize of periodicNet()", imageSize);
  const offered = offerKernelSizes(size, kernelSizes, Math.max(...periods));

  const count = trial.suggestCategorical("periods", periods);
  const layers: Layer[] = [];
  for (let period = 1; period <= count; period++) {
    const filtersHere = trial.suggestCategorical(`filters ${period}`, filters);
    const sizes = offered[period - 1];
    const kernelSize = trial.suggestCategorical(`kernelSize ${period}`, sizes);
    layers.push(conv(filtersHere, { kernelSize }), maxPool(2));
  }
  const rate = trial.suggestCategorical("dropoutRate", dropoutRates);
  const units = trial.suggestCategorical("denseUnits", denseUnits);
  return [...layers, dropout(rate), flatten(), dense(units)];
}

function checkChoices(
  name: string,
  choices: readonly number[],
  checkChoice: (choice: number) => unknown,
): void {
  const of = `${name} of periodicNet()`;
  checkArray(of, choices, "an array of choices", checkChoice);
  if (choices.length === 0) refuseRange(of, "at least one choice", choices);
}

/** The sizes that the kernel of each period may have, such that all of them go together. */
function offerKernelSizes(
  [height, width]: Size,
  kernelSizes: readonly number[],
  periods: number,
): number[][] {
  const smallest = Math.min(...kernelSizes);
  const image = `images of ${height}x${width}`;
  // Kernels and windows are square, so the shorter side decides.
  let side = Math.min(height, width);
  if (!fits(side, periods, smallest)) {
    const expected = `few enough for ${image} and kernels of ${smallest}x${smallest}`;
    refuseRange("periods of periodicNet()", expected, periods);
  }
  const offered: number[][] = [];
  for (let left = periods - 1; left >= 0; left--) {
    const fitting = kernelSizes.filter((size) => fits(pass(side, size), left, smallest));
    offered.push(fitting);
    side = pass(side, Math.max(...fitting));
  }
  const tooLarge = kernelSizes.find((size) => !offered[0].includes(size));
  if (tooLarge === undefined) return offered;
  const expected = `small enough for ${image} and ${periods} periods`;
  return refuseRange("kernelSizes of periodicNet()", expected, tooLarge);
}

/** Side of the maps after a convolution and a pooling; below 1 where they do not fit. */
function pass(side: number, kernelSize: number): number {
  const slide = (side: number, window: number, stride: number) =>
    slideWindow([side, side], {
      window: [window, window],
      strides: [stride, stride],
      padding: "valid",
    })[0];
  return slide(slide(side, kernelSize, 1), 2, 2);
}

/** Whether so many periods with kernels of one size leave at least one pixel. */
function fits(side: number, periods: number, kernelSize: number): boolean {
  for (let i = 0; i < periods && side >= 1; i++) side = pass(side, kernelSize);
  return side >= 1;
}
