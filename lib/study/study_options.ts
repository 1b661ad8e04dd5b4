/**
 * What a study is asked to try.
 *
 * @module
 */
import type { BackendOption } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Layer } from "../models/layers.ts";
import type { Reference } from "../trial/reference.ts";
import type { Optimizer, Protocol } from "../trial/setup.ts";

/**
 * A net to try. What a case says of its training goes before what the study says. A net of the
 * catalogue is a case too.
 */
export interface StudyCase {
  /** Tables and charts call it by this name; no two cases of a study share one. */
  readonly name: string;
  /** It has these hidden layers, from first to last, as values or in compact form. */
  readonly layers: readonly Layer[] | string;
  /**
   * It is trained for this many passes over the training images, at least 1; by default as many as
   * the study says.
   *
   * @default {study.epochs}
   */
  readonly epochs?: number;
  /**
   * Each step takes this many images, at least 1; by default as many as the study says.
   *
   * @default {study.batchSize}
   */
  readonly batchSize?: number;
  /**
   * It updates the weights; by default the study's does.
   *
   * @default {study.optimizer}
   */
  readonly optimizer?: Optimizer;
  /**
   * It seeds all that is random in this case; by default the study's does.
   *
   * @default {study.seed}
   */
  readonly seed?: number;
}

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** Its files call the study by this name. */
  readonly name: string;
  /** The trials are trained and measured on it. */
  readonly data: Dataset;
  /** One trial is made of each. */
  readonly cases: readonly StudyCase[];
  /**
   * A trial is trained for this many passes over the training images, at least 1; by default as
   * many as in the paper.
   *
   * @default {5}
   */
  readonly epochs?: number;
  /**
   * Each step takes this many images, at least 1; by default as many as in the paper.
   *
   * @default {100}
   */
  readonly batchSize?: number;
  /**
   * It updates the weights.
   *
   * @default {adam()}
   */
  readonly optimizer?: Optimizer;
  /**
   * It seeds all that is random, in every trial alike: a whole number from 0 to 2^53 - 1.
   *
   * @default {1}
   */
  readonly seed?: number;
  /**
   * It says which images train and which validate.
   *
   * @default {"held-out"}
   */
  readonly protocol?: Protocol;
  /**
   * Only the first so many training images are used, at least 1, and with `held-out` at least 3;
   * null: all.
   *
   * @default {null}
   */
  readonly limit?: number | null;
  /**
   * The matrix products are done by a BLAS of the machine if there is one that works (`auto`), by
   * pure WASM (`wasm`), or by a BLAS for certain (`blas`).
   *
   * @default {"auto"}
   */
  readonly backend?: BackendOption;
  /**
   * The BLAS at this path is taken; by default that of the environment variable `SWEEPBOOK_BLAS`,
   * or the first that is found.
   *
   * @default {undefined}
   */
  readonly blas?: string;
  /**
   * This many trials run at a time, at least 1; by default as many as there are cores. Results do
   * not depend on it.
   *
   * @default {navigator.hardwareConcurrency}
   */
  readonly workers?: number;
  /**
   * Tables and charts show this accuracy, reached elsewhere, beside the study's; null: none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}
