/**
 * Trials of a search: their params are suggested, and their nets come of them.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import { didYouMean, show } from "../check/show.ts";
import { checkLayers } from "../models/check_layers.ts";
import { parseLayers } from "../models/compact.ts";
import {
  describeDistribution,
  type Distribution,
  isSameDistribution,
  type Suggest,
} from "../search_space/distributions.ts";
import { createSearchTrial, type OpenTrial } from "../search_space/search_trial.ts";
import { checkOptimizer } from "../trial/optimizer.ts";
import type { Trial } from "../trial/record.ts";
import type { CheckedOptions } from "./check_study_options.ts";
import { measureNet, newTrial, type Recipe } from "./new_trial.ts";
import type { CheckedSearch } from "./check_search.ts";
import { changedStudy, describeChanges } from "./definition.ts";
import type { SearchFunction, SearchResult } from "./study_case.ts";
import type { TrialsParts } from "./trials.ts";
import { atRest } from "./with_runs.ts";

/**
 * The trials that a sampler chooses from the space of a search function, those of an earlier time
 * first.
 *
 * @throws {Error} If the function gives something else for what was suggested at the earlier time.
 */
export function searchTrials(
  options: CheckedOptions,
  { search, trials, sampler }: CheckedSearch,
  stored: readonly Trial[],
): Pick<TrialsParts, "kept" | "source"> {
  const { seed, objective: { direction } } = options;
  const known = new Map<string, Distribution>();
  const remember = ({ distributions }: Trial) => {
    for (const [name, distribution] of Object.entries(distributions)) {
      known.set(name, distribution);
    }
  };
  for (const trial of stored) {
    if (trial.retryOf === null) {
      refuseChanges(options.name, trial, askAgain(trial, known, search, options));
    }
    remember(trial);
  }
  const retries = stored.filter(({ retryOf }) => retryOf !== null).length;
  return {
    kept: stored.map(atRest),
    source: {
      count: Math.max(trials + retries, stored.length),
      isSearch: true,
      create(number, past) {
        const context = { number: past.length, seed, direction, trials: past };
        const suggest = sampler.begin(context);
        if (suggest === null) return null;
        const trial = askFor(createSearchTrial({ number, suggest, known }), search, options);
        remember(trial);
        return trial;
      },
    },
  };
}

/** Passes where the search function gives what it gave at the earlier time. */
function refuseChanges(study: string, before: Trial, now: Trial): void {
  const change = describeChanges(
    { ...before.setup, error: before.runs.length === 0 ? before.error : null },
    { ...now.setup, error: now.error },
  );
  if (change === "") return;
  throw changedStudy(study, `in ${before.name}, as the search function makes it now, ${change}`);
}

/** Asks the search function for a trial of an earlier time, whose params are known. */
function askAgain(
  { number, params, distributions }: Trial,
  known: ReadonlyMap<string, Distribution>,
  search: SearchFunction,
  options: CheckedOptions,
): Trial {
  const suggest: Suggest = (name, distribution) => {
    if (
      Object.hasOwn(params, name) && isSameDistribution(distributions[name], distribution)
    ) return params[name];
    const what = Object.hasOwn(params, name)
      ? describeDistribution(distributions[name])
      : "nothing";
    const change =
      `in trial ${number} ${show(name)} is now ${describeDistribution(distribution)} ` +
      `and was ${what}`;
    throw changedStudy(options.name, change);
  };
  return askFor(createSearchTrial({ number, suggest, known }), search, options);
}

/**
 * Asks the search function for a trial. Where it throws, or its net cannot be built, that trial has
 * failed and the search goes on.
 *
 * @throws {Error} If the function throws in trial 0: then it is a slip, and none would be right.
 */
function askFor(open: OpenTrial, search: SearchFunction, options: CheckedOptions): Trial {
  const { number } = open.trial;
  const create = (recipe: Recipe) =>
    newTrial(
      {
        number,
        name: `Trial ${number}`,
        params: open.params,
        distributions: open.distributions,
      },
      recipe,
      options,
    );
  let recipe: Recipe;
  try {
    recipe = checkResult(`what the search function gives for trial ${number}`, search(open.trial));
  } catch (error) {
    const told = explain(error, open);
    if (number === 0) throw told;
    return fail(create({ layers: [] }), told);
  } finally {
    open.close();
  }
  const trial = create(recipe);
  try {
    return { ...trial, ...measureNet(recipe.layers, options.data) };
  } catch (error) {
    return fail(trial, error as Error);
  }
}

/** What a trial can be asked. */
const SUGGESTIONS = ["suggestFloat", "suggestInt", "suggestCategorical"];

function fail(trial: Trial, { message }: Error): Trial {
  return { ...trial, state: "failed", runs: [], error: message };
}

/** An error of the search function, as a sentence that says where it happened. */
function explain(error: unknown, { trial: { number }, params }: OpenTrial): Error {
  const { message } = error instanceof Error ? error : { message: show(error) };
  // Those of our own checks say so themselves.
  if (error instanceof Error && message.includes(`trial ${number}`)) return error;
  const last = Object.entries(params).at(-1);
  const after = last === undefined
    ? ""
    : `, after it was given ${show(last[1])} as ${show(last[0])}`;
  const sentence = `Cannot make trial ${number}${after}: ${message}`.replace(/[.?!]$/, "");
  const method = /\.(\w+) is not a function$/.exec(sentence)?.[1];
  const end = method === undefined ? "." : didYouMean(method, SUGGESTIONS);
  return new Error(sentence + end, { cause: error });
}

function checkResult(name: string, result: SearchResult): Recipe {
  const known = ["layers", "optimizer", "batchSize", "epochs"];
  const { layers, optimizer, batchSize, epochs } = checkKeys(name, result, known);
  return {
    layers: typeof layers === "string" ? parseLayers(layers) : checkLayers(layers),
    optimizer: optimizer === undefined
      ? optimizer
      : checkOptimizer(`optimizer of ${name}`, optimizer),
    batchSize: batchSize === undefined
      ? batchSize
      : checkWhole(`batchSize of ${name}`, batchSize, 1),
    epochs: epochs === undefined ? epochs : checkWhole(`epochs of ${name}`, epochs, 1),
  };
}
