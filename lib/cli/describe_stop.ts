/**
 * What a command says of a study that it has stopped.
 *
 * @module
 */
import type { Study } from "../mod.ts";

/** What of a study tells how far it has come. */
type Stopped = Pick<Study, "planned" | "storage" | "hasWork" | "trials"> & {
  readonly progress: Pick<Study["progress"], "finished">;
};

/** How far a study has come, and how to go on. */
export function describeStop(
  { progress: { finished }, planned, storage, hasWork, trials }: Stopped,
  isFresh: boolean,
): string {
  const isTested = finished < planned || !hasWork;
  const far = `${finished} of ${planned} trials finished${isTested ? "" : ", the best not tested"}`;
  if (storage === null || !hasWork) return `${far}.`;
  const hasEpoch = trials.some(({ runs }) => runs.some(({ epochs }) => epochs.length > 0));
  if (finished === 0 && !hasEpoch) return `${far}, and no epoch. The same command begins anew.`;
  return `${far}. The same command ${isFresh ? "without --fresh " : ""}goes on from here.`;
}
