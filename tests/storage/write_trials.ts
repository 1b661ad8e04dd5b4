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
// Without an end of its own: the claim is that of a program that died.
if (name === "killed") Deno.kill(Deno.pid, "SIGKILL");
