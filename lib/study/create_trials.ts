/**
 * From what a study is asked to try to its waiting trials.
 *
 * @module
 */
import type { BackendOption } from "../backends/choice.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { formatLayers, parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { describeNet } from "../models/shapes.ts";
import { adam } from "../trial/optimizer.ts";
import type { Optimizer, Protocol, Trial } from "../trial/trial.ts";

/** A net to try: a name for the tables, and hidden layers as values or in compact form. */
export interface StudyCase {
  /** As tables and charts show it. */
  readonly name: string;
  /** The hidden layers, from first to last. */
  readonly layers: readonly Layer[] | string;
}

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** As reports show it. */
  readonly name: string;
  /** To train and measure on. */
  readonly data: Dataset;
  /** One trial is made of each. */
  readonly cases: readonly StudyCase[];
  /** 5 by default, as in the paper. */
  readonly epochs?: number;
  /** 100 by default, as in the paper. */
  readonly batchSize?: number;
  /** Adam with Keras's defaults by default. */
  readonly optimizer?: Optimizer;
  /** A whole number from 0 to 2^53 - 1; 1 by default. Every trial has the same. */
  readonly seed?: number;
  /** `held-out` by default. */
  readonly protocol?: Protocol;
  /** Use only the first so many training images; all by default. */
  readonly limit?: number | null;
  /**
   * What does the matrix products: a BLAS of the machine if there is one that works (`auto`, the
   * default), pure WASM, or a BLAS for certain.
   */
  readonly backend?: BackendOption;
  /** Path of the BLAS to take; by default that of `SWEEPBOOK_BLAS`, or one of the usual names. */
  readonly blas?: string;
  /** Trials at a time; the number of cores by default. Results do not depend on it. */
  readonly workers?: number;
}

/**
 * Makes one waiting trial of each case.
 *
 * @throws {RangeError | SyntaxError} If a number is out of range, or a net cannot be built; the
 * message says which and why.
 */
export function createTrials(options: StudyOptions): Trial[] {
  const { data, cases, epochs = 5, batchSize = 100, seed = 1, limit = null } = options;
  const { protocol = "held-out", optimizer = adam() } = options;
  checkWhole("epochs", epochs, 1);
  checkWhole("batchSize", batchSize, 1);
  checkWhole("seed", seed, 0);
  // A held-out sixth has to leave at least one image on either side.
  if (limit !== null) checkWhole("limit", limit, protocol === "held-out" ? 3 : 1, data.train.count);
  if (cases.length === 0) throw new RangeError("Expected at least one case to try, got none.");
  return cases.map(({ name, layers }, number) => {
    const values = typeof layers === "string" ? parseLayers(layers) : layers;
    const input = [data.train.height, data.train.width, 1] as const;
    const { parameters, flopsPerImage } = describeNet(values, input, data.classes);
    return {
      number,
      name,
      params: {
        layers: formatLayers(values),
        epochs,
        batchSize,
        optimizer,
        seed,
        protocol,
        limit,
      },
      state: "waiting",
      parameters,
      flopsPerImage,
      epochs: [],
      test: null,
      backend: null,
      durationMs: null,
      error: null,
    };
  });
}

/** Throws a RangeError unless `value` is a whole number from `least` to `most`. */
export function checkWhole(name: string, value: number, least: number, most = Infinity): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new RangeError(`Expected ${name} to be a whole number ${range}, got ${value}.`);
}
