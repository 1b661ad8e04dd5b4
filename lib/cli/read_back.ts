/**
 * Whether a study that a command has run is stored.
 *
 * @module
 */
import { isFinished, openStorage, type Study } from "../mod.ts";

/**
 * Looks whether what of a study has ended is in its database: behind a study that runs, the file may be
 * damaged, exchanged or deleted, and SQLite goes on with what it knows of it. The study's storage is
 * closed.
 *
 * @returns What is wrong, in a sentence; null: nothing is.
 */
export function readBack(
  { name, storage: path, keptIn, progress: { finished } }: Study,
): string | null {
  if (path === null) return null;
  // Only then all is read anew, and what was written last is in the file itself.
  keptIn.close();
  const storage = openStorage(path);
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
