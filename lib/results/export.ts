/**
 * A study's results as files.
 *
 * @module
 */
import { join } from "node:path";
import { toCsv } from "./csv.ts";
import { type StudyRecord, toJson } from "./json.ts";
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
 * import type { StudyRecord } from "./json.ts";
 *
 * declare const study: StudyRecord;
 * const paths = await exportStudy(study, "data/exports");
 * ```
 */
export async function exportStudy(study: StudyRecord, folder: string): Promise<string[]> {
  const { name, dataset, trials } = study;
  const table = toTable(trials);
  const files = {
    "trials.csv": toCsv(toTrialRows(trials)),
    "epochs.csv": toCsv(toEpochRows(trials), epochColumns),
    "trials.json": toJson(study),
    "table.md": toMarkdown(table),
    "table.tex": toLatex(table, { name, dataset }),
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
