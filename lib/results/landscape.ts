/**
 * The values of trials over two params, between the trials guessed from those nearby.
 *
 * @module
 */
import { fromShare, type ParamAxis, toShare } from "./param_axes.ts";

/** Values on a grid. */
export interface Landscape {
  /** Coordinates along the first axis; of choices their places. */
  readonly x: readonly number[];
  /** Coordinates along the second. */
  readonly y: readonly number[];
  /** Row by row of `y`; NaN where no trial is near. */
  readonly z: Float32Array;
}

/** A trial on it. */
export interface Spot {
  /** Along the first axis. */
  readonly x: number;
  /** Along the second. */
  readonly y: number;
  /** Of the trial. */
  readonly value: number;
}

/** Points along an axis of numbers. */
const CELLS = 41;
/** How far a trial is felt, as a share of an axis: one standard deviation of its weight. */
const REACH = 0.06;
/** Farther than this from every trial nothing is said. */
const BLANK = 0.12;

/**
 * A guess of the value at each point of a grid: the mean of the trials, weighted by a Gaussian of
 * their distance (Nadaraya 1964, Watson 1964), where one is nearer than 0.12 of the axes' lengths.
 * Elsewhere it is NaN: nothing was tried there. Between different choices nothing is shared.
 */
export function toLandscape(
  spots: readonly Spot[],
  [xAxis, yAxis]: readonly [ParamAxis, ParamAxis],
): Landscape {
  const [x, y] = [gridOf(xAxis), gridOf(yAxis)];
  const places = spots.map((spot) => ({
    x: placeOf(xAxis, spot.x),
    y: placeOf(yAxis, spot.y),
    value: spot.value,
  }));
  const z = Float32Array.from({ length: x.length * y.length }, (_, i) => {
    const at = {
      x: placeOf(xAxis, x[i % x.length]),
      y: placeOf(yAxis, y[Math.floor(i / x.length)]),
    };
    return guess(places, at);
  });
  return { x, y, z };
}

function guess(spots: readonly Spot[], at: Omit<Spot, "value">): number {
  let weights = 0, sum = 0, nearest = Infinity;
  for (const { x, y, value } of spots) {
    const square = (x - at.x) ** 2 + (y - at.y) ** 2;
    const weight = Math.exp(-square / (2 * REACH ** 2));
    nearest = Math.min(nearest, square);
    weights += weight;
    sum += weight * value;
  }
  return nearest <= BLANK ** 2 ? sum / weights : NaN;
}

function gridOf(axis: ParamAxis): number[] {
  if (axis.choices !== null) return [...axis.choices.keys()];
  if (axis.low === axis.high) return [axis.low];
  return Array.from({ length: CELLS }, (_, i) => fromShare(axis, i / (CELLS - 1)));
}

/** The share of an axis of numbers; choices lie out of each other's reach. */
function placeOf(axis: ParamAxis, coordinate: number): number {
  return axis.choices === null ? toShare(axis, coordinate) : coordinate;
}
