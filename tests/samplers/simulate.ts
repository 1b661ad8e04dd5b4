/** A study without training: what a sampler makes of a search function that gives values. */
import { createRandom } from "../../lib/random/random.ts";
import type { Sampler } from "../../lib/samplers/sampler.ts";
import type { Distribution } from "../../lib/search_space/distributions.ts";
import { createSearchTrial, type SearchTrial } from "../../lib/search_space/search_trial.ts";
import type { Direction } from "../../lib/trial/objective.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";

/** Asks what may vary and gives the trial's value; a trial in which it throws has failed. */
export type Search = (trial: SearchTrial) => number;

/** How a study is simulated. */
export interface SimulateOptions {
  readonly trials: number;
  readonly seed?: number;
  readonly direction?: Direction;
  /** So many trials before each one still run; 0 by default. */
  readonly running?: number;
  /** Some trials are pruned: they have intermediate values and no value. False by default. */
  readonly pruning?: boolean;
}

/** All trials as the sampler of the next one would see them, had each ended. */
export function simulate(
  sampler: Sampler,
  search: Search,
  { trials: count, seed = 1, direction = "maximize", running = 0, pruning = false }:
    SimulateOptions,
): PastTrial[] {
  const trials: PastTrial[] = [];
  const known = new Map<string, Distribution>();
  for (let number = 0; number < count; number++) {
    const seen = trials.map((trial) => number - trial.number > running ? trial : asRunning(trial));
    const suggest = sampler.begin(freeze({ number, seed, direction, trials: seen }));
    if (suggest === null) break;
    const open = createSearchTrial({ number, suggest, known });
    const value = tryValue(() => search(open.trial));
    open.close();
    const { params, distributions } = open;
    for (const [name, distribution] of Object.entries(distributions)) known.set(name, distribution);
    const isPruned = pruning && createRandom(seed, "pruned", number).below(4) === 0;
    trials.push({
      number,
      state: value === null ? "failed" : isPruned ? "pruned" : "complete",
      params,
      distributions,
      value: isPruned ? null : value,
      intermediate: value === null ? [] : [value / 2, value],
    });
  }
  return trials;
}

/** The same trial while its outcome must not be known. */
export function asRunning(trial: PastTrial): PastTrial {
  return { ...trial, state: "running", value: null, intermediate: [] };
}

/** Freezes data to its last corner: a sampler changes nothing of what it is shown. */
export function freeze<T>(data: T): T {
  if (typeof data === "object" && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data);
    Object.values(data).forEach(freeze);
  }
  return data;
}

function tryValue(search: () => number): number | null {
  try {
    return search();
  } catch {
    return null;
  }
}
