/**
 * `deno task studies delete NAME`.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import type { StoredStudy, StudySummary } from "../../studies.ts";
import { UsageError } from "../command.ts";
import { print, tell } from "../print.ts";
import { formatBest, formatBytes, formatStates, formatTime } from "./formats.ts";
import { databaseBytes } from "./list.ts";
import { type FileStorage, findStudy, readStudiesArgs, withStorage } from "./stored.ts";

/** Deletes a study, once the user has agreed. */
export function deleteStored(args: readonly string[]): Promise<number> {
  const { names: [name], values } = readStudiesArgs(args, { yes: "flag" }, ["the name of a study"]);
  return withStorage(values.storage, async (storage) => {
    const study = await findStudy(storage, name);
    if (!values.yes && study.writer === null && !agrees(storage, study)) {
      tell("Nothing was deleted");
      return 1;
    }
    const before = await bytesOf(storage, name);
    storage.delete(name);
    const freed = Math.max(0, before - await bytesOf(storage, name));
    await print(`Deleted ${show(name)}: ${formatBytes(freed)} freed`);
    return 0;
  });
}

/** Asks the user; what was trained cannot be had back. */
function agrees(storage: FileStorage, { definition: { name } }: StoredStudy): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      `Expected --yes to delete ${show(name)} where there is no terminal to ask on, got none.`,
    );
  }
  return confirm(`Delete ${describe(summaryOf(storage, name)!)}? It cannot be undone.`);
}

function describe({ name, states, best, metric, changed }: StudySummary): string {
  const value = best === null ? "" : `, best ${formatBest(metric, best)}`;
  const trials = formatStates(states, false);
  return `${show(name)} (${trials}${value}, last changed ${formatTime(changed)})`;
}

/** Bytes of the database, and of the checkpoints of one of its studies. */
async function bytesOf(storage: FileStorage, name: string): Promise<number> {
  return await databaseBytes(storage.path) + (summaryOf(storage, name)?.checkpointBytes ?? 0);
}

function summaryOf(storage: FileStorage, wanted: string): StudySummary | undefined {
  return storage.list().find(({ name }) => name === wanted);
}
