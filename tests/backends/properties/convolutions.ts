/** Drawn convolutions: their shapes, their tensors, and what they compute. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { convolveAndMaxPool, run } from "../../../lib/backends/operations.ts";
import { type ConvAttrs, convInfo, depthOf } from "../../../lib/backends/geometry.ts";
import { suitsWinograd } from "../../../lib/backends/products/winograd_products.ts";
import {
  arithmetics,
  drawBias,
  drawTensor,
  LARGEST,
  type Numbers,
  oneOf,
  pairOf,
  seeds,
} from "./tensors.ts";
import { sumTolerance } from "../tolerance.ts";

/** One convolution: all that its tensors are made from. */
export interface Convolution {
  readonly batch: number;
  readonly size: [number, number];
  readonly channels: number;
  readonly filters: number;
  readonly kernel: [number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: ConvAttrs["pad"];
  readonly activation: "linear" | "relu";
  readonly numbers: Numbers;
  readonly seed: number;
}

const borders = pairOf(0, 1, 2, 4);

/** Named, the same on all sides, and of each side alone: up to more than the side of a tile. */
const paddings: fc.Arbitrary<Convolution["pad"]> = fc.oneof(
  fc.constantFrom("valid" as const, "same" as const),
  oneOf(1, 2, 4),
  fc.tuple(borders, borders).map(([rows, columns]): tf.backend_util.ExplicitPadding => [
    [0, 0],
    rows,
    columns,
    [0, 0],
  ]),
);

const anyShape = {
  batch: oneOf(1, 2, 5),
  size: pairOf(1, 2, 3, 5, 7, 11, 13, 17),
  channels: oneOf(1, 3, 7, 17, 64),
  filters: oneOf(1, 3, 7, 17, 64),
  kernel: pairOf(1, 3, 5, 7),
  strides: pairOf(1, 2, 3),
  dilations: pairOf(1, 2),
  pad: paddings,
};

const winogradShape = {
  ...anyShape,
  size: pairOf(1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 24, 26),
  channels: oneOf(8, 12, 16, 20, 64),
  filters: oneOf(8, 12, 16, 20, 64),
  kernel: pairOf(3),
  strides: pairOf(1),
  dilations: pairOf(1),
};

/** Convolutions of at most `most` multiply-adds, at least half of them fit for Winograd. */
export function convolutions(most: number): fc.Arbitrary<Convolution> {
  return fc.oneof(draw(anyShape, most), winogradConvolutions(most));
}

/** Convolutions of at most `most` multiply-adds that all fit for Winograd. */
export function winogradConvolutions(most: number): fc.Arbitrary<Convolution> {
  return draw(winogradShape, most).filter(fitsWinograd);
}

function draw(shape: typeof anyShape, most: number): fc.Arbitrary<Convolution> {
  return fc.tuple(fc.record(shape), arithmetics, seeds)
    .map(([shape, arithmetic, seed]) => ({ ...shape, ...arithmetic, seed }))
    .filter((conv) => fits(conv) && cost(conv) <= most);
}

/** Whether the window lies within the image and its padding, as tfjs reckons. */
function fits({ size, kernel, dilations, pad }: Convolution): boolean {
  if (pad === "same") return true;
  const window = kernel.map((length, axis) => (length - 1) * dilations[axis] + 1);
  if (typeof pad === "number") {
    // tfjs takes the window's height for its width as well.
    return size.every((length) => length + 2 * pad >= window[0]);
  }
  const borders = pad === "valid" ? [[0, 0], [0, 0]] : pad.slice(1, 3);
  return size.every((length, axis) => length + borders[axis][0] + borders[axis][1] >= window[axis]);
}

/** Those of `drawn` whose output has a window of 2x2. */
export function poolable(drawn: fc.Arbitrary<Convolution>): fc.Arbitrary<Convolution> {
  return drawn.filter((conv) => Math.min(infoOf(conv).outHeight, infoOf(conv).outWidth) >= 2);
}

/** Whether the kernels may take Winograd's algorithm. */
export function fitsWinograd(conv: Convolution): boolean {
  return suitsWinograd(infoOf(conv));
}

const inputShape = ({ batch, size, channels }: Convolution) => [batch, ...size, channels];
const filterShape = ({ kernel, channels, filters }: Convolution) => [...kernel, channels, filters];
const infoOf = (conv: Convolution) =>
  convInfo(inputShape(conv), filterShape(conv), { ...conv, dataFormat: "NHWC" });

/** Multiply-adds, the zeros of a dilated filter among them. */
function cost(conv: Convolution): number {
  const { outHeight, outWidth, effectiveFilterHeight, effectiveFilterWidth } = infoOf(conv);
  return conv.batch * outHeight * outWidth * effectiveFilterHeight * effectiveFilterWidth *
    conv.channels * conv.filters;
}

/** x, the filter, the bias and dy. */
export function tensorsOf(conv: Convolution): tf.Tensor[] {
  const { numbers, seed, filters } = conv;
  return [
    drawTensor(inputShape(conv), numbers, seed, "x"),
    drawTensor(filterShape(conv), numbers, seed, "filter"),
    drawBias(filters, numbers, seed),
    drawTensor(infoOf(conv).outShape, numbers, seed, "dy"),
  ];
}

/** y = activation(conv(x, filter) + bias). */
export function convolve(conv: Convolution, [x, filter, bias]: tf.Tensor[]): tf.Tensor {
  return run(tf.FusedConv2D, { x, filter, bias }, attrsOf(conv))[0];
}

function attrsOf({ strides, pad, dilations, activation }: Convolution): tf.NamedAttrMap {
  return { strides, pad, dilations, activation, dataFormat: "NHWC" };
}

/** `convolve` by a filter with zeros between its weights: gradients of `cpu` know no dilation. */
export function convolveSpread(conv: Convolution, [x, filter, bias]: tf.Tensor[]): tf.Tensor {
  return convolve({ ...conv, dilations: [1, 1] }, [x, spread(filter, conv.dilations), bias]);
}

function spread(filter: tf.Tensor, [down, across]: [number, number]): tf.Tensor {
  const [height, width, channels, filters] = filter.shape;
  const apart = tf.reshape(filter, [height, 1, width, 1, channels * filters]);
  const padded = tf.pad(apart, [[0, 0], [0, down - 1], [0, 0], [0, across - 1], [0, 0]]);
  const joined = tf.reshape(padded, [height * down, width * across, channels, filters]);
  const size = [(height - 1) * down + 1, (width - 1) * across + 1, channels, filters];
  return tf.slice(joined, [0, 0, 0, 0], size);
}

/** The largest value of each 2x2 window of `convolve`. */
export function convolveAndPool(conv: Convolution, [x, filter, bias]: tf.Tensor[]): tf.Tensor {
  return convolveAndMaxPool(x, filter, bias, conv);
}

/** dx, dFilter and dBias, by one way to convolve. */
export function gradientsOf(
  conv: Convolution,
  by: typeof convolve,
  [x, filter, bias, dy]: tf.Tensor[],
): tf.Tensor[] {
  return tf.grads((...inputs: tf.Tensor[]) => by(conv, inputs))([x, filter, bias], dy);
}

/** What y, dx, dFilter and dBias may be off by. */
export function tolerancesOf(conv: Convolution) {
  const { numbers, filters, kernel: [height, width] } = conv;
  const info = infoOf(conv);
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  const largest = LARGEST[numbers] ** 2;
  const winograd = fitsWinograd(conv);
  // Winograd's filtering sums over whole tiles and cancels, however few of their outputs there are.
  const inTiles = info.batchSize * wholeTiles(info.outHeight) * wholeTiles(info.outWidth);
  return {
    y: sumTolerance({ depth: depthOf(info) + 1, largest, numbers, winograd }),
    dx: sumTolerance({ depth: height * width * filters, largest, numbers, winograd }),
    dFilter: sumTolerance({ depth: winograd ? inTiles : pixels, largest, numbers, winograd }),
    dBias: sumTolerance({ depth: pixels, largest: LARGEST[numbers], numbers }),
  };
}

/** Outputs in a line of tiles of 4 that covers `length` of them. */
function wholeTiles(length: number): number {
  return 4 * Math.ceil(length / 4);
}
