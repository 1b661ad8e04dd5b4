/**
 * Whether a study that has run is stored.
 *
 * @module
 */
import { loadAnew } from "../storage/sqlite.ts";
import type { Storage } from "../storage/storage.ts";
import { isFinished } from "../trial/run.ts";

/**
 * Looks whether the storage of a study has so many trials that have ended: behind a study that runs,
 * its file may be damaged, exchanged or deleted, and SQLite goes on with what it knows of it.
 *
 * @returns What is wrong, in a sentence; null: nothing is.
 */
export function checkStored(storage: Storage, name: string, finished: number): string | null {
  try {
    const stored = loadAnew(storage, name);
    const ended = stored?.trials.filter(({ state }) => isFinished(state)).length;
    if (ended !== undefined && ended >= finished) return null;
    const got = ended === undefined ? "none" : `one with ${ended}`;
    const where = storage.path === null ? "the storage" : `"${storage.path}"`;
    return `Expected ${where} to have study "${name}" with ${finished} ended trials, got ${got}; ` +
      "it was damaged, exchanged or deleted meanwhile.";
  } catch (error) {
    return (error as Error).message;
  }
}
