/**
 * Trials of listed cases.
 *
 * @module
 */
import { show } from "../check/show.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished } from "../trial/run.ts";
import type { CheckedOptions } from "./check_study_options.ts";
import { changedStudy, describeChanges } from "./definition.ts";
import { measureNet, newTrial } from "./new_trial.ts";
import type { TrialsParts } from "./trials.ts";
import { atRest } from "./with_runs.ts";

/**
 * One trial of each case, and of an earlier time those that are finished or asked for again.
 *
 * @throws {RangeError} If the net of a case cannot be built.
 * @throws {Error} If a case is set up otherwise than at the earlier time.
 */
export function caseTrials(
  options: CheckedOptions,
  stored: readonly Trial[],
): Pick<TrialsParts, "kept" | "source"> {
  const asked = new Map(options.cases.map((one) => {
    const identity = { number: 0, name: one.name, params: {}, distributions: {} };
    const trial = { ...newTrial(identity, one, options), ...measureNet(one.layers, options.data) };
    return [one.name, trial];
  }));
  const byNumber = new Map(stored.map((trial) => [trial.number, trial]));
  const caseOf = (trial: Trial): Trial | undefined =>
    trial.retryOf === null ? asked.get(trial.name) : caseOf(byNumber.get(trial.retryOf)!);
  const kept = stored.filter((trial) => isFinished(trial.state) || caseOf(trial) !== undefined);
  for (const trial of kept) {
    const one = caseOf(trial);
    if (one !== undefined) refuseChanges(options.name, trial, one);
  }
  const known = new Set(kept.map(({ name }) => name));
  const added = options.cases.filter(({ name }) => !known.has(name));
  return {
    kept: kept.map(atRest),
    source: {
      count: kept.length + added.length,
      isSearch: false,
      create: (number) => ({ ...asked.get(added.shift()!.name)!, number }),
    },
  };
}

/** Passes where a trial is set up as it was at the earlier time. */
function refuseChanges(study: string, before: Trial, now: Trial): void {
  const change = describeChanges(before.setup, now.setup);
  if (change !== "") throw changedStudy(study, `in ${show(before.name)} ${change}`);
}
