/**
 * What a study is asked to try.
 *
 * @module
 */
import type { BackendOption } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Pruner } from "../pruners/pruner.ts";
import type { Sampler } from "../samplers/sampler.ts";
import type { KeptWeights } from "../trial/kept_weights.ts";
import type { Metric, ValueEpoch } from "../trial/objective.ts";
import type { Reference } from "../trial/reference.ts";
import type { Optimizer, Protocol } from "../trial/setup.ts";
import type { StorageOption } from "./open_storage.ts";
import type { SearchFunction, StudyCase } from "./study_case.ts";

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** Its files call the study by this name. */
  readonly name: string;
  /** The trials are trained and measured on it. */
  readonly data: Dataset;
  /**
   * One trial is made of each; a study has either cases or a search.
   *
   * @default {undefined}
   */
  readonly cases?: readonly StudyCase[];
  /**
   * Trials are made by this function, from what the sampler suggests.
   *
   * @default {undefined}
   */
  readonly search?: SearchFunction;
  /**
   * A search has this many trials, at least 1; with `gridSampler()` by default as many as the grid
   * has, else it has to be said.
   *
   * @default {undefined}
   */
  readonly trials?: number;
  /**
   * It chooses what is suggested in a search.
   *
   * @default {tpeSampler()}
   */
  readonly sampler?: Sampler;
  /**
   * It ends trials that have no hope, by the first run of each; null: none are.
   *
   * @default {null}
   */
  readonly pruner?: Pruner | null;
  /**
   * Each trial is trained this many times, at least 1, with seeds counted up from its own; its value
   * is their mean.
   *
   * @default {1}
   */
  readonly repeats?: number;
  /**
   * The training images are cut into this many parts, at least 2, and each trial is trained once
   * for each, which then validates; the test images are not touched. Null: the protocol says which
   * images validate.
   *
   * @default {null}
   */
  readonly folds?: number | null;
  /**
   * A trial of a search, or of a study with a pruner, begins when all up to so many before it have
   * ended, and depends on what these came to and on no others. At least 1. Results depend on it, and
   * so many workers can be kept busy.
   *
   * @default {8}
   */
  readonly lag?: number;
  /**
   * It is the value of a trial. Losses are the better the lower they are, accuracies the higher.
   *
   * @default {"valAccuracy"}
   */
  readonly metric?: Metric;
  /**
   * The metric is taken after the last epoch, or after the one in which it was best; by default
   * after the last, and with the protocol `paper` after the best, as the paper notes its highest.
   *
   * @default {"last"}
   */
  readonly valueEpoch?: ValueEpoch;
  /**
   * A run ends after this many epochs without a lower validation loss, at least 1; null: never.
   *
   * @default {null}
   */
  readonly patience?: number | null;
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
   * This many runs go on at a time, at least 1; by default as many as there are cores. Results do
   * not depend on it.
   *
   * @default {navigator.hardwareConcurrency}
   */
  readonly workers?: number;
  /**
   * The study is kept in the SQLite file at this path, or in this storage; null: in the memory of the
   * program. By default in the file `data/studies.db` of Sweepbook, or in what the environment
   * variable `SWEEPBOOK_STORAGE` says, a path or `none`. A study that is there under this name goes
   * on where it stood.
   *
   * @default {"data/studies.db"}
   */
  readonly storage?: StorageOption;
  /**
   * Where it is true, a study that is stored under this name is deleted when `optimize()` begins, and
   * nothing is taken over from other studies.
   *
   * @default {false}
   */
  readonly fresh?: boolean;
  /**
   * The final weights are kept of the best trial, of all, or of none: `study.best.save()` needs them.
   *
   * @default {"best"}
   */
  readonly weights?: KeptWeights;
  /**
   * Tables and charts show this accuracy, reached elsewhere, beside the study's; null: none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}
