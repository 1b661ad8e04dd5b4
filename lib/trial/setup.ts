/**
 * All that decides what comes of training a net: plain data that crosses threads, files and
 * machines.
 *
 * @module
 */

/**
 * Which images train and which validate.
 *
 * - `paper`: train on all training images, validate on the test images after every epoch.
 * - `held-out`: validate on a stratified part held out of the training images; the test images
 *   are touched once, at the end.
 */
export type Protocol = "paper" | "held-out";

/** All of {@linkcode Protocol}. */
export const protocols: readonly Protocol[] = ["paper", "held-out"];

/** How the weights are updated. */
export type Optimizer =
  | {
    readonly kind: "adam";
    readonly learningRate: number;
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
  }
  | { readonly kind: "sgd"; readonly learningRate: number; readonly momentum: number };

/** A part of the training images that validates while the others train. */
export interface Fold {
  /** Which part, counted from 0. */
  readonly index: number;
  /** How many parts there are, at least 2. */
  readonly count: number;
}

/** All that decides the outcome of a run, beside the data and what computes it. */
export interface Setup {
  /** Hidden layers in compact form, `C32 P2 F D128`. */
  readonly layers: string;
  /** Passes over the training images, at least 1; with patience, at most so many. */
  readonly epochs: number;
  /** Images per step, at least 1. */
  readonly batchSize: number;
  /** How the weights are updated. */
  readonly optimizer: Optimizer;
  /** Seeds the initial weights, the order of the images, dropout and the split. */
  readonly seed: number;
  /** Which images train and which validate. */
  readonly protocol: Protocol;
  /** Only the first so many training images are used; null: all. */
  readonly limit: number | null;
  /** Training ends after so many epochs without a lower validation loss, at least 1; null: never. */
  readonly patience: number | null;
  /** The part that validates; null: as the protocol has it. A trial's own setup has none. */
  readonly fold: Fold | null;
}
