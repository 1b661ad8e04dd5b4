/**
 * The options of the builders of hidden layers.
 *
 * @module
 */
import type { Activation, Initializer, Padding, Size } from "./layer.ts";

/** Options of `conv()`; a size is a number of at least 1, or [height, width] of such. */
export interface ConvOptions {
  /**
   * The kernel has this many weights in height and width for each channel.
   *
   * @default {3}
   */
  readonly kernelSize?: number | Size;
  /**
   * The kernel moves by this many pixels.
   *
   * @default {1}
   */
  readonly strides?: number | Size;
  /**
   * The maps are surrounded by nothing (`valid`), or by zeros so that stride 1 keeps their size
   * (`same`).
   *
   * @default {"valid"}
   */
  readonly padding?: Padding;
  /**
   * From one weight of the kernel to the next it is this many pixels; it is 1 where the strides
   * exceed 1.
   *
   * @default {1}
   */
  readonly dilation?: number | Size;
  /**
   * This function is applied to every output value.
   *
   * @default {"relu"}
   */
  readonly activation?: Activation;
  /**
   * The initial weights are drawn from this distribution; biases start at 0.
   *
   * @default {"glorotUniform"}
   */
  readonly initializer?: Initializer;
}

/** Options of `maxPool()` and `avgPool()`. */
export interface PoolOptions {
  /**
   * The window moves by this many pixels: a number of at least 1, or [height, width] of such. By
   * default that is its own size, so that windows do not overlap.
   *
   * @default {size}
   */
  readonly strides?: number | Size;
  /**
   * The maps are surrounded by nothing (`valid`), or by so much that stride 1 keeps their size
   * (`same`), which never counts as a value.
   *
   * @default {"valid"}
   */
  readonly padding?: Padding;
}

/** Options of `dense()`. */
export interface DenseOptions {
  /**
   * This function is applied to every output value.
   *
   * @default {"relu"}
   */
  readonly activation?: Activation;
  /**
   * The initial weights are drawn from this distribution; biases start at 0.
   *
   * @default {"glorotUniform"}
   */
  readonly initializer?: Initializer;
}

/** Options of `batchNorm()`. */
export interface BatchNormOptions {
  /**
   * The moving mean and variance keep this share of themselves in each step, in [0, 1).
   *
   * @default {0.99}
   */
  readonly momentum?: number;
  /**
   * This number above 0 is added to the variance.
   *
   * @default {0.001}
   */
  readonly epsilon?: number;
}
