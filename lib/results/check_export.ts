/**
 * What an export must not spoil.
 *
 * @module
 */
import { join } from "node:path";
import { checkBoolean, checkKeys, checkText } from "../check/check.ts";
import { countFinished, type Trial } from "../trial/record.ts";
import { isFinished, type TrialState } from "../trial/run.ts";
import { checkRecord } from "./check_record.ts";
import { type StudyRecord, TRIALS_SCHEMA_VERSION } from "./json.ts";
import { isContinued } from "./optuna_journal.ts";

/** How an export treats what is there. */
export interface ExportOptions {
  /**
   * Files of another or a fuller study are written over where it is true.
   *
   * @default {false}
   */
  readonly overwrite?: boolean;
}

/** The files of an export, in the order in which users are told of them. */
export const exportFiles = [
  "trials.csv",
  "runs.csv",
  "epochs.csv",
  "metrics.csv",
  "trials.json",
  "trials.jsonl",
  "optuna.journal",
  "table.md",
  "table.tex",
] as const;

/**
 * Refuses to export a study where its files would replace those of another study, or of the same
 * one with a trial or a run finished that is not finished now, or with more runs tested: half a study
 * never takes the place of a whole one. Two studies are the same if they have the same name, dataset,
 * plan and trials, every setting of these alike. The trials of a search are made as it goes on: there,
 * those that both have are to be the same. Nor does it replace a journal in which Optuna has gone on.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or a field of a study made by
 * hand or an option is unknown.
 * @throws {RangeError} If a number of the study is out of range.
 * @throws {Error} If the folder holds such files and `overwrite` is not true; the message says what
 * they are.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { checkExport } from "./check_export.ts";
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
  checkRecord(study, "one to export");
  const { overwrite = false } = checkKeys("options of export", options, ["overwrite"]);
  checkText("the folder of an export", folder, 'a path such as "data/exports/rates"');
  if (checkBoolean("overwrite", overwrite)) return;
  const found = await findSpoilt(study, folder);
  if (found === null) return;
  throw new Error(
    `Expected "${folder}" to hold nothing that this export would spoil, got ${found}; ` +
      "export to another folder, or write over it with overwrite: true.",
  );
}

/** What in a folder an export would spoil, in words; null: nothing. */
async function findSpoilt(study: StudyRecord, folder: string): Promise<string | null> {
  const there = await filesIn(folder);
  if (there.length === 0) return null;
  const old = await readRecord(join(folder, "trials.json"));
  if (old === null) return `${there[0]} that does not come from a study`;
  if (old.schemaVersion !== TRIALS_SCHEMA_VERSION) {
    return `the files of ${old.schemaVersion > TRIALS_SCHEMA_VERSION ? "a later" : "an earlier"} ` +
      "version of Sweepbook";
  }
  if (!isSameStudy(old, study)) return `the files of another study "${old.name}"`;
  const isMore = (a: TrialState, b: TrialState = "waiting") => worth(a) > worth(b);
  const lost = old.trials.find(({ state }, i) => isMore(state, study.trials[i]?.state));
  if (lost !== undefined) {
    return `this study with ${
      countFinished(old.trials)
    } of ${old.trials.length} trials finished, ` +
      `${lost.name} among them, where it has ${countFinished(study.trials)} now`;
  }
  const half = old.trials.find(({ runs }, i) =>
    runs.some(({ state }, j) => isMore(state, study.trials[i]?.runs[j]?.state))
  );
  if (half !== undefined) {
    const count = ({ runs }: Trial) => runs.filter(({ state }) => isFinished(state)).length;
    return `this study with ${count(half)} of ${half.runs.length} runs of ${half.name} finished, ` +
      `where it has ${count(study.trials[old.trials.indexOf(half)])} now`;
  }
  const [before, now] = [old, study].map(countTested);
  if (now < before) {
    const runs = before === 1 ? "run" : "runs";
    return `this study with the test results of ${before} ${runs}, where it has those of ${now} now`;
  }
  const journal = await Deno.readTextFile(join(folder, "optuna.journal")).catch(() => "");
  return isContinued(journal) ? "optuna.journal to which another program has written" : null;
}

/**
 * How many runs have met the test images. A search that goes on may find another best, so that it is
 * not asked which ones.
 */
function countTested({ trials }: StudyRecord): number {
  return trials.flatMap(({ runs }) => runs).filter(({ test }) => test !== null).length;
}

/** What would be lost with a trial or a run in this state. */
function worth(state: TrialState): number {
  return { waiting: 0, running: 0, failed: 1, pruned: 2, complete: 2 }[state];
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of exportFiles) {
    const isThere = await Deno.stat(join(folder, file)).then(({ isFile }) => isFile, () => false);
    if (isThere) found.push(file);
  }
  return found;
}

/** What an earlier export wrote; null where that is something else. */
async function readRecord(
  path: string,
): Promise<StudyRecord & { readonly schemaVersion: number } | null> {
  try {
    const record = JSON.parse(await Deno.readTextFile(path));
    const isCurrent = record.schemaVersion === TRIALS_SCHEMA_VERSION;
    const isTrial = ({ name, state, runs }: Trial) =>
      typeof name === "string" && worth(state) >= 0 && (!isCurrent || Array.isArray(runs));
    const isRecord = Number.isInteger(record.schemaVersion) && typeof record.name === "string" &&
      Array.isArray(record.trials) && record.trials.every(isTrial);
    return isRecord ? record : null;
  } catch {
    return null;
  }
}

/** Whether both are of one study, be it at different times. */
function isSameStudy(old: StudyRecord, study: StudyRecord): boolean {
  const isSearch = Boolean(study.plan?.sampler);
  const shared = Math.min(old.trials.length, study.trials.length);
  const isWhole = old.trials.length === study.trials.length;
  return (isSearch || isWhole) && identityOf(old, shared) === identityOf(study, shared);
}

function identityOf({ name, dataset, plan = null, trials }: StudyRecord, count: number): string {
  const identities = trials.slice(0, count).map(({ name, setup, params }) => [name, setup, params]);
  return JSON.stringify([name, dataset, plan, identities]);
}
