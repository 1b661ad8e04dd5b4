/**
 * When a run is over.
 *
 * @module
 */
import type { EpochMetrics } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";

/** Whether a run of this setup ends after these epochs. */
export function isOver(
  { epochs, patience }: Pick<Setup, "epochs" | "patience">,
  finished: readonly EpochMetrics[],
): boolean {
  if (finished.length >= epochs) return true;
  if (patience === null) return false;
  let lowest = { valLoss: Infinity, epoch: 0 };
  for (const metrics of finished) if (metrics.valLoss < lowest.valLoss) lowest = metrics;
  return finished.length - lowest.epoch >= patience;
}
