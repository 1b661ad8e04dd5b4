import { DatabaseSync, StatementSync } from "node:sqlite";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import type { Storage } from "../../lib/storage/storage.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { finished } from "./optuna_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";
import { withFile } from "./with_file.ts";

/** The methods by which a statement is run. */
const METHODS = ["run", "get", "all"] as const;

/** Runs something; before each statement a function is called, which may throw. */
async function watched(
  before: (database: StatementSync) => void,
  act: () => void | Promise<void>,
): Promise<void> {
  const own = METHODS.map((name) => StatementSync.prototype[name]);
  for (const [i, name] of METHODS.entries()) {
    StatementSync.prototype[name] = function (this: StatementSync, ...values: unknown[]) {
      before(this);
      return Reflect.apply(own[i], this, values);
    };
  }
  try {
    await act();
  } finally {
    for (const [i, name] of METHODS.entries()) StatementSync.prototype[name] = own[i] as never;
  }
}

function full(): never {
  throw Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR" });
}

const states: readonly Trial[] = [
  sampleTrial(0, { state: "running", runs: [sampleRun(0, { state: "running", epochs: [] })] }),
  sampleTrial(0, { runs: [sampleRun(0), sampleRun(1)] }),
  finished[1],
];

type Attempt = (act: () => unknown) => Promise<unknown>;

/** What a small study does to its storage, each step again where it fails. */
async function runStudy(storage: Storage, attempt: Attempt): Promise<void> {
  let writer: ReturnType<Storage["write"]> | undefined;
  await attempt(() => writer = storage.write(sampleDefinition("a")));
  for (const trial of states) await attempt(() => writer!.save(trial));
  await attempt(() => writer!.savePlanned(5));
  await attempt(() => writer!.close());
  await attempt(() => storage.rename("a", "b"));
}

/** What becomes of a study that is begun, begun anew and deleted. */
async function dropStudy(storage: Storage, attempt: Attempt): Promise<void> {
  let writer: ReturnType<Storage["write"]> | undefined;
  for (const fresh of [false, true]) {
    await attempt(() => writer = storage.write(sampleDefinition("gone"), { fresh }));
    await attempt(() => writer!.save(states[0]));
    await attempt(() => writer!.saveCheckpoint(0, 0, someCheckpoint(1)));
    await attempt(() => writer!.close());
  }
  await attempt(() => storage.delete("gone"));
}

type Steps = (storage: Storage, attempt: Attempt) => Promise<void>;

/** Takes the steps as often as they run statements; each time another one finds the disk full. */
async function failOnce(steps: Steps, check: (storage: Storage, path: string) => void) {
  let count = 0;
  await withFile((storage) =>
    watched(() => count++, () => steps(storage, async (act) => await act()))
  );
  assert(count > 50, `${count} statements`);
  for (let failing = 1; failing <= count; failing++) {
    await withFile(async (storage, path) => {
      let at = 0;
      const attempt: Attempt = async (act) => {
        try {
          await act();
        } catch (error) {
          const { message } = error as Error;
          assertMatch(message, /^Cannot .* the disk of ".*" is full; free some space\.$/);
          await act();
        }
      };
      await watched(() => ++at === failing && full(), () => steps(storage, attempt));
      assert(at >= failing);
      // What could not be looked up could not be removed, and is told until it is.
      const wrong = storage.check().filter((one) => !one.includes("belongs to no run that is"));
      assertEquals(wrong, [], `statement ${failing}`);
      check(storage, path);
    });
  }
}

Deno.test("whatever statement finds the disk full, what failed is done when tried again", () =>
  failOnce(runStudy, (storage) => {
    assertEquals(storage.load("b")?.trials, [states[1], states[2]]);
    assertEquals(storage.load("b")?.definition.planned, 5);
    assertEquals(storage.load("b")?.writer, null);
  }));

Deno.test("whatever statement finds the disk full, what is to be deleted goes", () =>
  failOnce(dropStudy, (storage, path) => {
    assertEquals(storage.list(), []);
    // A checkpoint that could not be looked up goes the next time.
    storage.write(sampleDefinition("next")).close();
    assertEquals([...Deno.readDirSync(`${path}-checkpoints`)], []);
  }));

Deno.test("a disk that is full refuses what does not fit, and keeps what does", () =>
  withFile((storage, path) => {
    const prepare = DatabaseSync.prototype.prepare;
    let connection: DatabaseSync | undefined;
    DatabaseSync.prototype.prepare = function (sql: string) {
      connection = this;
      return prepare.call(this, sql);
    };
    try {
      using writer = storage.write(sampleDefinition("a"));
      const { page_count } = connection!.prepare("PRAGMA page_count").get()!;
      connection!.exec(`PRAGMA max_page_count = ${Number(page_count) + 20}`);
      let saved = 0;
      const { message } = assertThrows(() => {
        for (;; saved++) writer.save(sampleTrial(saved));
      }, Error);
      assertEquals(
        message,
        `Cannot save trial ${saved} of study "a": the disk of "${path}" is full; free some space.`,
      );
      assert(saved > 0);
      assertEquals(storage.load("a")?.trials.length, saved);
      connection!.exec("PRAGMA max_page_count = 1000000");
      writer.save(sampleTrial(saved));
      assertEquals(storage.load("a")?.trials.length, saved + 1);
      assertEquals(storage.check(), []);
    } finally {
      DatabaseSync.prototype.prepare = prepare;
    }
  }));

Deno.test("a file that was deleted while it was open is told, and one that is put back goes on", () =>
  withFile((storage, path) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0));
    for (const end of ["", "-wal", "-shm"]) Deno.renameSync(path + end, `${path}.away${end}`);
    const { message } = assertThrows(() => writer.save(sampleTrial(1)), Error);
    assertEquals(
      message,
      `Cannot save trial 1 of study "a": "${path}" was deleted or moved away while it was open; ` +
        "put it back, or export the study.",
    );
    for (const end of ["", "-wal", "-shm"]) Deno.renameSync(`${path}.away${end}`, path + end);
    writer.save(sampleTrial(1));
    assertEquals(storage.load("a")?.trials.length, 2);
  }));

Deno.test("a study that Optuna deleted is told to who writes to it", () =>
  withFile((storage, path) => {
    using writer = storage.write(sampleDefinition("a"));
    const other = openSqliteStorage(path);
    {
      using database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
      database.exec("DELETE FROM studies");
      database.exec("DELETE FROM study_directions; DELETE FROM study_user_attributes");
      database.exec("DELETE FROM study_system_attributes");
    }
    const { message } = assertThrows(() => writer.save(sampleTrial(0)), Error);
    assertMatch(
      message,
      /: the study was deleted from ".*" meanwhile; export it, or begin anew\.$/,
    );
    assertEquals(other.list(), []);
    assertEquals(other.check(), []);
    other.close();
  }));
