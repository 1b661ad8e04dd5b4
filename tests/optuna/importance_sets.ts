/**
 * The trial sets that importances are compared on: the functions of this folder, and one of nets.
 *
 * @module
 */
import { randomSampler, tpeSampler } from "../../lib/mod.ts";
import { toImportances } from "../../lib/results/importance_rows.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { trialOf } from "../results/trials_with_runs.ts";
import { type Search, simulate } from "../samplers/simulate.ts";
import { functions } from "./functions.ts";

/**
 * The most that an importance may differ by from the mean of several of Optuna's forests. One forest
 * differs from another by as much, where 100 trials have several params that matter.
 */
export const TOLERANCE = 0.06;

/** Trials by the name of their set: 200 drawn at random, and 100 by TPE. */
export function importanceSets(): Record<string, readonly PastTrial[]> {
  const sets = Object.entries({ ...functions, nets }).flatMap(([name, search]) => [
    [`${name}, random`, simulate(randomSampler(), search, { ...minimize, trials: 200 })] as const,
    [`${name}, TPE`, simulate(tpeSampler(), search, { ...minimize, trials: 100 })] as const,
  ]);
  return Object.fromEntries(sets);
}

const minimize = { seed: 1, direction: "minimize" } as const;

/** A made-up loss of nets: of all kinds of params, two of which matter together. */
const nets: Search = (trial) => {
  const rate = trial.suggestFloat("rate", 1e-4, 1e-1, { log: true });
  const filters = trial.suggestInt("filters", 8, 64, { step: 8 });
  const dropout = trial.suggestFloat("dropout", 0, 0.5);
  const pool = trial.suggestCategorical("pool", ["max", "average"]);
  const activation = trial.suggestCategorical("activation", ["relu", "elu", "tanh", "linear"]);
  const slow = { relu: 0, elu: 0.1, tanh: 0.3, linear: 1 }[activation];
  return Math.abs(Math.log10(rate / 0.01)) * (activation === "linear" ? 0.3 : 1) + slow +
    2 / filters + 0.4 * (dropout - 0.2) ** 2 + (pool === "max" ? 0 : 0.1);
};

/** Our importances of such trials, by name. */
export function ourImportances(trials: readonly PastTrial[]): Record<string, number> {
  const { rows } = toImportances(trials.map(toTrial));
  return Object.fromEntries(rows.map(({ name, importance }) => [name, importance]));
}

function toTrial({ number, params, distributions, value }: PastTrial): Trial {
  return { ...trialOf([value!], { number, metric: "valLoss" }), params, distributions };
}
