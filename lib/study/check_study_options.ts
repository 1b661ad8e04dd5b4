/**
 * The checks of what a study is asked to try.
 *
 * @module
 */
import { backendOptions } from "../backends/engine.ts";
import {
  checkBoolean,
  checkChoice,
  checkKeys,
  checkText,
  checkWhole,
  refuseRange,
  refuseType,
} from "../check/check.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { keptWeights } from "../trial/kept_weights.ts";
import { adam, checkOptimizer } from "../trial/optimizer.ts";
import { metrics, type Objective, toObjective, valueEpochs } from "../trial/objective.ts";
import { checkReference } from "../trial/reference.ts";
import { type Protocol, protocols } from "../trial/setup.ts";
import { checkCases, type CheckedCase } from "./check_cases.ts";
import { type CheckedSearch, checkPruner, checkSearch } from "./check_search.ts";
import type { StudyOptions } from "./study_options.ts";

/** What is left of the options once they are checked and every default is filled in. */
export interface CheckedOptions extends
  Required<
    Omit<
      StudyOptions,
      "cases" | "blas" | "metric" | "valueEpoch" | "search" | "trials" | "sampler" | "storage"
    >
  > {
  /** Of the metric and its epoch. */
  readonly objective: Objective;
  /** What makes the trials; null: the cases do. */
  readonly search: CheckedSearch | null;
  /** With their layers read; none where there is a search. */
  readonly cases: readonly CheckedCase[];
  /** Undefined where none was given. */
  readonly blas?: string;
}

const OPTIONS = [
  "name",
  "data",
  "cases",
  "search",
  "trials",
  "sampler",
  "pruner",
  "repeats",
  "folds",
  "lag",
  "metric",
  "valueEpoch",
  "patience",
  "epochs",
  "batchSize",
  "optimizer",
  "seed",
  "protocol",
  "limit",
  "backend",
  "blas",
  "workers",
  "storage",
  "fresh",
  "weights",
  "reference",
];

/**
 * Checks all options and fills in the defaults.
 *
 * @throws {TypeError} If an option is unknown, or not of its type.
 * @throws {RangeError} If a number is out of range, two cases share a name, or a grid has too many
 * combinations.
 * @throws {SyntaxError} If layers cannot be read.
 */
export function checkStudyOptions(options: StudyOptions): CheckedOptions {
  checkKeys("options of a study", options, OPTIONS);
  const { data, epochs = 5, batchSize = 100, seed = 1, limit = null, reference = null } = options;
  const {
    optimizer = adam(),
    protocol = "held-out",
    pruner = null,
    repeats = 1,
    folds = null,
    lag = 8,
    metric = "valAccuracy",
    valueEpoch = protocol === "paper" ? "best" : "last",
    patience = null,
    backend = "auto",
    blas,
    workers = navigator.hardwareConcurrency,
    fresh = false,
    weights = "best",
  } = options;
  const name = checkText("name", options.name, 'a text such as "hidden-layers"');
  checkDataset("data", data);
  const search = checkSearch(options);
  const cases = search === null ? checkCases(options.cases!) : [];
  checkChoice("protocol", protocol, protocols);
  checkChoice("metric", metric, metrics);
  checkChoice("valueEpoch", valueEpoch, valueEpochs);
  if (protocol === "paper" && (search !== null || folds !== null)) {
    const what = search !== null ? "a search" : "a study with folds";
    refuseType(
      `protocol of ${what}, whose test images are not to validate,`,
      '"held-out"',
      protocol,
    );
  }
  checkLag(options, search === null ? cases.length : search.trials, lag);
  checkWhole("repeats", repeats, 1);
  const latest = Number.MAX_SAFE_INTEGER - (repeats - 1);
  for (const { name, seed } of cases) {
    if (seed) checkWhole(`seed of case "${name}"`, seed, 0, latest);
  }
  return {
    name,
    data,
    cases,
    search,
    pruner: checkPruner(pruner),
    repeats,
    folds: folds === null ? null : checkWhole("folds", folds, 2, limit ?? data.train.count),
    lag,
    objective: toObjective(metric, valueEpoch),
    patience: patience === null ? null : checkWhole("patience", patience, 1),
    epochs: checkWhole("epochs", epochs, 1),
    batchSize: checkWhole("batchSize", batchSize, 1),
    optimizer: checkOptimizer("optimizer", optimizer),
    seed: checkWhole("seed", seed, 0, repeats === 1 ? Infinity : latest),
    protocol,
    limit: checkLimit(limit, protocol, data),
    backend: checkChoice("backend", backend, backendOptions),
    blas: blas === undefined ? blas : checkText("blas", blas, "the path of a library"),
    workers: checkWhole("workers", workers, 1),
    fresh: checkBoolean("fresh", fresh),
    weights: checkChoice("weights", weights, keptWeights),
    reference: checkReference(reference),
  };
}

/** A lag, and a pruner to which it leaves something to go by. */
function checkLag(
  { search, pruner, epochs, lag: given }: StudyOptions,
  trials: number,
  lag: number,
) {
  checkWhole("lag", lag, 1);
  const hasPruner = pruner !== undefined && pruner !== null;
  if (given !== undefined && search === undefined && !hasPruner) {
    refuseType("lag of a study with cases and no pruner", "left out", given);
  }
  if (!hasPruner) return;
  if (epochs === 1) refuseRange("epochs of a study with a pruner", "at least 2", epochs);
  if (lag < trials) return;
  const expected = `below the number of trials, ${trials}, so that a pruner has some to go by`;
  refuseRange("lag", expected, lag);
}

function checkLimit(limit: number | null, protocol: Protocol, { train }: Dataset): number | null {
  // A held-out sixth has to leave at least one image on either side.
  const least = protocol === "held-out" ? 3 : 1;
  checkWhole("the number of training images in data", train.count, least);
  return limit === null ? null : checkWhole("limit", limit, least, train.count);
}
