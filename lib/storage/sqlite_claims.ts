/**
 * Who writes to a study: a claim in its row, which every write makes sure of.
 *
 * @module
 */
import { describeProgram, isAlive, type Program, thisProgram } from "./programs.ts";
import type { Database, Row } from "./sqlite_database.ts";

/** Claims that this program gave up: a file that could not be written to may still name them. */
const given = new Set<string>();

/** The columns of a claim. */
export const CLAIM = "writer, writer_pid, writer_host, writer_started, writer_heard";

/** The live program that a row of studies names, in a few words; null where there is none. */
export function writerOf(row: Row): string | null {
  if (row.writer === null || given.has(String(row.writer))) return null;
  const program: Program = {
    pid: Number(row.writer_pid),
    host: String(row.writer_host),
    started: String(row.writer_started),
  };
  return isAlive(program, Number(row.writer_heard)) ? describeProgram(program) : null;
}

/**
 * @throws {Error} If a live program writes to the study of this row.
 */
export function refuseWriter(sentence: string, row: Row): void {
  const writer = writerOf(row);
  if (writer === null) return;
  const isThis = writer === describeProgram(thisProgram());
  const who = isThis ? `this very program (${writer})` : writer;
  throw new Error(`${sentence}: ${who} writes to it; end that first, or take another name.`);
}

/** Claims a study within a transaction; the claim's token is given back. */
export function claim(database: Database, studyId: number): string {
  const token = crypto.randomUUID();
  const { pid, host, started } = thisProgram();
  database.run(
    `UPDATE sweepbook_studies SET writer = ?, writer_pid = ?, writer_host = ?, writer_started = ?,
      writer_heard = ? WHERE study_id = ?`,
    token,
    pid,
    host,
    started,
    Date.now(),
    studyId,
  );
  return token;
}

/** Gives a claim up, if it is still held. */
export function giveUp(database: Database, studyId: number, token: string): void {
  given.add(token);
  database.run(
    "UPDATE sweepbook_studies SET writer = NULL WHERE study_id = ? AND writer = ?",
    studyId,
    token,
  );
}

/** Tells other machines that the writer lives. */
export function beHeard(database: Database, studyId: number, token: string): void {
  database.run(
    "UPDATE sweepbook_studies SET writer_heard = ? WHERE study_id = ? AND writer = ?",
    Date.now(),
    studyId,
    token,
  );
}

/**
 * @throws {Error} If the claim is not held any more.
 */
export function holdClaim(
  sentence: string,
  database: Database,
  studyId: number,
  token: string,
): void {
  const file = `"${database.path}"`;
  if (!database.isSame()) {
    throw new Error(
      `${sentence}: ${file} was deleted or moved away while it was open; put it back, or export ` +
        "the study.",
    );
  }
  const row = database.get(
    `SELECT ${CLAIM} FROM sweepbook_studies WHERE study_id = ?`,
    studyId,
  );
  if (row?.writer === token) return;
  if (row === undefined) {
    throw new Error(
      `${sentence}: the study was deleted from ${file} meanwhile; export it, or begin anew.`,
    );
  }
  const who = writerOf(row) ?? "another program";
  throw new Error(`${sentence}: ${who} has taken the study over; load it again.`);
}
