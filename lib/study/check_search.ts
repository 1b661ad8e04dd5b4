/**
 * The checks of a search: the function, the number of its trials, what chooses and what ends them.
 *
 * @module
 */
import { checkFunction, checkWhole, refuseType } from "../check/check.ts";
import type { Pruner } from "../pruners/pruner.ts";
import { countGrid } from "../samplers/grid_count.ts";
import type { Sampler } from "../samplers/sampler.ts";
import { tpeSampler } from "../samplers/tpe.ts";
import type { SearchFunction } from "./study_case.ts";
import type { StudyOptions } from "./study_options.ts";

/** A search whose every part is there. */
export interface CheckedSearch {
  /** Says what may vary. */
  readonly search: SearchFunction;
  /** At most so many. */
  readonly trials: number;
  /** Chooses what is suggested. */
  readonly sampler: Sampler;
}

/** A grid whose number of trials is not said has at most so many. */
const LARGEST_GRID = 10_000;

/**
 * The search of a study; null where it has cases instead.
 *
 * @throws {TypeError} If there are both or neither, or a part is not of its type.
 * @throws {RangeError} If the number of trials is out of range, or not said and the grid too large.
 */
export function checkSearch(options: StudyOptions): CheckedSearch | null {
  const { cases, search, trials, sampler = tpeSampler() } = options;
  if (search === undefined) {
    if (cases === undefined) refuseType("a study", "given cases or a search", undefined);
    for (const [name, value] of Object.entries({ trials, sampler: options.sampler })) {
      if (value !== undefined) refuseType(`${name} of a study with cases`, "left out", value);
    }
    return null;
  }
  if (cases !== undefined) refuseType("cases of a study with a search", "left out", cases);
  checkFunction("search", search);
  checkSampler(sampler);
  return { search, sampler, trials: countTrials(search, sampler, trials) };
}

function countTrials(search: SearchFunction, sampler: Sampler, trials: number | undefined): number {
  if (trials !== undefined || sampler.settings.kind !== "grid") {
    return checkWhole("trials of a search", trials, 1);
  }
  const count = countGrid(search, LARGEST_GRID);
  if (count !== null) return count;
  throw new RangeError(
    `Expected the grid to have at most ${LARGEST_GRID} combinations where trials is left out, ` +
      "got more; say how many of them to try.",
  );
}

function checkSampler(sampler: Sampler): void {
  if (typeof sampler?.begin !== "function" || !isNamed(sampler)) {
    refuseType("sampler", "one such as tpeSampler()", sampler);
  }
}

/**
 * A pruner, or null for none.
 *
 * @throws {TypeError} If it is neither.
 */
export function checkPruner(pruner: Pruner | null): Pruner | null {
  if (pruner === null) return null;
  const isPruner = typeof pruner?.shouldPrune === "function" && isNamed(pruner);
  return isPruner ? pruner : refuseType("pruner", "one such as medianPruner()", pruner);
}

function isNamed({ settings }: Sampler | Pruner): boolean {
  return typeof settings?.kind === "string";
}
