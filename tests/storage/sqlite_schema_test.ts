import { assertEquals, assertThrows } from "@std/assert";
import { Database } from "../../lib/storage/sqlite_database.ts";
import { hasTables, makeTables } from "../../lib/storage/sqlite_schema.ts";
import { SWEEPBOOK_TABLES } from "../../lib/storage/sqlite_sweepbook_tables.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { withFile } from "./with_file.ts";

/** What later Sweepbooks might do to our tables. */
const later = [
  SWEEPBOOK_TABLES,
  ["ALTER TABLE sweepbook_trials ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"],
  ["UPDATE sweepbook_trials SET note = 'old'", "CREATE TABLE sweepbook_notes (note TEXT)"],
];

function versionIn(database: Database): unknown {
  return database.get("SELECT version FROM sweepbook_file")!.version;
}

for (const migrate of [hasTables, makeTables]) {
  Deno.test(`${migrate.name}() brings an older version's file up to date, with all it holds`, () =>
    withFile((storage, path) => {
      const writer = storage.write(sampleDefinition("a"));
      writer.save(sampleTrial(0));
      storage.close();
      const database = new Database(path, 1000);
      database.open();
      for (const _ of ["older", "up to date"]) {
        migrate(database, later);
        assertEquals(versionIn(database), 3);
        const rows = database.all("SELECT number, note FROM sweepbook_trials");
        assertEquals(rows.map(({ number, note }) => [number, note]), [[0, "old"]]);
      }
      assertThrows(() => hasTables(database), Error, "a newer Sweepbook made it");
      database.close();
    }));
}

Deno.test("a definition of before weights and what was left out were stored is read", () =>
  withFile((storage, path) => {
    const definition = sampleDefinition("a", { weights: "none", leftOut: [1] });
    storage.write(definition).close();
    const database = new Database(path, 1000);
    database.open();
    database.run(
      "UPDATE sweepbook_studies SET definition = json_remove(definition, '$.weights', '$.leftOut')",
    );
    database.close();
    assertEquals(storage.load("a")?.definition, { ...definition, weights: "best", leftOut: [] });
    assertEquals(storage.list()[0].states, { waiting: 3 });
  }));

Deno.test("a file that cannot be brought up to date stays of its version", () =>
  withFile((storage, path) => {
    storage.write(sampleDefinition("a")).close();
    const database = new Database(path, 1000);
    database.open();
    const failing = [...later, ["INSERT INTO sweepbook_notes VALUES ('a')", "DROP TABLE missing"]];
    assertThrows(() => hasTables(database, failing), Error, "no such table");
    assertEquals(versionIn(database), 1);
    assertEquals(database.get("SELECT 1 FROM sqlite_schema WHERE name LIKE '%notes'"), undefined);
    database.close();
    assertEquals(storage.load("a")?.trials, []);
    assertEquals(storage.check(), []);
  }));
