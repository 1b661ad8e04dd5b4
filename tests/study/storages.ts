/** The storages that studies are tested on. */
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import type { Storage } from "../../lib/storage/storage.ts";

/** A storage as each program opens it for itself; one in memory is shared, as only one program can. */
export type OpenStorage = () => Storage;

/** Tests something on each storage. */
export function onEachStorage(name: string, test: (open: OpenStorage) => Promise<void>): void {
  Deno.test(`${name}, in memory`, () => {
    const storage = createMemoryStorage();
    return test(() => storage);
  });
  Deno.test(`${name}, in SQLite`, () => inDatabase(test));
}

/** Tests something on a database that is removed afterwards. */
export async function inDatabase(
  test: (open: OpenStorage, path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const opened: Storage[] = [];
  const path = `${folder}/studies.db`;
  try {
    await test(() => {
      const storage = openSqliteStorage(path);
      opened.push(storage);
      return storage;
    }, path);
  } finally {
    for (const storage of opened) storage.close();
    await Deno.remove(folder, { recursive: true });
  }
}
