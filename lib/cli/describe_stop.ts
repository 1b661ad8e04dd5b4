/**
 * What a command says of a study that it has stopped.
 *
 * @module
 */
import type { Study } from "../studies.ts";

/** What of a study tells how far it has come. */
type Stopped = Pick<Study, "planned" | "storage" | "hasWork" | "trials"> & {
  readonly progress: Pick<Study["progress"], "finished">;
};

/** What else is known of it. */
interface Stop {
  /** Whether it was begun anew. */
  readonly isFresh: boolean;
  /** Whether its database has it still. */
  readonly isStored: boolean;
  /** Whether the weights of its best were to be kept, and are not yet. */
  readonly lacksWeights: boolean;
}

/** How far a study has come, and how to go on. */
export function describeStop(
  { progress: { finished }, planned, storage, hasWork, trials }: Stopped,
  { isFresh, isStored, lacksWeights }: Stop,
): string {
  const wanting = finished < planned
    ? ""
    : hasWork
    ? ", the best not tested"
    : lacksWeights
    ? ", the weights of the best not kept"
    : "";
  const far = `${finished} of ${planned} trials finished${wanting}`;
  if (storage === null || !(hasWork || lacksWeights)) return `${far}.`;
  if (!isStored) return `${far}. Nothing is stored to go on from.`;
  const hasEpoch = trials.some(({ runs }) => runs.some(({ epochs }) => epochs.length > 0));
  if (finished === 0 && !hasEpoch) return `${far}, and no epoch. The same command begins anew.`;
  return `${far}. The same command ${isFresh ? "without --fresh " : ""}goes on from here.`;
}
