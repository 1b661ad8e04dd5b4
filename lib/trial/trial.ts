/**
 * A trial: one net trained once. Plain data that crosses threads, files and machines.
 *
 * @module
 */

/** Where a trial stands. */
export type TrialState = "waiting" | "running" | "complete" | "pruned" | "failed";

/**
 * Which images train and which validate.
 *
 * - `paper`: train on all training images, validate on the test images after every epoch.
 * - `held-out`: validate on a stratified part held out of the training images; the test images
 *   are touched once, at the end.
 */
export type Protocol = "paper" | "held-out";

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

/** All that decides the outcome of a trial. */
export interface Setup {
  /** Hidden layers in compact form, `C32 P2 F D128`. */
  readonly layers: string;
  /** Passes over the training images, at least 1. */
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
}

/** What is measured in one epoch. Accuracies are fractions in [0, 1]; losses are in nats. */
export interface EpochMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean over the epoch's batches while the weights change, as Keras reports it. */
  readonly loss: number;
  /** Of the training images, taken as the loss is. */
  readonly accuracy: number;
  /** Over the validation images, after the epoch. */
  readonly valLoss: number;
  /** Over the validation images, after the epoch. */
  readonly valAccuracy: number;
  /** Training and validation together. */
  readonly durationMs: number;
}

/** What is measured on the test images, once, with the final weights. */
export interface Evaluation {
  /** Mean over the test images, in nats. */
  readonly loss: number;
  /** A fraction in [0, 1]. */
  readonly accuracy: number;
  /** Zero-one loss: how many test images are classified wrongly. */
  readonly errors: number;
  /** `confusion[label][prediction]` counts images. */
  readonly confusion: readonly (readonly number[])[];
}

/** One trial of a study and all that is known of it. */
export interface Trial {
  /** Place in the study, counted from 0. */
  readonly number: number;
  /** The name of its case, as tables show it. */
  readonly name: string;
  /** All that decides its outcome. */
  readonly setup: Setup;
  /** Where it stands. */
  readonly state: TrialState;
  /** Trainable weights of the net, output layer included. */
  readonly parameters: number;
  /** Floating-point operations of one forward pass of one image. */
  readonly flopsPerImage: number;
  /** The epochs that it has finished. */
  readonly epochs: readonly EpochMetrics[];
  /** Null unless it is complete. */
  readonly test: Evaluation | null;
  /** What computed it, such as `wasm`. */
  readonly backend: string | null;
  /** From its start to its end; null until then. */
  readonly durationMs: number | null;
  /** Why it failed, or after which epoch it was stopped, in one sentence; null otherwise. */
  readonly error: string | null;
}

/** What a running trial tells. */
export type TrialEvent =
  | { readonly type: "started"; readonly trial: number; readonly backend: string }
  | {
    readonly type: "step";
    readonly trial: number;
    readonly epoch: number;
    /** Steps done in this epoch. */
    readonly step: number;
    /** Steps of one epoch. */
    readonly steps: number;
    /** Running means of this epoch. */
    readonly loss: number;
    readonly accuracy: number;
  }
  | { readonly type: "epoch"; readonly trial: number; readonly metrics: EpochMetrics }
  | {
    readonly type: "finished";
    readonly trial: number;
    readonly state: "complete" | "failed";
    readonly test: Evaluation | null;
    readonly durationMs: number;
    readonly error: string | null;
  };
