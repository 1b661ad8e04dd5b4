/**
 * Whether a study that has run is stored.
 *
 * @module
 */
import { openSqliteStorage } from "../storage/sqlite.ts";
import { isFinished } from "../trial/run.ts";

/**
 * Looks whether the database of a study has so many trials that have ended: behind a study that runs,
 * its file may be damaged, exchanged or deleted, and SQLite goes on with what it knows of it.
 *
 * @returns What is wrong, in a sentence; null: nothing is.
 */
export function checkStored(path: string, name: string, finished: number): string | null {
  // A connection of its own reads all anew.
  const storage = openSqliteStorage(path);
  try {
    const stored = storage.load(name);
    const ended = stored?.trials.filter(({ state }) => isFinished(state)).length;
    if (ended !== undefined && ended >= finished) return null;
    const got = ended === undefined ? "none" : `one with ${ended}`;
    return `Expected "${path}" to have study "${name}" with ${finished} ended trials, got ${got}; ` +
      "its file was damaged, exchanged or deleted meanwhile.";
  } catch (error) {
    return (error as Error).message;
  } finally {
    storage.close();
  }
}
