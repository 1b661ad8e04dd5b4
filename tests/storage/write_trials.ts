/** Writes trials to a study, as a program of its own: `write_trials.ts PATH NAME COUNT`. */
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";

const [path, name, count] = Deno.args;
const storage = openSqliteStorage(path);
using writer = storage.write(sampleDefinition(name));
for (let number = 0; number < Number(count); number++) {
  if (number % 10 === 0) writer.save(sampleTrial(number, { state: "running", epochs: [] }));
  writer.save(sampleTrial(number));
}
// One that is to be killed lives on.
if (name === "killed") {
  console.log("written");
  for await (const _ of Deno.stdin.readable);
}
