/**
 * The trials of a study by their values, as charts show them.
 *
 * @module
 */
import { shareObjective } from "../trial/best.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { type Objective, toObjective } from "../trial/objective.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import { scoreOf } from "./summarize_trial.ts";

/** A trial that has a place in a chart of values. */
export interface ValuePoint {
  /** With a number of its own among those of the chart. */
  readonly trial: Trial;
  /** Its value; of a pruned one where that stood when it was pruned. */
  readonly value: number;
  /** What each of its runs came to. */
  readonly scores: readonly number[];
}

/** The trials of a chart of values. */
export interface ValuePoints {
  /** What the values are. */
  readonly objective: Objective;
  /** Trials that are complete. */
  readonly complete: readonly ValuePoint[];
  /** Trials that were pruned after an epoch or more. */
  readonly pruned: readonly ValuePoint[];
}

/**
 * The trials that have a value, each with a number of its own.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 * @throws {RangeError} If the values are not of one metric and epoch.
 */
export function toValuePoints(trials: readonly Trial[]): ValuePoints {
  const own = withOwnNumbers(checkTrials(trials));
  if (!shareObjective(own)) {
    throw new RangeError(
      "Cannot plot values of different metrics, or of different epochs, in one chart.",
    );
  }
  const begun = own.filter(({ runs }) => runs.length > 0 && runs[0].epochs.length > 0);
  return {
    objective: own[0]?.objective ?? toObjective("valAccuracy", "last"),
    complete: begun.filter(({ state }) => state === "complete").map(toPoint),
    pruned: begun.filter(({ state }) => state === "pruned").map(toPoint),
  };
}

function toPoint(trial: Trial): ValuePoint {
  const begun = trial.runs.filter(({ epochs }) => epochs.length > 0);
  const scores = begun.map((run) => scoreOf(trial.objective, run));
  return { trial, scores, value: trial.value ?? scores[0] };
}
