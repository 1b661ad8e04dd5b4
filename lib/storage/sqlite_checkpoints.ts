/**
 * The folder of checkpoints beside a database. A file is named by the run's id and by what decides
 * the outcome, so that no run ever goes on from another's.
 *
 * @module
 */
import type { Checkpoint } from "../trial/checkpoint.ts";
import { readCheckpoint } from "./checkpoints.ts";
import { CLAIM, writerOf } from "./sqlite_claims.ts";
import type { Database } from "./sqlite_database.ts";
import { isForeign } from "./sqlite_errors.ts";

/** Digits of a lineage in a name. */
const DIGITS = 16;

/** A file of a checkpoint, or of one that was not written to its end. */
export interface CheckpointFile {
  /** Its path. */
  readonly path: string;
  /** The id of its run. */
  readonly runId: number;
  /** How the lineage of its run begins. */
  readonly lineage: string;
  /** Whether it is whole, as its name has it. */
  readonly isWhole: boolean;
}

/** The folder of a database's checkpoints. */
export function checkpointFolder(database: Database): string {
  return `${database.path}-checkpoints`;
}

/** Where the checkpoint of a run is, or would be. */
export function checkpointPath(database: Database, runId: number, lineage: string): string {
  return `${checkpointFolder(database)}/${runId}-${lineage.slice(0, DIGITS)}.checkpoint`;
}

/** Why checkpoints can be neither read nor kept, and what to do, in a sentence; null: they can. */
export function troubleOf(database: Database): string | null {
  const folder = checkpointFolder(database);
  try {
    Deno.readDirSync(folder);
    return null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || !isThere(folder)) return null;
    const why = error instanceof Deno.errors.NotADirectory
      ? "is no folder; move it away"
      : "cannot be read; make it readable, or move it away";
    return `"${folder}", where checkpoints are kept, ${why}.`;
  }
}

/** Whether there is something at a path; where its own folder is a file, there is nothing. */
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * All files of checkpoints; other files in the folder are none of ours, and there are none in what
 * cannot be read.
 */
export function listCheckpoints(database: Database): CheckpointFile[] {
  const folder = checkpointFolder(database);
  try {
    return [...Deno.readDirSync(folder)].flatMap(({ name }) => {
      const parts = name.match(/^(\d+)-([0-9a-f]{16})\.checkpoint(\.\d+\.tmp)?$/);
      if (parts === null) return [];
      const [, runId, lineage, temporary] = parts;
      const isWhole = temporary === undefined;
      return [{ path: `${folder}/${name}`, runId: Number(runId), lineage, isWhole }];
    });
  } catch (error) {
    if (isForeign(error)) return [];
    throw error;
  }
}

/** Bytes of whole checkpoints, by the id of the study. */
export function countBytes(database: Database): Map<number, number> {
  const bytes = new Map<number, number>();
  for (const { path, runId, isWhole } of listCheckpoints(database)) {
    const row = isWhole &&
      database.get("SELECT study_id FROM sweepbook_runs WHERE run_id = ?", runId);
    if (!row) continue;
    const studyId = Number(row.study_id);
    bytes.set(studyId, (bytes.get(studyId) ?? 0) + sizeOf(path));
  }
  return bytes;
}

/**
 * Removes what no run will go on from: checkpoints of studies that were deleted, of runs that were
 * pruned or failed, of another lineage than their run has by now, and files that were not written to
 * their end. Nothing of a study that a live program writes to is touched but of that given.
 *
 * Complete runs keep theirs: which of them are the best is the study's to know. What cannot be looked
 * up or removed now is stale still, and removed the next time: nothing else fails for it.
 */
export function removeStale(database: Database, own: number | null): void {
  try {
    // The files are listed first: when one was written, its run was stored already.
    for (const file of listCheckpoints(database)) {
      if (isStale(database, file, own)) removeFile(file.path);
    }
  } catch (error) {
    if (!isForeign(error)) throw error;
  }
}

function isStale(
  database: Database,
  { runId, lineage, isWhole }: CheckpointFile,
  own: number | null,
): boolean {
  const row = database.get(
    `SELECT study_id, state, lineage, ${CLAIM}
    FROM sweepbook_runs JOIN sweepbook_studies USING (study_id) WHERE run_id = ?`,
    runId,
  );
  if (row === undefined) return true;
  const isInUse = row.study_id !== own && writerOf(row) !== null;
  const isWanted = isWhole && String(row.lineage).startsWith(lineage) &&
    row.state !== "pruned" && row.state !== "failed";
  return !isInUse && !isWanted;
}

/** Removes a file, if it is there and can be removed. */
export function removeFile(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // It is stale still, and removed the next time.
  }
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    // Its run has ended meanwhile.
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/**
 * A checkpoint; null where there is no such file, nor a folder for it.
 *
 * @throws {Error} If it is there and not whole.
 */
export function readIfThere(path: string): Checkpoint | null {
  try {
    return readCheckpoint(path);
  } catch (error) {
    const { cause } = error as Error;
    const { NotFound, NotADirectory } = Deno.errors;
    if (error instanceof NotFound || cause instanceof NotADirectory) return null;
    throw error;
  }
}
