/**
 * A study's results as files.
 *
 * @module
 */
import { join } from "node:path";
import type { Trial } from "../trial/trial.ts";
import { toCsv } from "./csv.ts";
import { toJson } from "./json.ts";
import { toLatex } from "./latex.ts";
import { toMarkdown } from "./markdown.ts";
import { epochColumns, toEpochRows, toTrialRows } from "./rows.ts";
import { toTable } from "./table.ts";

/**
 * Writes `trials.csv`, `epochs.csv`, `trials.json`, `table.md` and `table.tex` into a folder,
 * which is created where it is missing, and returns their paths. Each file is whole or not there:
 * it is written under another name first.
 *
 * Two runs of one seed give the same `epochs.csv`, its last column (seconds) aside.
 *
 * @throws {Deno.errors.PermissionDenied} Where the folder cannot be written.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/trial.ts";
 *
 * declare const trials: readonly Trial[];
 * const paths = await exportStudy(trials, "data/exports");
 * ```
 */
export async function exportStudy(trials: readonly Trial[], folder: string): Promise<string[]> {
  const table = toTable(trials);
  const files = {
    "trials.csv": toCsv(toTrialRows(trials)),
    "epochs.csv": toCsv(toEpochRows(trials), epochColumns),
    "trials.json": toJson(trials),
    "table.md": toMarkdown(table),
    "table.tex": toLatex(table),
  };
  await Deno.mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await writeWhole(path, text);
    paths.push(path);
  }
  return paths;
}

async function writeWhole(path: string, text: string): Promise<void> {
  const partial = `${path}.${Deno.pid}.partial`;
  try {
    await Deno.writeTextFile(partial, text);
    await Deno.rename(partial, path);
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    throw error;
  }
}
