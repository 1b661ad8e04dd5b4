/**
 * Files of checkpoints: there is a whole one or none, whatever happens while it is written.
 *
 * @module
 */
import { dirname } from "node:path";
import type { Checkpoint } from "../trial/checkpoint.ts";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint_bytes.ts";

/**
 * Writes a checkpoint, in place of one that is there. When this resolves it is on the disk; until
 * then the file has a temporary name, `<path>.<process>.tmp`, which a process that is killed in its
 * midst leaves behind.
 *
 * @param path In a folder that is there.
 * @throws {Error} If it cannot be written. An earlier checkpoint stays, and nothing else.
 */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const temporary = `${path}.${Deno.pid}.tmp`;
  try {
    await writeThrough(temporary, encodeCheckpoint(checkpoint));
    await Deno.rename(temporary, path);
    // The name is safe only when the folder is; Windows opens none.
    if (Deno.build.os !== "windows") {
      using folder = await Deno.open(dirname(path));
      await folder.sync();
    }
  } catch (error) {
    try {
      await Deno.remove(temporary);
    } catch {
      // It was not made, or has its name already.
    }
    throw new Error(`Cannot write the checkpoint "${path}": ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

/**
 * Reads a checkpoint.
 *
 * @throws {Deno.errors.NotFound} If there is none.
 * @throws {Error} If the file cannot be read.
 * @throws {SyntaxError} If it is no checkpoint, or one that was cut, changed, or written by a later
 * version of Sweepbook.
 */
export function readCheckpoint(path: string): Checkpoint {
  try {
    return decodeCheckpoint(Deno.readFileSync(path));
  } catch (error) {
    const { NotFound } = Deno.errors;
    const Kind = [NotFound, SyntaxError].find((kind) => error instanceof kind) ?? Error;
    const reason = error instanceof NotFound ? "there is no such file" : reasonOf(error);
    throw new Kind(`Cannot read the checkpoint "${path}": ${reason}.`, { cause: error });
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  await file.sync();
}

/** What the system says, without its path, which the sentence has already. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/: \w+ '.*$/s, "") : String(error);
}
