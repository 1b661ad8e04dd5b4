/**
 * What follows for a trial from where its runs stand.
 *
 * @module
 */
import { valuesByEpoch } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished, type Run } from "../trial/run.ts";
import { sum } from "./progress.ts";

/** A trial with other runs, and what follows of them. */
export function withRuns(trial: Trial, runs: readonly Run[]): Trial {
  const [first] = runs;
  if (first.state === "pruned") {
    const spared = runs.map((run) =>
      run.state === "waiting" ? { ...run, state: first.state } : run
    );
    return { ...trial, runs: spared, state: "pruned" };
  }
  if (runs.some(({ state }) => state === "running")) return { ...trial, runs, state: "running" };
  if (!runs.every(({ state }) => isFinished(state))) return { ...trial, runs, state: "waiting" };
  const failed = runs.find(({ state }) => state === "failed");
  if (failed === undefined) {
    return { ...trial, runs, state: "complete", value: valueOf({ ...trial, runs }) };
  }
  const which = runs.length === 1 ? "" : `Run ${failed.number + 1} of ${runs.length}: `;
  return { ...trial, runs, state: "failed", error: `${which}${failed.error}` };
}

/** A trial as it was stored, none of whose runs is running any more. */
export function atRest(trial: Trial): Trial {
  if (isFinished(trial.state) || trial.runs.length === 0) return trial;
  const runs = trial.runs.map((run) =>
    run.state === "running" ? { ...run, state: "waiting" as const } : run
  );
  return withRuns(trial, runs);
}

/** The mean over the runs of a trial of what its objective says. */
function valueOf({ objective, runs }: Trial): number {
  return sum(runs, ({ epochs }) => valuesByEpoch(objective, epochs).at(-1)!) / runs.length;
}

/** A trial as samplers and pruners see it once it has ended. */
export function toPast(
  { number, state, params, distributions, value, objective, runs }: Trial,
): PastTrial {
  const intermediate = valuesByEpoch(objective, runs[0]?.epochs ?? []);
  return { number, state, params, distributions, value, intermediate };
}
