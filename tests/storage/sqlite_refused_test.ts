import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { runTool } from "../tools.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { withFile } from "./with_file.ts";

/** Statements that make a database that is refused, and what of the sentence says why. */
const databases: readonly (readonly [sql: string, why: RegExp])[] = [
  ["CREATE TABLE notes (text)", /it is the database of another program; choose another path\.$/],
  ["CREATE TABLE studies (a); CREATE TABLE trials (b)", /it is the database of another program/],
  [
    "CREATE TABLE trials (a); CREATE TABLE alembic_version (version_num)",
    /another version of Optuna; upgrade it by Optuna's command/,
  ],
  [
    "CREATE TABLE trials (a); CREATE TABLE alembic_version (version_num); " +
    "INSERT INTO alembic_version VALUES ('v9.0.0.a')",
    /another version of Optuna/,
  ],
  [
    "CREATE TABLE trials (a); CREATE TABLE alembic_version (version_num); " +
    "INSERT INTO alembic_version VALUES ('v3.2.0.a'); " +
    "CREATE TABLE sweepbook_file (version); INSERT INTO sweepbook_file VALUES (99)",
    /a newer Sweepbook made it; update this one, or choose another path\.$/,
  ],
];

/** Files that are no databases. */
const files: readonly (Uint8Array<ArrayBuffer> | string)[] = [
  "x",
  "no database ".repeat(500),
  "SQLite format 3\0",
  "SQLite format 3\0".repeat(400),
  new Uint8Array(10_000),
  new Uint8Array(600).fill(255),
];

/** Each way of using the file is refused with one sentence, and the file stays as it was. */
function assertRefused(path: string, why: RegExp): void {
  const before = Deno.readFileSync(path);
  const storage = openSqliteStorage(path);
  const uses = [
    () => storage.list(),
    () => storage.load("a"),
    () => storage.write(sampleDefinition("a")),
    () => storage.rename("a", "b"),
    () => storage.delete("a"),
  ];
  for (const use of uses) {
    const { message } = assertThrows(use, Error);
    assertMatch(message, why);
    assertMatch(message, /^Cannot [^\n]*\.$/);
    assert(message.includes(path), message);
  }
  const found = storage.check();
  assertEquals(found.length, 1);
  assertMatch(found[0], why);
  storage.close();
  assertEquals(Deno.readFileSync(path), before);
}

for (const [sql, why] of databases) {
  Deno.test(`a database is refused and left as it is: ${sql.slice(-50)}`, () =>
    withFile((_, path) => {
      {
        using database = new DatabaseSync(path);
        database.exec(sql);
      }
      assertRefused(path, why);
    }));
}

Deno.test("files that are no databases are refused and left as they are", () =>
  withFile((_, path) => {
    for (const bytes of files) {
      if (typeof bytes === "string") Deno.writeTextFileSync(path, bytes);
      else Deno.writeFileSync(path, bytes);
      assertRefused(path, /is no SQLite database|is damaged/);
    }
  }));

Deno.test("a path that is a folder, or in a file, is refused", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/file`, "");
  for (const path of [folder, `${folder}/file/studies.db`]) {
    const storage = openSqliteStorage(path);
    const { message } = assertThrows(() => storage.write(sampleDefinition("a")), Error);
    assertMatch(message, /^Cannot write to study "a": "[^"]*" [^\n]*\.$/);
    storage.close();
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("reading makes no file, writing makes its folder", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/of a/#?%20/studies.db`;
  const storage = openSqliteStorage(path);
  assertEquals([storage.list(), storage.load("a"), storage.check()], [[], null, []]);
  assertThrows(() => storage.delete("a"), RangeError);
  assertEquals([...Deno.readDirSync(folder)], []);
  storage.write(sampleDefinition("a")).close();
  assertEquals(storage.list().length, 1);
  storage.close();
  assertEquals(Deno.statSync(path).isFile, true);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("an empty file is as good as none", () =>
  withFile((storage, path) => {
    Deno.writeFileSync(path, new Uint8Array());
    assertEquals(storage.list(), []);
    assertEquals(Deno.statSync(path).size, 0);
    storage.write(sampleDefinition("a")).close();
    assertEquals(storage.list().length, 1);
  }));

Deno.test("a database of Optuna alone gets our tables when it is written to, not before", () =>
  withFile((storage, path) => {
    storage.write(sampleDefinition("ours")).close();
    storage.close();
    {
      using database = new DatabaseSync(path);
      database.exec("DROP TRIGGER sweepbook_number; DROP TRIGGER sweepbook_delete");
      const tables = ["epochs", "evaluations", "runs", "trials", "studies", "file"];
      for (const table of tables) database.exec(`DROP TABLE sweepbook_${table}`);
      database.exec("DROP INDEX sweepbook_numbers; UPDATE studies SET study_name = 'theirs'");
    }
    const before = Deno.readFileSync(path);
    const again = openSqliteStorage(path);
    assertEquals(again.list(), []);
    assertEquals(again.load("theirs"), null);
    assertEquals(Deno.readFileSync(path), before);
    const theirs = assertThrows(() => again.write(sampleDefinition("theirs")), Error).message;
    assertMatch(theirs, /Optuna made a study of this name in ".*"; take another name\.$/);
    assertThrows(() => again.delete("theirs"), RangeError);
    again.write(sampleDefinition("a")).close();
    assertEquals(again.list().map(({ name }) => name), ["a"]);
    assertThrows(() => again.rename("a", "theirs"), RangeError, "already");
    assertEquals(again.check(), []);
    again.close();
  }));

Deno.test("what is deleted gives its space back", () =>
  withFile((storage, path) => {
    storage.write(sampleDefinition("a")).close();
    storage.close();
    const before = Deno.statSync(path).size;
    const again = openSqliteStorage(path);
    const writer = again.write(sampleDefinition("b"));
    for (let number = 0; number < 200; number++) writer.save(sampleTrial(number));
    writer.close();
    again.delete("b");
    again.close();
    const after = Deno.statSync(path).size;
    assert(after < before + 20_000, `${before} ${after}`);
  }));

/** A folder is made read-only for one program by a mount of its own: root may write anywhere else. */
const script =
  'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" run -A "$3" "$4"';
const mounted = ["-m", "sh", "-c", script, "sh"];

async function canMount(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const folder = await Deno.makeTempDir();
  const args = [...mounted, folder, "true", "", ""];
  const command = new Deno.Command("unshare", { args, stdout: "null", stderr: "null" });
  const success = await command.output().then((done) => done.success, () => false);
  await Deno.remove(folder);
  return success;
}

Deno.test({
  name: "a read-only folder is read from, and not written to",
  ignore: !await canMount(),
  fn: () =>
    withFile(async (storage, path) => {
      const writer = storage.write(sampleDefinition("a"));
      writer.save(sampleTrial(0));
      storage.close();
      const program = fileURLToPath(new URL("sqlite_read_only.ts", import.meta.url));
      const args = [...mounted, dirname(path), Deno.execPath(), program, path];
      const told = JSON.parse(await runTool("unshare", args));
      assertEquals([told.trials, told.listed, told.problems], [1, 1, []]);
      assertEquals(
        told.refusal,
        `Cannot write to study "a": "${path}" or its folder is read-only; choose another path.`,
      );
    }),
});
