/**
 * What a study was asked to do: what identifies it when it is gone on with.
 *
 * @module
 */
import type { KeptWeights } from "./kept_weights.ts";
import type { StudyPlan } from "./plan.ts";
import type { Provenance } from "./provenance.ts";
import type { Reference } from "./reference.ts";

/** What a study was asked to do, beside the setups of its trials. */
export interface StudyDefinition {
  /** As its files show it. */
  readonly name: string;
  /** The name of what it trains and measures on. */
  readonly dataset: string;
  /** How it goes about its trials. */
  readonly plan: StudyPlan;
  /** Trials that there will be, at most. */
  readonly planned: number;
  /** What it is set beside; null: nothing. */
  readonly reference: Reference | null;
  /** Of which trials the final weights are kept. */
  readonly weights: KeptWeights;
  /**
   * Numbers of trials that had not ended when their cases were left out. They are none of the study's
   * any more, and kept in case that they come back.
   */
  readonly leftOut: readonly number[];
  /** Where its runs come from. */
  readonly provenance: Provenance;
}
