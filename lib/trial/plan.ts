/**
 * How a study goes about its trials: what identifies it beside its name, its data and its trials.
 *
 * @module
 */
import type { Objective } from "./objective.ts";

/** The kind and the options of a sampler or a pruner, as plain data. */
export type Settings = Readonly<Record<string, string | number | boolean>> & {
  readonly kind: string;
};

/** How a study goes about its trials. */
export interface StudyPlan {
  /** What the value of a trial is. */
  readonly objective: Objective;
  /** Each trial is trained so many times, with seeds counted up from its own. */
  readonly repeats: number;
  /** Each repeat is trained on so many folds; null: on none. */
  readonly folds: number | null;
  /** Trial n is made when all up to n - lag have ended; null where no trial depends on others. */
  readonly lag: number | null;
  /** What chooses the params; null: they are cases. */
  readonly sampler: Settings | null;
  /** What ends trials early; null: nothing. */
  readonly pruner: Settings | null;
}
