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
 * @throws {RangeError} If strides or dilations are no whole numbers above 0, or the window does not fit.
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
 * @throws {RangeError} If strides or dilations are no whole numbers above 0, or the window does not fit.
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

/** tfjs goes on with sides of less than nothing where a window does not fit, or with half a stride. */
function checked(info: ConvInfo): ConvInfo {
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, outHeight, outWidth } = info;
  const steps = [strideHeight, strideWidth, dilationHeight, dilationWidth];
  if (!steps.every((step) => Number.isInteger(step) && step > 0)) {
    throw new RangeError(
      `Expected strides and dilations that are whole numbers of at least 1, got ${steps}.`,
    );
  }
  if (depthOf(info) === 0) {
    throw new RangeError(
      `Expected a window of at least one value, got ${info.filterHeight}x${info.filterWidth} over ` +
        `${info.inChannels} channels.`,
    );
  }
  if (outHeight >= 0 && outWidth >= 0) return info;
  throw new RangeError(
    `Expected a window within the images and their padding, got ${info.effectiveFilterHeight}x` +
      `${info.effectiveFilterWidth} over [${info.inShape}].`,
  );
}

/** Rows of the matrix that a filter is: one a weight of an output channel. */
export function depthOf({ filterHeight, filterWidth, inChannels }: ConvInfo): number {
  return filterHeight * filterWidth * inChannels;
}
