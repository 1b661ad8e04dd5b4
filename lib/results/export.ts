/**
 * A study's results as files.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkArguments, checkText } from "../check/check.ts";
import { withOwnNumbers } from "../trial/record.ts";
import { checkExport, exportFiles, type ExportOptions } from "./check_export.ts";
import { toCsv } from "./csv.ts";
import { type StudyRecord, toJson, toJsonLines } from "./json.ts";
import { toLatex } from "./latex.ts";
import { toMarkdown } from "./markdown.ts";
import { epochColumns, toEpochRows } from "./epoch_rows.ts";
import { metricColumns, toMetricRows } from "./metric_rows.ts";
import { toOptunaJournal } from "./optuna_journal.ts";
import { runColumns, toRunRows } from "./run_rows.ts";
import { toTrialRows } from "./trial_rows.ts";
import { toTable } from "./to_table.ts";

/** The name of a folder takes so many units of a text, and so many bytes as file systems take. */
const MOST_UNITS = 100;
const MOST_BYTES = 255;

/** The exports of this program follow each other: two into one folder would mix their files. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Writes a study's results into a folder, which is created where it is missing, and returns the paths
 * of the files. Each file is whole or not there: it is written under another name first.
 *
 * - `trials.csv`, `runs.csv` and `epochs.csv` have a row of each, `metrics.csv` one of every single
 *   number that was measured.
 * - `trials.json` holds all that is known of the study, `trials.jsonl` a trial in each line.
 * - `optuna.journal` is a journal file that Optuna loads, see {@linkcode toOptunaJournal}.
 * - `table.md` and `table.tex` are the table, in Markdown and LaTeX.
 *
 * The trials may come from several studies: where they share numbers, they are counted anew.
 *
 * Two runs of one seed give the same CSV files, their last column (seconds) aside.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or a field of a study made by
 * hand or an option is unknown.
 * @throws {RangeError} If a number of the study is out of range.
 * @throws {Error} If {@linkcode checkExport} refuses, or a file cannot be written.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, exportStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "tiny", data, cases });
 * const folder = await Deno.makeTempDir();
 * const [trials] = await exportStudy(study, folder);
 * assertEquals((await Deno.readTextFile(trials)).split("\r\n").length, 3);
 * ```
 */
export function exportStudy(
  study: StudyRecord,
  folder: string | URL,
  options: ExportOptions = {},
): Promise<string[]> {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  const written = last.then(() => write(study, path, options));
  last = written.catch(() => {});
  return written;
}

async function write(
  study: StudyRecord,
  folder: string,
  options: ExportOptions,
): Promise<string[]> {
  await checkExport(study, folder, options);
  const { name, dataset, plan, planned, reference } = study;
  const trials = withOwnNumbers(study.trials);
  const table = toTable(trials, { reference, planned });
  const texts: Record<typeof exportFiles[number], string> = {
    "trials.csv": toCsv(toTrialRows(trials)),
    "runs.csv": toCsv(toRunRows(trials), runColumns),
    "epochs.csv": toCsv(toEpochRows(trials), epochColumns),
    "metrics.csv": toCsv(toMetricRows(trials), metricColumns),
    "trials.json": toJson({ name, dataset, plan, planned, trials }),
    "trials.jsonl": toJsonLines(trials),
    "optuna.journal": toOptunaJournal({ name, dataset, plan, planned, trials }),
    "table.md": toMarkdown(table),
    "table.tex": toLatex(table, { name, dataset }),
  };
  await orSay(folder, () => Deno.mkdir(folder, { recursive: true }));
  await removeAbandoned(folder);
  // The first tells whose the others are, should the disk be full before the last.
  for (const file of new Set(["trials.json", ...exportFiles] as const)) {
    const path = join(folder, file);
    await orSay(path, () => writeWhole(path, texts[file]));
  }
  return exportFiles.map((file) => join(folder, file));
}

/**
 * A name as that of a folder: what file systems refuse, or take for a path, becomes a hyphen.
 *
 * @throws {TypeError} If it is no text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { folderName } from "./export.ts";
 *
 * assertEquals(folderName("rates: 1/3"), "rates-1-3");
 * ```
 */
export function folderName(name: string): string {
  checkArguments("folderName()", arguments, 1);
  checkText("the name of a study", name, 'a text such as "hidden-layers"');
  const plain = name.normalize("NFC").replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "-");
  return begin(plain.replaceAll(/^[-.]+|[-.]+$/g, "")) || "study";
}

/** As much of a folder's name as file systems take: so many bytes, of whole characters. */
function begin(name: string): string {
  const bytes = new Uint8Array(MOST_BYTES);
  const { read } = new TextEncoder().encodeInto(name.slice(0, MOST_UNITS), bytes);
  return name.slice(0, read).replace(/[\uD800-\uDBFF]$/, "");
}

/** Does what may fail for the system's reasons, and says them in a sentence. */
async function orSay(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const [reason] = (error as Error).message.split(" (os error");
    throw new Error(`Cannot write "${path}": ${reason.replace(/\.$/, "")}.`, { cause: error });
  }
}

/** Nobody writes a file for so long. */
const ABANDONED_MS = 60_000;

/** Removes what programs that were killed had not written to its end. */
async function removeAbandoned(folder: string): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  const isOurs = (name: string) => exportFiles.some((file) => name.startsWith(`${file}.`));
  for (const name of names.filter((name) => /\.\d+\.partial$/.test(name) && isOurs(name))) {
    const path = join(folder, name);
    const { mtime } = await Deno.stat(path).catch(() => ({ mtime: null }));
    if (mtime === null || Date.now() - mtime.getTime() < ABANDONED_MS) continue;
    await Deno.remove(path).catch(() => {}); // the next time, then
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  // Another program may write here too; exports of this one follow each other.
  const partial = `${path}.${Deno.pid}.partial`;
  try {
    await Deno.writeTextFile(partial, text);
    await Deno.rename(partial, path);
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    throw error;
  }
}
