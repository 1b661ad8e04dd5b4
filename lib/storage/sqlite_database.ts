/**
 * The connection to a database file: opened when it is needed, with statements that are prepared
 * once.
 *
 * @module
 */
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { failAsSqlite, isForeign, isLocked } from "./sqlite_errors.ts";

/** A row, by the names of its columns. */
export type Row = Record<string, SQLInputValue>;

/** What is asked in a statement. */
type Values = readonly SQLInputValue[];

/** Bytes of a database's smallest page. */
const SMALLEST = 512;

/** An opened file and which it is: another may have its path by now. */
interface Opened {
  readonly number: number;
  readonly connection: DatabaseSync;
  readonly statements: Map<string, StatementSync>;
  readonly file: string | null;
}

/** So many files were opened. */
let opened = 0;

/** A database file that may be there or not. */
export class Database {
  readonly #timeoutMs: number;
  #opened: Opened | null = null;

  /**
   * Opens nothing yet.
   *
   * @param timeoutMs How long a lock of another program is waited for.
   */
  constructor(readonly path: string, timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Opens the file as it is, to be written to where that is allowed; false where there is none. */
  open(): boolean {
    if (this.#opened !== null && this.isSame()) return true;
    this.close();
    if (fileAt(this.path) === null) return false;
    refuseStump(this.path);
    try {
      this.#connect("rw");
      this.get("SELECT count(*) FROM sqlite_schema");
      this.#refuseCut();
    } catch (error) {
      if (!this.#isUnwritten(error)) {
        this.close();
        throw error;
      }
      // SQLite writes a file beside a database that it reads; where it cannot, nobody else writes.
      this.close();
      this.#connect("ro", "immutable");
    }
    return true;
  }

  /** Makes the file, and its folder, where there is none, and opens it to be written to. */
  create(): void {
    if (this.open()) return;
    Deno.mkdirSync(dirname(this.path), { recursive: true });
    this.#connect("rwc");
  }

  /**
   * Has readers and a writer not wait for each other. It needs the file for itself for a moment, for
   * which SQLite does not always wait. File systems of networks cannot have it.
   */
  useWriteAheadLog(): void {
    for (const end = Date.now() + this.#timeoutMs;;) {
      try {
        if (this.get("PRAGMA journal_mode")!.journal_mode !== "wal") {
          this.get("PRAGMA journal_mode = WAL");
        }
        return;
      } catch (error) {
        if (!isLocked(error) || Date.now() > end) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      }
    }
  }

  /** Whether the file that was opened still has its path. */
  isSame(): boolean {
    return this.#opened !== null && fileAt(this.path) === this.#opened.file;
  }

  /** Whether the file that was opened has lost its path to another, or was deleted. */
  isExchanged(): boolean {
    return this.#opened !== null && !this.isSame();
  }

  /** The first row. */
  get(sql: string, ...values: Values): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  /** All rows. */
  all(sql: string, ...values: Values): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** How many rows it changed. */
  run(sql: string, ...values: Values): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Within one program, the same text as long as nobody, here or elsewhere, has written to it. */
  version(): string {
    const { data_version } = this.get("PRAGMA data_version")!; // what others wrote
    const { changes } = this.get("SELECT total_changes() AS changes")!; // what this connection did
    return `${this.#opened!.number} ${data_version} ${changes}`;
  }

  /** Does it wholly or not at all, and nobody else writes meanwhile. */
  transact<T>(act: () => T): T {
    return this.#within("BEGIN IMMEDIATE", act);
  }

  /** Reads the database as it stands at one moment. */
  read<T>(act: () => T): T {
    return this.#within("BEGIN", act);
  }

  /** Closes the file, which the next {@linkcode open} opens again. */
  close(): void {
    this.#opened?.connection.close();
    this.#opened = null;
  }

  #within<T>(begin: string, act: () => T): T {
    this.run(begin);
    try {
      const result = act();
      this.run("COMMIT");
      return result;
    } catch (error) {
      // A full disk, among others, has SQLite roll back on its own.
      if (this.#opened?.connection.isTransaction) this.run("ROLLBACK");
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const { connection, statements } = this.#opened!;
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, statement = connection.prepare(sql));
    return statement;
  }

  #connect(mode: string, ...flags: readonly string[]): void {
    const url = pathToFileURL(this.path);
    url.searchParams.set("mode", mode);
    for (const flag of flags) url.searchParams.set(flag, "1");
    const connection = new DatabaseSync(url, { timeout: this.#timeoutMs });
    const file = fileAt(this.path);
    this.#opened = { number: opened++, connection, statements: new Map(), file };
    // What a transaction wrote is on the disk when it ends, whatever happens to the machine.
    if (mode !== "ro") this.run("PRAGMA synchronous = FULL");
  }

  /** SQLite reads the last page of a file that was cut within it as if it ended in zeros. */
  #refuseCut(): void {
    if (sizeOf(`${this.path}-wal`) > 0) return;
    const { page_size } = this.get("PRAGMA page_size")!;
    if (sizeOf(this.path) % Number(page_size) > 0) failAsSqlite("database disk image is malformed");
  }

  #isUnwritten(error: unknown): boolean {
    if (!isForeign(error) || !/unable to open|readonly/.test(error.message)) return false;
    return sizeOf(`${this.path}-wal`) === 0;
  }
}

/** SQLite takes a few bytes for an empty database, and would write over them; a folder puzzles it. */
function refuseStump(path: string): void {
  const { size, isDirectory } = Deno.statSync(path);
  if (isDirectory) failAsSqlite("is a folder");
  if (size > 0 && size < SMALLEST) failAsSqlite("file is not a database");
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}

/** Which file has a path: the same text as long as it is the same file; null where there is none. */
function fileAt(path: string): string | null {
  try {
    const { dev, ino } = Deno.statSync(path);
    return `${dev} ${ino}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
