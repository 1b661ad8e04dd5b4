/**
 * Random nets in the periodic pattern that the paper speaks of: its hidden layers "were taken
 * randomly in a periodic sequence".
 *
 * @module
 */
import { checkArray, checkKeys, checkWhole, refuseRange } from "../check/check.ts";
import type { Case } from "../models/catalogue.ts";
import { conv, dense, dropout, flatten, type Layer, maxPool } from "../models/layers.ts";
import { mnistShape, slideWindow } from "../models/shapes.ts";
import { createRandom } from "../random/random.ts";

const [SIDE] = mnistShape;

/** What {@linkcode periodicSampler} draws from; each choice in a list is equally likely. */
export interface PeriodicSamplerOptions {
  /** It decides every draw; any whole number will do. */
  readonly seed: number;
  /**
   * So often do conv and maxPool(2) repeat, at least once.
   *
   * @default {[1, 2, 3]}
   */
  readonly periods?: readonly number[];
  /**
   * A convolution has one of these numbers of filters, drawn for each anew.
   *
   * @default {[16, 32, 64]}
   */
  readonly filters?: readonly number[];
  /**
   * A convolution's square kernel has one of these sides, drawn for each anew from those that leave
   * room for what follows.
   *
   * @default {[3, 5]}
   */
  readonly kernelSizes?: readonly number[];
  /**
   * The dropout after the last pooling has one of these rates, in [0, 1).
   *
   * @default {[0.25, 0.5]}
   */
  readonly dropoutRates?: readonly number[];
  /**
   * The dense layer has one of these numbers of units.
   *
   * @default {[64, 128, 256]}
   */
  readonly denseUnits?: readonly number[];
}

/** Draws nets by number. */
export interface PeriodicSampler {
  /**
   * Returns the net of a number, whatever was drawn before; different numbers may share a net.
   *
   * @param number Whole number counted from 0.
   * @throws {TypeError} If it is no number.
   * @throws {RangeError} If the number is negative or fractional.
   */
  sample(number: number): Case;
}

/**
 * Creates a sampler of nets that read conv, pool, conv, pool, ..., dropout, flatten, dense and
 * that can all be built for images of 28x28: a kernel that would leave too little for the periods
 * to come is not drawn.
 *
 * @throws {TypeError} If an option is unknown or not of its type, or a choice is not a number.
 * @throws {RangeError} If the seed is fractional, a list is empty, a choice is out of its layer's
 * range, or the most periods do not fit with the smallest kernel.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatLayers } from "../models/compact.ts";
 * import { periodicSampler } from "./periodic.ts";
 *
 * const { name, layers } = periodicSampler({ seed: 1 }).sample(0);
 * assertEquals(name, "Periodic 1");
 * assertEquals(formatLayers(layers), "C32 P2 C32 P2 C64 P2 Dr.25 F D64");
 * ```
 */
export function periodicSampler(options: PeriodicSamplerOptions): PeriodicSampler {
  const names = ["seed", "periods", "filters", "kernelSizes", "dropoutRates", "denseUnits"];
  checkKeys("options of periodicSampler()", options, names);
  const {
    seed,
    periods = [1, 2, 3],
    filters = [16, 32, 64],
    kernelSizes = [3, 5],
    dropoutRates = [0.25, 0.5],
    denseUnits = [64, 128, 256],
  } = options;
  checkWhole("seed of periodicSampler()", seed, Number.MIN_SAFE_INTEGER);
  // The builders check the ranges, so that a bad choice shows now and not at the draw it spoils.
  checkChoices("filters", filters, (count) => conv(count));
  checkChoices("kernelSizes", kernelSizes, (kernelSize) => conv(1, { kernelSize }));
  checkChoices("dropoutRates", dropoutRates, (rate) => dropout(rate));
  checkChoices("denseUnits", denseUnits, (units) => dense(units));
  const smallest = Math.min(...kernelSizes);
  checkChoices("periods", periods, (count) => {
    checkWhole("periods of periodicSampler()", count, 1);
    if (fits(SIDE, count, smallest)) return;
    refuseRange(
      "periods of periodicSampler()",
      `few enough for images of ${SIDE}x${SIDE} and kernels of ${smallest}x${smallest}`,
      count,
    );
  });

  return {
    sample(number) {
      checkWhole("number of sample()", number, 0);
      const random = createRandom(seed, "periodic", number);
      const draw = (choices: readonly number[]) => choices[random.below(choices.length)];
      const layers: Layer[] = [];
      let side: number = SIDE;
      for (let left = draw(periods) - 1; left >= 0; left--) {
        const fitting = kernelSizes.filter((size) => fits(pass(side, size), left, smallest));
        const kernelSize = draw(fitting);
        layers.push(conv(draw(filters), { kernelSize }), maxPool(2));
        side = pass(side, kernelSize);
      }
      layers.push(dropout(draw(dropoutRates)), flatten(), dense(draw(denseUnits)));
      return { name: `Periodic ${number + 1}`, layers };
    },
  };
}

function checkChoices(
  name: string,
  choices: readonly number[],
  checkChoice: (choice: number) => unknown,
): void {
  const of = `${name} of periodicSampler()`;
  checkArray(of, choices, "an array of choices", checkChoice);
  if (choices.length === 0) refuseRange(of, "at least one choice", choices);
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
  for (let i = 0; i < periods; i++) side = pass(side, kernelSize);
  return side >= 1;
}
