/** Uses a file that cannot be written to, as a program of its own, and tells what came of it. */
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import { sampleDefinition } from "./sample_definition.ts";

const storage = openSqliteStorage(Deno.args[0]);
const trials = storage.load("a")?.trials.length;
const listed = storage.list().length;
let refusal = "";
try {
  storage.write(sampleDefinition("a"));
} catch (error) {
  refusal = (error as Error).message;
}
console.log(JSON.stringify({ trials, listed, problems: storage.check(), refusal }));
