/**
 * The paper that a digit is written on: a brightness that changes slowly over the image, as light
 * does, found from the border inwards.
 *
 * @module
 */
import type { Grey } from "./grey.ts";

/** Pixels that a surface is fitted to, at most. */
const MOST = 5_000;
/** How many times pixels that are off the surface are left out, and the rest is fitted again. */
const ROUNDS = 4;
/** A brightness so near to the surface is of the paper for certain. */
const NEAR = 0.02;
/** Keeps the surface level where its pixels do not say otherwise, as a share of their number. */
const STIFFNESS = 1e-3;

/** Bends of a surface of degree 2 at a place, each coordinate from -1 to 1. */
const terms = (u: number, v: number) => [1, u, v, u * u, u * v, v * v];

/**
 * What the paper alone would look like: the surface of degree 2 in both coordinates that fits the
 * border's pixels best, and then all that are of its brightness. Strokes are left out as outliers.
 *
 * @returns A brightness for each pixel.
 */
export function fitPaper(grey: Grey): Float32Array {
  const { width, height, values } = grey;
  const margin = Math.max(1, Math.round(0.04 * Math.min(width, height)));
  const isBorder = (i: number) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.min(x, y, width - 1 - x, height - 1 - y) < margin;
  };
  const pixels = Array.from(values.keys());
  const samples = (chosen: number[]) =>
    thin(chosen).map((i) => ({
      terms: terms(toUnit(i % width, width), toUnit(Math.floor(i / width), height)),
      value: values[i],
    }));
  const border = samples(pixels.filter(isBorder));
  let surface = [median(Float32Array.from(border, ({ value }) => value)), 0, 0, 0, 0, 0];
  for (const seen of [border, samples(pixels)]) {
    for (let round = 0; round < ROUNDS; round++) {
      const off = Float32Array.from(
        seen,
        ({ terms, value }) => Math.abs(value - dot(surface, terms)),
      );
      const limit = Math.max(NEAR, 3 * noiseOf(off));
      surface = fit(seen.filter((_, k) => off[k] <= limit), surface[0]);
    }
  }
  const [level, x, y, xx, xy, yy] = surface;
  return Float32Array.from(pixels, (i) => {
    const [u, v] = [toUnit(i % width, width), toUnit(Math.floor(i / width), height)];
    return level + x * u + y * v + xx * u * u + xy * u * v + yy * v * v;
  });
}

/** A brightness and the terms of its place. */
interface Sample {
  readonly terms: readonly number[];
  readonly value: number;
}

const toUnit = (x: number, length: number) => length === 1 ? 0 : 2 * x / (length - 1) - 1;

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

function thin(pixels: number[]): number[] {
  const step = Math.ceil(pixels.length / MOST);
  return pixels.filter((_, i) => i % step === 0);
}

/** The middle value. */
function median(values: Float32Array): number {
  return values.toSorted()[Math.floor(values.length / 2)];
}

/**
 * The standard deviation of the paper, from how far each pixel is off its brightness. A quarter of
 * normal draws lies within 0.3186 of it, and a quarter of the pixels is paper even where a digit
 * fills the image from edge to edge.
 */
export function noiseOf(off: Float32Array): number {
  return off.toSorted()[Math.floor(off.length / 4)] / 0.3186;
}

/** Least squares: the factors of the terms, all but the first drawn a little towards 0. */
function fit(samples: readonly Sample[], level: number): number[] {
  const size = 6;
  const system = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  for (const { terms, value } of samples) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) system[i][j] += terms[i] * terms[j];
      system[i][size] += terms[i] * (value - level);
    }
  }
  for (let i = 0; i < size; i++) system[i][i] += STIFFNESS * samples.length + 1e-9;
  const factors = solve(system);
  factors[0] += level;
  return factors;
}

/** Gauss's elimination; the last column is the right side. The matrix is positive definite. */
function solve(system: number[][]): number[] {
  const size = system.length;
  for (let i = 0; i < size; i++) {
    for (let row = 0; row < size; row++) {
      if (row === i) continue;
      const factor = system[row][i] / system[i][i];
      for (let j = i; j <= size; j++) system[row][j] -= factor * system[i][j];
    }
  }
  return system.map((row, i) => row[size] / row[i]);
}
