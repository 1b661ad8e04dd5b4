/**
 * The geometry of convolutions and poolings, as tfjs computes it from shapes and attributes.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** The geometry that tfjs computes for a convolution or a pooling. */
export type ConvInfo = tf.backend_util.Conv2DInfo;

/** The attributes that tfjs passes to the kernels of convolutions. */
export interface ConvAttrs {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dataFormat: "NHWC";
  /** Absent on the gradient kernels of stock tfjs: 1. */
  dilations?: number | [number, number];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** The attributes that tfjs passes to the kernels of poolings. */
export interface PoolAttrs {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/**
 * The geometry of a convolution of `xShape` with `filterShape`.
 *
 * @throws {RangeError} If no output follows, as of a stride of 0 or a window that is too large.
 */
export function convInfo(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: ConvAttrs,
): ConvInfo {
  return checked(tf.backend_util.computeConv2DInfo(
    xShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    false,
    "channelsLast",
  ));
}

/**
 * The geometry of a pooling of `xShape`.
 *
 * @throws {RangeError} If no output follows, as of a stride of 0 or a window that is too large.
 */
export function poolInfo(xShape: readonly number[], attrs: PoolAttrs): ConvInfo {
  return checked(tf.backend_util.computePool2DInfo(
    xShape as [number, number, number, number],
    attrs.filterSize,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  ));
}

/** tfjs computes negative and infinite sides where a window does not fit, and goes on. */
function checked(info: ConvInfo): ConvInfo {
  const { inShape, outHeight, outWidth, effectiveFilterHeight, effectiveFilterWidth } = info;
  if (isLength(outHeight) && isLength(outWidth)) return info;
  throw new RangeError(
    `Expected a window that fits and strides of at least 1, got a window of ` +
      `${effectiveFilterHeight}x${effectiveFilterWidth} over [${inShape}] by strides of ` +
      `${info.strideHeight} and ${info.strideWidth}.`,
  );
}

const isLength = (side: number) => Number.isInteger(side) && side >= 0;

/** Rows of the matrix that a filter is: one a weight of an output channel. */
export function depthOf({ filterHeight, filterWidth, inChannels }: ConvInfo): number {
  return filterHeight * filterWidth * inChannels;
}
