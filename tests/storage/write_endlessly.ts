/** Writes a checkpoint to the path that it is given, again and again, until it is killed. */
import { writeCheckpoint } from "../../lib/storage/checkpoints.ts";
import { someCheckpoint } from "./some_checkpoint.ts";

for (let epochs = 1;; epochs++) {
  await writeCheckpoint(Deno.args[0], someCheckpoint(epochs, 100_000));
  if (epochs === 1) console.log("written");
}
