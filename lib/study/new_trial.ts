/**
 * From what a case or a search says to a trial.
 *
 * @module
 */
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

/**
 * Makes a trial that waits.
 *
 * @throws {RangeError} If the net cannot be built.
 */
export function newTrial(
  identity: Pick<Trial, "number" | "name" | "params" | "distributions">,
  recipe: Recipe,
  { data, ...study }: CheckedOptions,
): Trial {
  const input = [data.train.height, data.train.width, 1] as const;
  const { parameters, flopsPerImage } = describeNet(recipe.layers, input, data.classes);
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
    parameters,
    flopsPerImage,
    runs: planRuns(seed, study.repeats, study.folds),
    error: null,
  };
}
