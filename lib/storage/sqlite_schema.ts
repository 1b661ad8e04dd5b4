/**
 * The tables of a database: Optuna's own, of which it knows everything, and ours beside them.
 *
 * @module
 */
import type { Database } from "./sqlite_database.ts";
import { OPTUNA_TABLES, OPTUNA_VERSION } from "./sqlite_optuna_tables.ts";
import { SWEEPBOOK_TABLES } from "./sqlite_sweepbook_tables.ts";

/** The steps from one version of our tables to the next, each in statements; the first makes them. */
type Migrations = readonly (readonly string[])[];

/** To the version of this Sweepbook, which is their number. */
const migrations: Migrations = [SWEEPBOOK_TABLES];

/**
 * The version of our tables in an open database; 0 where there are none: it is empty or Optuna's.
 *
 * @throws {Error} If it belongs to another program, or to another version of Optuna or Sweepbook.
 */
function versionOf(database: Database, newest: number): number {
  const tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .map(({ name }) => name);
  if (tables.length === 0) return 0;
  const file = `"${database.path}"`;
  if (!tables.includes("alembic_version") || !tables.includes("trials")) {
    throw new Error(
      `Cannot use ${file}: it is the database of another program; choose another path.`,
    );
  }
  const optuna = database.get("SELECT version_num FROM alembic_version")?.version_num;
  if (optuna !== OPTUNA_VERSION) {
    throw new Error(
      `Cannot use ${file}: its tables are those of another version of Optuna; ` +
        "upgrade it by Optuna's command `optuna storage upgrade`, or choose another path.",
    );
  }
  if (!tables.includes("sweepbook_file")) return 0;
  const version = Number(database.get("SELECT version FROM sweepbook_file")?.version);
  if (version <= newest) return version;
  throw new Error(
    `Cannot use ${file}: a newer Sweepbook made it; update this one, or choose another path.`,
  );
}

/**
 * Whether an open database has our tables; those of an older version are brought up to date.
 *
 * @param steps To the newest version.
 * @throws {Error} If it belongs to another program, or to another version of Optuna or a newer one of
 * Sweepbook.
 */
export function hasTables(database: Database, steps: Migrations = migrations): boolean {
  const version = versionOf(database, steps.length);
  if (version > 0 && version < steps.length) makeTables(database, steps);
  return version > 0;
}

/**
 * Makes all tables that are missing, and brings ours up to date.
 *
 * @param steps To the newest version.
 * @throws {Error} If it belongs to another program, or to another version of Optuna or a newer one of
 * Sweepbook.
 */
export function makeTables(database: Database, steps: Migrations = migrations): void {
  if (versionOf(database, steps.length) === steps.length) return;
  // It must come before the first table. Databases that Optuna made have none of it.
  database.run("PRAGMA auto_vacuum = INCREMENTAL");
  database.useWriteAheadLog();
  database.transact(() => {
    const version = versionOf(database, steps.length);
    if (database.get("SELECT 1 FROM sqlite_schema") === undefined) {
      for (const sql of OPTUNA_TABLES) database.run(sql);
    }
    for (const sql of steps.slice(version).flat()) database.run(sql);
    database.run("UPDATE sweepbook_file SET version = ?", steps.length);
  });
}
