/**
 * Writes to a study what it is told, as a program of its own: `write_told.ts PATH DEFINITION`, the
 * latter in JSON. Each line of stdin is a trial in JSON; the end of stdin is that of the writing.
 */
import { createInterface } from "node:readline";
import process from "node:process";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";

const [path, definition] = Deno.args;
const storage = openSqliteStorage(path);
const writer = storage.write(JSON.parse(definition));
console.log("begun");
for await (const line of createInterface({ input: process.stdin })) {
  writer.save(JSON.parse(line));
  console.log("saved");
}
writer.close();
storage.close();
