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
  dataFormat: "NHWC" | "NCHW";
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

/** The geometry of a convolution of `xShape` with `filterShape`. */
export function convInfo(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: ConvAttrs,
): ConvInfo {
  return tf.backend_util.computeConv2DInfo(
    xShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    false,
    attrs.dataFormat === "NCHW" ? "channelsFirst" : "channelsLast",
  );
}

/** The geometry of a pooling of `xShape`. */
export function poolInfo(xShape: readonly number[], attrs: PoolAttrs): ConvInfo {
  return tf.backend_util.computePool2DInfo(
    xShape as [number, number, number, number],
    attrs.filterSize,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
}

/** Rows of the matrix that a filter is: one a weight of an output channel. */
export function depthOf({ filterHeight, filterWidth, inChannels }: ConvInfo): number {
  return filterHeight * filterWidth * inChannels;
}
