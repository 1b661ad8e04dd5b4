/** Writes one checkpoint to the path that it is given, and tells what came of it. */
import { writeCheckpoint } from "../../lib/storage/checkpoints.ts";
import { someCheckpoint } from "./some_checkpoint.ts";

try {
  await writeCheckpoint(Deno.args[0], someCheckpoint(2, 100_000));
} catch (error) {
  console.log((error as Error).message);
}
