/**
 * The types of hidden layers: plain data that can be compared, stored and sent to a worker.
 *
 * @module
 */

/** The activation functions that a layer can have. */
export const activations = ["linear", "relu", "elu", "sigmoid", "tanh"] as const;
/** The paddings, as TensorFlow defines them: none, or zeros so that stride 1 keeps the size. */
export const paddings = ["valid", "same"] as const;
/** The distributions of initial weights: Glorot and Bengio 2010, He et al. 2015. */
export const initializers = ["glorotUniform", "glorotNormal", "heUniform", "heNormal"] as const;

/** One of {@linkcode activations}. */
export type Activation = typeof activations[number];
/** One of {@linkcode paddings}. */
export type Padding = typeof paddings[number];
/** One of {@linkcode initializers}. */
export type Initializer = typeof initializers[number];
/** Height and width in pixels, each at least 1. */
export type Size = readonly [height: number, width: number];

/** Two-dimensional convolution with a bias. */
export interface Conv {
  /** Tells the layers apart. */
  readonly kind: "conv";
  /** Channels of the output, at least 1. */
  readonly filters: number;
  /** Weights of a filter per channel. */
  readonly kernelSize: Size;
  /** How far the kernel moves. */
  readonly strides: Size;
  /** What surrounds the maps. */
  readonly padding: Padding;
  /** Pixels from one weight of the kernel to the next; 1 where the strides exceed 1. */
  readonly dilation: Size;
  /** Applied to every output value. */
  readonly activation: Activation;
  /** Of the weights; biases start at 0. */
  readonly initializer: Initializer;
}

/** Pooling: the greatest or the mean value of each window. */
export interface Pool {
  /** Tells the layers apart. */
  readonly kind: "maxPool" | "avgPool";
  /** Of the window. */
  readonly size: Size;
  /** How far the window moves. */
  readonly strides: Size;
  /** What surrounds the maps; it never counts as a value. */
  readonly padding: Padding;
}

/** Sets a share of the values to 0 in training and scales up the rest; else passes all on. */
export interface Dropout {
  /** Tells the layers apart. */
  readonly kind: "dropout";
  /** Share of the values that are dropped, in [0, 1). */
  readonly rate: number;
}

/** Lays the maps out as one vector. */
export interface Flatten {
  /** Tells the layers apart. */
  readonly kind: "flatten";
}

/** Fully connected layer with a bias. */
export interface Dense {
  /** Tells the layers apart. */
  readonly kind: "dense";
  /** Length of the output, at least 1. */
  readonly units: number;
  /** Applied to every output value. */
  readonly activation: Activation;
  /** Of the weights; biases start at 0. */
  readonly initializer: Initializer;
}

/** Batch normalisation (Ioffe and Szegedy 2015) over the last axis. */
export interface BatchNorm {
  /** Tells the layers apart. */
  readonly kind: "batchNorm";
  /** Of the moving mean and variance, in [0, 1). */
  readonly momentum: number;
  /** Added to the variance, above 0. */
  readonly epsilon: number;
}

/** A hidden layer. */
export type Layer = Conv | Pool | Dropout | Flatten | Dense | BatchNorm;
