/**
 * Studies in an SQLite file, in Optuna's tables for all that Optuna knows.
 *
 * @module
 */
import { resolve } from "node:path";
import { checkArguments, checkText } from "../check/check.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import type { Provenance } from "../trial/provenance.ts";
import { checkKnown, checkName, checkPlace, checkWrite } from "./check_arguments.ts";
import { checkDatabase } from "./sqlite_check.ts";
import { checkpointPath, readIfThere, removeStale, troubleOf } from "./sqlite_checkpoints.ts";
import { claim, refuseWriter } from "./sqlite_claims.ts";
import { Database, type Row } from "./sqlite_database.ts";
import { deleteStudy, freeSpace } from "./sqlite_delete.ts";
import { attempt } from "./sqlite_errors.ts";
import { listStudies } from "./sqlite_list.ts";
import { describeStudy, insertStudy } from "./sqlite_optuna.ts";
import { readRun, readStudy, studyRow } from "./sqlite_read.ts";
import { parseJson, toDefinitionRecord } from "./sqlite_records.ts";
import { hasTables, makeTables } from "./sqlite_schema.ts";
import { type Claimed, SqliteWriter } from "./sqlite_writer.ts";
import type { Storage, StoredStudy, StudySummary, StudyWriter, WriteOptions } from "./storage.ts";
import { checkStudyName } from "./study_name.ts";

/** How long a lock of another program is waited for. */
const TIMEOUT_MS = 20_000;

/**
 * Keeps studies in an SQLite file, which Optuna and its dashboard read too. The file is made when a
 * study is first written to; reading makes and changes nothing. Beside it, a folder
 * `<path>-checkpoints` holds where unfinished runs stand.
 *
 * Any number of programs may use one file at once, one of them writing to each study.
 *
 * @param path Of the file.
 * @throws {TypeError} If the path is no text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, openSqliteStorage } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const storage = openSqliteStorage(`${await Deno.makeTempDir()}/studies.db`);
 * const options = { name: "a", data, cases, storage, epochs: 1, limit: 600 };
 * await (await createStudy(options)).optimize();
 *
 * const again = await createStudy(options); // it is as it was left
 * assertEquals(again.best?.name, "flat");
 * ```
 */
export function openSqliteStorage(path: string): Storage {
  checkArguments("openSqliteStorage()", arguments, 1);
  checkText("the path of a storage", path, 'a text such as "data/studies.db"');
  return new SqliteStorage(new Database(resolve(path), TIMEOUT_MS));
}

/**
 * What the file of a storage holds of a study, read by a connection of its own; of a storage that is no
 * SQLite file, what that loads.
 *
 * @throws {Error} If it cannot be read, or another file has taken its place.
 */
export function loadAnew(storage: Storage, name: string): StoredStudy | null {
  return storage instanceof SqliteStorage ? storage.loadAnew(name) : storage.load(name);
}

class SqliteStorage implements Storage {
  readonly path: string;
  readonly #database: Database;
  readonly #writers = new Set<StudyWriter>();
  #isOpen = true;

  constructor(database: Database) {
    this.#database = database;
    this.path = database.path;
  }

  list(): StudySummary[] {
    return this.#read("list studies", (database) => listStudies(database)) ?? [];
  }

  load(name: string, known: StoredStudy | null = null): StoredStudy | null {
    checkName(name);
    checkKnown(known);
    return this.#read(`load study "${name}"`, (database) => readStudy(database, name, known));
  }

  loadAnew(name: string): StoredStudy | null {
    const sentence = `Cannot load study "${name}"`;
    // SQLite would write what is left in the journal into the other file.
    if (this.#database.isExchanged()) {
      throw new Error(`${sentence}: "${this.path}" was deleted or another file was put there.`);
    }
    const anew = openSqliteStorage(this.path);
    try {
      return anew.load(name);
    } finally {
      anew.close();
    }
  }

  revision(name: string): number {
    checkName(name);
    const row = this.#read(`load study "${name}"`, (database) => studyRow(database, name));
    return Number(row?.revision ?? 0);
  }

  loadCheckpoint(name: string, trial: number, run: number): Checkpoint | null {
    checkName(name);
    checkPlace(trial, run);
    return this.#read(`load a checkpoint of study "${name}"`, (database) => {
      const row = studyRow(database, name);
      if (row === undefined || row.revision === null) return null;
      const stored = readRun(database, Number(row.study_id), [trial, run]);
      return stored && readIfThere(checkpointPath(database, stored.id, stored.lineage));
    });
  }

  loadProvenance(name: string, trial: number, run: number): Provenance | null {
    checkName(name);
    checkPlace(trial, run);
    return this.#read(`load where a run of study "${name}" comes from`, (database) => {
      const row = database.get(
        `SELECT provenance FROM sweepbook_runs JOIN studies USING (study_id)
        WHERE study_name = ? AND trial = ? AND number = ?`,
        name,
        trial,
        run,
      );
      return row === undefined ? null : parseJson<Provenance>(row.provenance);
    });
  }

  write(definition: StudyDefinition, options: WriteOptions = {}): StudyWriter {
    const { name, fresh } = checkWrite(definition, options);
    const database = this.#database;
    const claimed = this.#attempt(`write to study "${name}"`, (sentence) => {
      const trouble = troubleOf(database);
      if (trouble !== null) throw new Error(`${sentence}: ${trouble}`);
      database.create();
      makeTables(database);
      const claimed = database.transact(() => this.#claim(sentence, definition, fresh));
      removeStale(database, claimed.studyId);
      return claimed;
    });
    const writer: StudyWriter = new SqliteWriter(
      database,
      claimed,
      () => this.#writers.delete(writer),
    );
    this.#writers.add(writer);
    return writer;
  }

  rename(name: string, to: string): void {
    checkName(name);
    checkStudyName(to);
    this.#change(`rename study "${name}"`, name, (database, { study_id }) => {
      if (database.get("SELECT 1 FROM studies WHERE study_name = ?", to) !== undefined) {
        throw new RangeError(`Cannot rename study "${name}": there is a study "${to}" already.`);
      }
      database.run("UPDATE studies SET study_name = ? WHERE study_id = ?", to, study_id);
    });
  }

  delete(name: string): void {
    checkName(name);
    this.#change(`delete study "${name}"`, name, (database, { study_id }) => {
      deleteStudy(database, Number(study_id));
    });
    removeStale(this.#database, null);
    freeSpace(this.#database);
  }

  check(): string[] {
    try {
      return this.#read("check studies", (database) => checkDatabase(database)) ?? [];
    } catch (error) {
      return [(error as Error).message];
    }
  }

  close(): void {
    for (const writer of this.#writers) writer.close();
    this.#isOpen = false;
    this.#database.close();
  }

  /** Claims a study within a transaction, and stores what it is asked to do. */
  #claim(sentence: string, definition: StudyDefinition, fresh: boolean): Claimed {
    const database = this.#database;
    const { name, provenance, planned } = definition;
    const row = studyRow(database, name);
    if (row !== undefined && row.revision === null) {
      throw new Error(
        `${sentence}: Optuna made a study of this name in "${this.path}"; take another name.`,
      );
    }
    if (row !== undefined) refuseWriter(sentence, row);
    if (row !== undefined && fresh) deleteStudy(database, Number(row.study_id));
    const studyId = row === undefined || fresh
      ? insertStudy(database, definition)
      : Number(row.study_id);
    const revision = Number(
      database.get("UPDATE sweepbook_file SET revision = revision + 1 RETURNING revision")!
        .revision,
    );
    database.run(
      `INSERT INTO sweepbook_studies (study_id, definition, planned, revision, created, changed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (study_id) DO UPDATE SET
        definition = excluded.definition, planned = excluded.planned,
        revision = excluded.revision, changed = excluded.changed`,
      studyId,
      toDefinitionRecord(definition),
      planned,
      revision,
      Date.now(),
    );
    describeStudy(database, studyId, definition);
    return { studyId, name, provenance, revision, token: claim(database, studyId) };
  }

  /** What is read of the file as it stands; null where there is none, or nothing of ours in it. */
  #read<T>(what: string, act: (database: Database) => T): T | null {
    const database = this.#database;
    return this.#attempt(what, () => {
      return database.open() && hasTables(database) ? database.read(() => act(database)) : null;
    });
  }

  /** Changes a study that nobody writes to. */
  #change(what: string, name: string, act: (database: Database, row: Row) => void): void {
    const database = this.#database;
    this.#attempt(what, (sentence) => {
      const refuse = () => {
        throw new RangeError(`${sentence}: there is none of this name in "${this.path}".`);
      };
      if (!database.open() || !hasTables(database)) return refuse();
      database.transact(() => {
        const row = studyRow(database, name);
        if (row === undefined || row.revision === null) return refuse();
        refuseWriter(sentence, row);
        act(database, row);
      });
    });
  }

  #attempt<T>(what: string, act: (sentence: string) => T): T {
    const sentence = `Cannot ${what}`;
    if (!this.#isOpen) throw new Error(`${sentence}: the storage was closed.`);
    return attempt(sentence, this.path, () => act(sentence));
  }
}
