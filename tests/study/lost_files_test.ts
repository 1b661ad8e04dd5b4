/** Files of a study that are cut or deleted behind its back. */
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import type { Storage } from "../../lib/storage/storage.ts";
import { createTrained, record, toCases, train } from "./fake_training.ts";
import { inDatabase } from "./storages.ts";

const cases = toCases("F", "F D8");

Deno.test("a checkpoint that was cut is told, and its run trained anew", () =>
  inDatabase(async (open, path) => {
    const alone = createTrained({ cases });
    await train(alone);
    for (const share of [0, 0.1, 0.5, 0.99]) {
      const name = `cut to ${share}`;
      const options = { cases, name, slots: 1 };
      await train(createTrained({ ...options, storage: open() }), { stopAfter: 2 });
      const folder = `${path}-checkpoints`;
      const [file] = [...Deno.readDirSync(folder)];
      const bytes = Deno.readFileSync(`${folder}/${file.name}`);
      Deno.writeFileSync(`${folder}/${file.name}`, bytes.subarray(0, bytes.length * share));
      const notes: string[] = [];
      const fake = createTrained({ ...options, storage: open() });
      await train(fake, { onNote: (sentence) => notes.push(sentence) });
      assertEquals(notes.length, 2);
      assertMatch(notes[1], /^Cannot .*checkpoint.*\. What it held of F is trained anew\.$/);
      assertEquals(fake.runs[0].listener.from, null);
      assertEquals(record(fake.study.trials), record(alone.study.trials));
      open().delete(name);
    }
  }));

Deno.test("a database that is deleted between two sessions is made again, with all of the study", () =>
  inDatabase(async (open, path) => {
    const alone = createTrained({ cases, repeats: 2 });
    await train(alone);
    const fake = createTrained({ cases, repeats: 2, storage: open() });
    for (const stopAfter of [4, 3, Infinity]) {
      await train(fake, { stopAfter });
      assertEquals(record(open().load("fake")!.trials), record(fake.study.trials));
      for (const file of [path, `${path}-wal`, `${path}-shm`]) {
        try {
          Deno.removeSync(file);
        } catch {
          // SQLite has removed it itself.
        }
      }
    }
    assertEquals(record(fake.study.trials), record(alone.study.trials));
  }));

Deno.test("a database that is deleted while a study runs stops it, and the next call makes it again", () =>
  inDatabase(async (open, path) => {
    const alone = createTrained({ cases });
    await train(alone);
    const fake = createTrained({ cases, storage: open() });
    let epochs = 0;
    const onProgress = () => {
      if (fake.study.trials.flatMap(({ runs }) => runs[0].epochs).length < 2 || epochs++ > 0) {
        return;
      }
      Deno.removeSync(path);
    };
    await assertRejects(() => train(fake, { onProgress }), Error, "was deleted or moved away");
    assertEquals(fake.study.trials.every(({ state }) => state === "waiting"), true);
    await train(fake);
    assertEquals(record(fake.study.trials), record(alone.study.trials));
    assertEquals(record(open().load("fake")!.trials), record(alone.study.trials));
  }));

Deno.test("a file that was put in the place of a study's is told, and left as it is", () =>
  inDatabase(async (open, path) => {
    const fake = createTrained({ cases, storage: open() });
    await train(fake);
    assertEquals(fake.study.checkStored(), null);
    const other = openSqliteStorage(`${path}.other`);
    await train(createTrained({ cases, name: "other", storage: other }));
    other.close();
    const bytes = Deno.readFileSync(`${path}.other`);
    Deno.renameSync(`${path}.other`, path);
    assertMatch(fake.study.checkStored()!, /another file was put there\.$/);
    assertEquals(Deno.readFileSync(path), bytes);
  }));

Deno.test("a storage of somebody's own is asked what it has", async () => {
  const storage = { ...wrapped(createMemoryStorage()), path: "https://store.example/studies" };
  const fake = createTrained({ cases, storage });
  await train(fake);
  assertEquals(fake.study.checkStored(), null);
  storage.delete(fake.study.name);
  assertMatch(fake.study.checkStored()!, /^Expected "https:.*" to have study .*, got none; /);
});

/** A storage as an object of its own, which hands all on. */
function wrapped(inner: Storage): Storage {
  return {
    path: inner.path,
    list: () => inner.list(),
    load: (name, known) => inner.load(name, known),
    revision: (name) => inner.revision(name),
    loadCheckpoint: (...args) => inner.loadCheckpoint(...args),
    loadProvenance: (...args) => inner.loadProvenance(...args),
    write: (...args) => inner.write(...args),
    rename: (...args) => inner.rename(...args),
    delete: (name) => inner.delete(name),
    check: () => inner.check(),
    close: () => inner.close(),
  };
}
