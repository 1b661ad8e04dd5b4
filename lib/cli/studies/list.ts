/**
 * `deno task studies list`.
 *
 * @module
 */
import { type StudySummary, type Table, toText } from "../../studies.ts";
import { asUsage } from "../command.ts";
import { print } from "../print.ts";
import { toShortPath } from "../reword.ts";
import { terminalSize } from "../terminal.ts";
import { formatBest, formatBytes, formatStates, formatTime } from "./formats.ts";
import { readStudiesArgs, withStorage } from "./stored.ts";

const NONE = "–";

/** Prints a row for each study. */
export function listStored(args: readonly string[]): Promise<number> {
  const { values } = readStudiesArgs(args, {});
  return withStorage(values.storage, async (storage) => {
    const studies = await asUsage(() => storage.list());
    const width = Deno.stdout.isTerminal() ? terminalSize().columns : Infinity;
    const path = toShortPath(storage.path);
    const bytes = await databaseBytes(storage.path);
    await print(
      studies.length === 0
        ? `No study is kept in ${path} yet; deno task study begins one.`
        : `${toText(toTable(studies), width)}${path}, ${formatBytes(bytes)}`,
    );
    return 0;
  });
}

function toTable(studies: readonly StudySummary[]): Table {
  return {
    columns: [
      { key: "name", title: "Study", align: "left", breaks: true },
      { key: "trials", title: "Trials", align: "left", breaks: true },
      { key: "best", title: "Best", align: "right" },
      { key: "changed", title: "Changed", align: "left" },
      { key: "checkpoints", title: "Checkpoints", align: "right" },
      { key: "program", title: "Program", align: "left", breaks: true },
    ],
    rows: studies.map((study) => ({ cells: toCells(study), mark: null })),
    notes: [],
  };
}

function toCells(study: StudySummary): Record<string, string> {
  const { name, states, best, metric, changed, checkpointBytes, writer } = study;
  return {
    name,
    trials: formatStates(states, writer !== null),
    best: best === null ? NONE : formatBest(metric, best),
    changed: formatTime(changed),
    checkpoints: checkpointBytes === 0 ? NONE : formatBytes(checkpointBytes),
    program: writer ?? NONE,
  };
}

/** Bytes of a database and of what SQLite writes beside it. */
export async function databaseBytes(path: string): Promise<number> {
  const sizes = [path, `${path}-wal`].map((file) =>
    Deno.stat(file).then(({ size }) => size, () => 0)
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
