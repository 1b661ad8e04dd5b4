/**
 * Stored studies, by what the command line says.
 *
 * @module
 */
import { didYouMean, show } from "../../check/show.ts";
import type { TrainedModel } from "../../mod.ts";
import {
  bestRun,
  openStorage,
  type Storage,
  type StoredStudy,
  type StudyRecord,
  type Trial,
} from "../../studies.ts";
import { asUsage, UsageError } from "../command.ts";
import { type Options, type OptionValues, readOptions } from "../options.ts";
import { reason } from "../print.ts";
import { reword, toShortPath } from "../reword.ts";

/** So many names are told to who asks for another. */
const MOST_NAMES = 5;

/** A file of studies. */
export type FileStorage = Storage & { readonly path: string };

/** What the arguments behind the first word say. */
export interface StudiesArgs<T extends Options> {
  /** Names, as many as were asked for. */
  readonly names: readonly string[];
  /** The options. */
  readonly values: OptionValues<T & { readonly storage: "value" }>;
}

/**
 * Reads names and options.
 *
 * @param expected What the names are, in words.
 * @throws {UsageError} If there are more or fewer names, or an option makes no sense.
 */
export function readStudiesArgs<const T extends Options>(
  args: readonly string[],
  options: T,
  expected: readonly string[] = [],
): StudiesArgs<T> {
  const names: string[] = [];
  const values = readOptions(args, { ...options, storage: "value" as const }, names);
  if (names.length < expected.length) {
    throw new UsageError(
      `Expected ${expected[names.length]}, got nothing; deno task studies lists them.`,
    );
  }
  if (names.length > expected.length) {
    const what = expected.length === 0 ? "no name" : `${expected.length} and no more`;
    throw new UsageError(
      `Expected ${what}, got ${show(names[expected.length])}; names with blanks stand in quotes.`,
    );
  }
  return { names, values: values as StudiesArgs<T>["values"] };
}

/**
 * Does something with a storage and closes it.
 *
 * @param path Of its file; by default that of all commands.
 * @throws {UsageError} If the file is not there, or there is none by the environment's wish.
 */
export async function withStorage<T>(
  path: string | undefined,
  act: (storage: FileStorage) => T | Promise<T>,
): Promise<T> {
  if (path !== undefined) await asUsage(() => checkFile(path));
  const storage = await asUsage(() => openStorage(path));
  try {
    if (storage.path === null) {
      throw new UsageError(
        "Expected a file of studies, got SWEEPBOOK_STORAGE=none; say which by --storage.",
      );
    }
    return await act(storage as FileStorage);
  } catch (error) {
    if (error instanceof Error) error.message = reword(error.message, "studies", storage.path);
    throw error;
  } finally {
    storage.close();
  }
}

/**
 * A study by its name.
 *
 * @throws {UsageError} If there is none; the sentence names one that may have been meant.
 */
export async function findStudy(storage: FileStorage, name: string): Promise<StoredStudy> {
  const found = await asUsage(() => storage.load(name));
  if (found !== null) return found;
  const names = storage.list().map(({ name }) => name);
  const file = `"${toShortPath(storage.path)}"`;
  const got = `Expected the name of a study in ${file}, got ${show(name)}`;
  const meant = didYouMean(name, names);
  if (meant !== ".") throw new UsageError(`${got}${meant}`);
  const few = names.slice(0, MOST_NAMES).map(showWhole).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  throw new UsageError(`${got}; there is ${few || "none yet"}${more}.`);
}

/** A name that can be copied, however long it is. */
function showWhole(name: string): string {
  return Deno.inspect(name, { strAbbreviateSize: Infinity });
}

/** A stored study as its tables and files have it. */
export function toRecord({ definition, trials, writer }: StoredStudy): Required<StudyRecord> {
  const { name, dataset, plan, planned, reference } = definition;
  return {
    name,
    dataset,
    plan,
    reference,
    planned: Math.max(planned, trials.length),
    // What a program that is gone had begun waits.
    trials: writer !== null ? trials : trials.map((trial) => {
      const runs = trial.runs.map((run) =>
        run.state === "running" ? { ...run, state: "waiting" as const } : run
      );
      return trial.state === "running" ? { ...trial, runs, state: "waiting" } : trial;
    }),
  };
}

/** The net of a complete trial's best run; null where its weights were not kept. */
export function findModel(
  storage: Storage,
  { definition: { name, dataset } }: StoredStudy,
  trial: Trial,
): TrainedModel | null {
  const run = bestRun(trial);
  const checkpoint = storage.loadCheckpoint(name, trial.number, run.number);
  if (checkpoint === null || checkpoint.epochs.length < run.epochs.length) return null;
  const { weights } = checkpoint;
  const provenance = storage.loadProvenance(name, trial.number, run.number)!;
  return { study: name, dataset, trial, run, weights, provenance };
}

async function checkFile(path: string): Promise<void> {
  const wrong = path === "" ? "nothing is named so" : await Deno.stat(path).then(
    ({ isFile, isDirectory }) => isFile ? null : isDirectory ? "it is a folder" : "it is no file",
    reason,
  );
  if (wrong === null) return;
  throw new UsageError(
    `Expected --storage to be a file of studies, got ${show(path)}: ${wrong}.`,
  );
}
