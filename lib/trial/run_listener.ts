/**
 * Who is told how a run goes.
 *
 * @module
 */
import type { Checkpoint } from "./checkpoint.ts";
import type { EpochMetrics, StepMetrics } from "./run.ts";

/** What a run tells while it goes on. */
export interface RunListener {
  /**
   * It is called after a step.
   *
   * @default {undefined}
   */
  onStep?(metrics: StepMetrics): void;
  /**
   * It is called after an epoch.
   *
   * @param checkpoint Where the run stands then; null where checkpoints were not asked for.
   * @default {undefined}
   */
  onEpoch?(metrics: EpochMetrics, checkpoint: Checkpoint | null): void;
}
