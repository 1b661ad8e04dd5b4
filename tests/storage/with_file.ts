import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import type { Storage } from "../../lib/storage/storage.ts";

/** Runs a test with a storage whose file is not there yet, alone in its folder. */
export async function withFile(
  test: (storage: Storage, path: string) => void | Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/studies.db`;
  const storage = openSqliteStorage(path);
  try {
    await test(storage, path);
  } finally {
    storage.close();
    await Deno.remove(folder, { recursive: true });
  }
}
