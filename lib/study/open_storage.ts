/**
 * Which storage a study is kept in.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { checkArguments, refuseType } from "../check/check.ts";
import { createMemoryStorage } from "../storage/in_memory.ts";
import { openSqliteStorage } from "../storage/sqlite.ts";
import type { Storage } from "../storage/storage.ts";

/** A path, a storage, or null for the memory of this program. */
export type StorageOption = string | URL | Storage | null;

/** Takes the place of the default where it is set; `none` stands for the memory of the program. */
const VARIABLE = "SWEEPBOOK_STORAGE";

/**
 * Opens a storage. By default that is the file `data/studies.db` of Sweepbook, or what the
 * environment variable `SWEEPBOOK_STORAGE` says: a path, or `none`.
 *
 * @throws {TypeError} If it is no storage.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { openStorage } from "./open_storage.ts";
 *
 * const storage = openStorage(`${await Deno.makeTempDir()}/studies.db`);
 * assertEquals(storage.list(), []);
 * ```
 */
export function openStorage(option: StorageOption = defaultStorage()): Storage {
  checkArguments("openStorage()", arguments, 1);
  if (option === null) return createMemoryStorage();
  if (option instanceof URL) return openSqliteStorage(fileURLToPath(option));
  if (typeof option === "string" && option.trim() !== "") return openSqliteStorage(option);
  const isStorage = typeof (option as Storage)?.write === "function";
  if (isStorage) return option as Storage;
  return refuseType("storage", 'a path such as "data/studies.db", a storage or null', option);
}

function defaultStorage(): string | null {
  const said = Deno.env.get(VARIABLE);
  if (said !== undefined && said !== "") return said === "none" ? null : said;
  const file = new URL("../../data/studies.db", import.meta.url);
  // A library that is read from the network has no folder of its own.
  return file.protocol === "file:" ? fileURLToPath(file) : null;
}
