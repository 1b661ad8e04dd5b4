/**
 * A study's results as files.
 *
 * @module
 */
import { join } from "node:path";
import { checkBoolean, checkKeys, checkText } from "../check/check.ts";
import { checkTrials, withOwnNumbers } from "../trial/check_trials.ts";
import { isFinished, type Trial } from "../trial/record.ts";
import { toCsv } from "./csv.ts";
import { type StudyRecord, toJson } from "./json.ts";
import { toLatex } from "./latex.ts";
import { toMarkdown } from "./markdown.ts";
import { epochColumns, toEpochRows, toTrialRows } from "./rows.ts";
import { toTable } from "./table.ts";

/** How {@linkcode exportStudy} treats what is there. */
export interface ExportOptions {
  /**
   * Files of another or a fuller study are written over where it is true.
   *
   * @default {false}
   */
  readonly overwrite?: boolean;
}

const FILES = ["trials.csv", "epochs.csv", "trials.json", "table.md", "table.tex"] as const;

/**
 * Writes `trials.csv`, `epochs.csv`, `trials.json`, `table.md` and `table.tex` into a folder,
 * which is created where it is missing, and returns their paths. Each file is whole or not there:
 * it is written under another name first.
 *
 * The trials may come from several studies: where they share numbers, they are counted anew.
 *
 * Two runs of one seed give the same `epochs.csv`, its last column (seconds) aside.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the value of the study's reference is not in [0, 1).
 * @throws {Error} If {@linkcode checkExport} refuses.
 * @throws {Deno.errors.PermissionDenied} If the folder cannot be written.
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
export async function exportStudy(
  study: StudyRecord,
  folder: string,
  options: ExportOptions = {},
): Promise<string[]> {
  await checkExport(study, folder, options);
  const { name, dataset, reference } = study;
  const trials = withOwnNumbers(study.trials);
  const table = toTable(trials, { reference });
  const texts: Record<typeof FILES[number], string> = {
    "trials.csv": toCsv(toTrialRows(trials)),
    "epochs.csv": toCsv(toEpochRows(trials), epochColumns),
    "trials.json": toJson({ ...study, trials }),
    "table.md": toMarkdown(table),
    "table.tex": toLatex(table, { name, dataset }),
  };
  await Deno.mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const file of FILES) {
    const path = join(folder, file);
    await writeWhole(path, texts[file]);
    paths.push(path);
  }
  return paths;
}

/**
 * Refuses to export a study where its files would replace those of another study, or of the same
 * one with more epochs finished: half a study never takes the place of a whole one. Two studies are
 * the same if they have the same name, dataset and trials, every setting of these alike.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {Error} If the folder holds such files and `overwrite` is not true; the message says what
 * they are.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { checkExport } from "./export.ts";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/table.md`, "My own table");
 * const study = { name: "rates", dataset: "MNIST", trials: [] };
 * await assertRejects(() => checkExport(study, folder), Error, "that does not come from a study");
 * ```
 */
export async function checkExport(
  study: StudyRecord,
  folder: string,
  options: ExportOptions = {},
): Promise<void> {
  checkRecord(study);
  const { overwrite = false } = checkKeys("options of export", options, ["overwrite"]);
  checkText("the folder of an export", folder, 'a path such as "data/exports/rates"');
  if (checkBoolean("overwrite", overwrite)) return;
  const there = await filesIn(folder);
  if (there.length === 0) return;
  const refuse = (what: string): never => {
    throw new Error(
      `Expected "${folder}" to hold nothing that this export would spoil, got ${what}; ` +
        "export to another folder, or write over it with overwrite: true.",
    );
  };
  const old = await readRecord(join(folder, "trials.json"));
  if (old === null) return refuse(`${there[0]} that does not come from a study`);
  if (identityOf(old) !== identityOf(study)) {
    return refuse(`the files of another study "${old.name}"`);
  }
  if (countEpochs(old.trials) > countEpochs(study.trials)) {
    const finished = (trials: readonly Trial[]) =>
      trials.filter(({ state }) => isFinished(state)).length;
    refuse(
      `this study with ${finished(old.trials)} of ${old.trials.length} trials finished ` +
        `where it has ${finished(study.trials)} now`,
    );
  }
}

/**
 * A name as that of a folder: what file systems refuse, or take for a path, becomes a hyphen.
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
  const plain = name.normalize("NFC").replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "-");
  return plain.replaceAll(/^[-.]+|[-.]+$/g, "").slice(0, 100) || "study";
}

function checkRecord({ name, dataset, trials }: StudyRecord): void {
  checkText("the name of a study", name, 'a text such as "hidden-layers"');
  checkText("the dataset of a study", dataset, 'a text such as "MNIST"');
  checkTrials(trials);
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of FILES) {
    const isThere = await Deno.stat(join(folder, file)).then(({ isFile }) => isFile, () => false);
    if (isThere) found.push(file);
  }
  return found;
}

/** What an earlier export wrote; null where that is something else. */
async function readRecord(path: string): Promise<StudyRecord | null> {
  try {
    const record = JSON.parse(await Deno.readTextFile(path));
    const isRecord = typeof record.name === "string" && Array.isArray(record.trials) &&
      record.trials.every((trial: Trial) => Array.isArray(trial.run?.epochs));
    return isRecord ? record : null;
  } catch {
    return null;
  }
}

function identityOf({ name, dataset, trials }: StudyRecord): string {
  return JSON.stringify([name, dataset, trials.map(({ name, setup }) => [name, setup])]);
}

function countEpochs(trials: readonly Trial[]): number {
  return trials.reduce((sum, { run }) => sum + run.epochs.length, 0);
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
