/**
 * From what a case or a search says to a trial.
 *
 * @module
 */
import type { Dataset } from "../datasets/dataset.ts";
import { formatLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { describeNet } from "../models/shapes.ts";
import type { Trial } from "../trial/record.ts";
import { planRuns } from "../trial/run.ts";
import type { Optimizer } from "../trial/setup.ts";
import type { CheckedOptions } from "./check_study_options.ts";

/** A net and what its training shall be; what is undefined is as the study has it. */
export interface Recipe {
  readonly layers: readonly Layer[];
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly optimizer?: Optimizer;
  readonly seed?: number;
}

/** Makes a trial that waits; of its net nothing is known yet. */
export function newTrial(
  identity: Pick<Trial, "number" | "name" | "params" | "distributions">,
  recipe: Recipe,
  study: CheckedOptions,
): Trial {
  const seed = recipe.seed ?? study.seed;
  return {
    ...identity,
    setup: {
      layers: formatLayers(recipe.layers),
      epochs: recipe.epochs ?? study.epochs,
      batchSize: recipe.batchSize ?? study.batchSize,
      optimizer: recipe.optimizer ?? study.optimizer,
      seed,
      protocol: study.protocol,
      limit: study.limit,
      patience: study.patience,
      fold: null,
    },
    objective: study.objective,
    state: "waiting",
    value: null,
    parameters: 0,
    flopsPerImage: 0,
    runs: planRuns(seed, study.repeats, study.folds),
    error: null,
    retryOf: null,
  };
}

/**
 * What a net for these images has and costs.
 *
 * @throws {RangeError} If it cannot be built.
 */
export function measureNet(
  layers: readonly Layer[],
  { train, classes }: Dataset,
): Pick<Trial, "parameters" | "flopsPerImage"> {
  const input = [train.height, train.width, 1] as const;
  const { parameters, flopsPerImage } = describeNet(layers, input, classes);
  return { parameters, flopsPerImage };
}
