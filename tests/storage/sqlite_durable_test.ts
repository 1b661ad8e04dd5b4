/** What makes that a power cut loses nothing that was told as stored. */
import { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import { assert, assertEquals } from "@std/assert";
import { writeCheckpoint } from "../../lib/storage/checkpoints.ts";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";
import { withFile } from "./with_file.ts";

/** The connections on which statements are prepared while something is done. */
function connectionsOf(act: () => void): Set<DatabaseSync> {
  const { prepare } = DatabaseSync.prototype;
  const connections = new Set<DatabaseSync>();
  DatabaseSync.prototype.prepare = function (sql: string) {
    connections.add(this);
    return prepare.call(this, sql);
  };
  try {
    act();
  } finally {
    DatabaseSync.prototype.prepare = prepare;
  }
  return connections;
}

/** How a connection is set, by the names of its pragmas. */
function pragmas(connection: DatabaseSync): Record<string, unknown> {
  const names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"];
  return Object.assign(
    {},
    ...names.map((name) => connection.prepare(`PRAGMA ${name}`).get()),
  );
}

Deno.test("each connection writes ahead and to the disk, keeps foreign keys, and waits for locks", () =>
  withFile((storage, path) => {
    const other = openSqliteStorage(path);
    const uses = [
      () => storage.write(sampleDefinition("a")).save(sampleTrial(0)), // makes the file
      () => other.load("a"),
      () => other.write(sampleDefinition("b")).save(sampleTrial(0)),
    ];
    for (const [i, use] of uses.entries()) {
      const connections = connectionsOf(use);
      // The reader's goes on to write.
      assertEquals(connections.size, 1);
      for (const connection of connections) {
        assertEquals(pragmas(connection), {
          journal_mode: "wal",
          synchronous: 2, // FULL
          foreign_keys: 1,
          timeout: 20_000,
        }, `use ${i}`);
      }
    }
    other.close();
  }));

/** What is done to files, in order, while something is done: what it was, and to which. */
async function stepsOf(act: () => Promise<void>): Promise<string[]> {
  const { open, rename } = Deno;
  const { sync, write } = Deno.FsFile.prototype;
  const paths = new Map<Deno.FsFile, string>();
  const steps: string[] = [];
  Deno.open = async (path, options) => {
    const file = await open(path, options);
    paths.set(file, String(path));
    return file;
  };
  Deno.rename = async (from, to) => {
    await rename(from, to);
    steps.push(`rename ${from} to ${to}`);
  };
  Deno.FsFile.prototype.write = async function (bytes) {
    const written = await write.call(this, bytes);
    steps.push(`write ${paths.get(this)}`);
    return written;
  };
  Deno.FsFile.prototype.sync = async function () {
    await sync.call(this);
    steps.push(`sync ${paths.get(this)}`);
  };
  try {
    await act();
  } finally {
    Object.assign(Deno, { open, rename });
    Object.assign(Deno.FsFile.prototype, { sync, write });
  }
  return steps;
}

Deno.test({
  name: "a checkpoint is on the disk before it has its name, and the folder afterwards",
  ignore: Deno.build.os === "windows", // which syncs no folder
  fn: () =>
    withFile(async (_, database) => {
      const path = `${dirname(database)}/run.checkpoint`;
      const temporary = `${path}.${Deno.pid}.tmp`;
      const steps = await stepsOf(() => writeCheckpoint(path, someCheckpoint(2, 100_000)));
      assertEquals(new Set(steps.splice(0, steps.length - 3)), new Set([`write ${temporary}`]));
      assertEquals(steps, [
        `sync ${temporary}`,
        `rename ${temporary} to ${path}`,
        `sync ${dirname(path)}`,
      ]);
    }),
});

Deno.test("a checkpoint that another study's program writes stays; once it has ended, it goes", () =>
  withFile(async (storage, path) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0, { state: "running" }));
    await writer.saveCheckpoint(0, 0, someCheckpoint(1));
    const folder = `${path}-checkpoints`;
    const [{ name: whole }] = Deno.readDirSync(folder);
    const half = `${whole}.4711.tmp`;
    Deno.writeTextFileSync(`${folder}/${half}`, "half");
    const names = () => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    const other = openSqliteStorage(path);
    other.write(sampleDefinition("b")).close();
    other.delete("b");
    assertEquals(names(), [whole, half]);
    writer.close();
    other.write(sampleDefinition("b")).close();
    assertEquals(names(), [whole]);
    assert(other.loadCheckpoint("a", 0, 0) !== null);
    other.close();
  }));
