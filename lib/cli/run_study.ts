/**
 * Runs a study for a command: bars while it trains, its files, its table, its exit code.
 *
 * @module
 */
import {
  checkExport,
  createStudy,
  exportStudy,
  openStorage,
  type Study,
  type StudyOptions,
  toTable,
  toText,
} from "../studies.ts";
import { asUsage } from "./command.ts";
import { describeStop } from "./describe_stop.ts";
import { print, reason, tell, toOneLine } from "./print.ts";
import { ProgressBars } from "./progress_bars.ts";
import { reword } from "./reword.ts";
import { SteadyWriter } from "./steady_writer.ts";
import { listenForStop } from "./stop_signals.ts";
import { terminalSize } from "./terminal.ts";

/** What a command has run. */
export interface StudyToRun {
  /** What the command's errors begin with. */
  readonly command: string;
  /** What the study tries. */
  readonly options: StudyOptions;
  /** Folder of the results. */
  readonly out: string;
  /** Whether the files of another study there may be replaced. */
  readonly overwrite: boolean;
  /** Whether trials that failed are tried again. */
  readonly retry: boolean;
}

/**
 * Runs a study until its trials have ended or the user stops it, and gives the exit code: 0 where all
 * are complete or pruned and their files written, that of the signal where one stopped it, else 1.
 *
 * @throws {UsageError} If the study cannot be made, or the folder cannot be written to.
 */
export async function runStudy(
  { command, options, out, overwrite, retry }: StudyToRun,
): Promise<number> {
  using stop = listenForStop();
  const storage = await asUsage(() => openStorage(options.storage));
  const said = (sentence: string) => reword(sentence, command, storage.path);
  const complain = (sentence: string) => tell(`${command}: ${said(sentence)}`);
  try {
    const { study } = await asUsage(() => createStudy({ ...options, storage }), said);
    await asUsage(() => checkFolder(study, out, overwrite), said);
    if (retry) study.retry();
    const { error, hasBegun } = await run(study, out, stop.signal, (note) => tell(said(note)));
    if (error !== null) complain(error.message);
    if (!hasBegun && error !== null) return 1;
    const { lacksWeights } = study;
    const lost = study.checkStored();
    if (stop.signal.aborted || error !== null) {
      const isFresh = options.fresh ?? false;
      const stopped = { isFresh, isStored: lost === null, lacksWeights };
      tell(`Stopped: ${describeStop(study, stopped)}`);
    }
    const files = await write(study, out, complain);
    const where = files.length > 0 ? ` The results are in "${out}".` : "";
    if (lost !== null && error === null) complain(`${lost}${where}`);
    const isShown = await show(study, { where, files, complain });
    const isComplete = study.progress.finished === study.planned &&
      study.trials.every(({ state }) => state === "complete" || state === "pruned");
    const isWell = error === null && lost === null && files.length > 0 && isShown && isComplete;
    return stop.exitCode ?? (isWell ? 0 : 1);
  } finally {
    // Else what was written last would stay in a file of its own beside the database.
    storage.close();
  }
}

/** How the training of a study went. */
interface Ran {
  /** What ended it before its time; null: nothing did. */
  readonly error: Error | null;
  /** Whether it came as far as to train, or to tell what it need not train. */
  readonly hasBegun: boolean;
}

/**
 * Runs all trials under their bars until they have ended or the signal is aborted. Files are written
 * while trials end: a crash costs those that run, and what ended in the last moments.
 */
async function run(
  study: Study,
  out: string,
  signal: AbortSignal,
  note: (sentence: string) => void,
): Promise<Ran> {
  const bars = new ProgressBars(study.plan, study.trials);
  // That the disk is full is told at the end.
  const writer = new SteadyWriter(() => exportStudy(study, out, { overwrite: true }));
  let { finished } = study.progress;
  let hasBegun = false;
  const begin = () => {
    if (!hasBegun && finished < study.planned) {
      const how = study.note ?? `Training on ${study.engine}`;
      tell(`Study "${toOneLine(study.name)}". ${how}`);
    }
    hasBegun = true;
  };
  let error: Error | null = null;
  try {
    await study.optimize({
      signal,
      onNote: (sentence) => {
        begin();
        note(sentence);
      },
      onProgress: (progress) => {
        begin();
        bars.draw(progress);
        if (progress.finished > finished) writer.changed();
        ({ finished } = progress);
      },
    });
  } catch (thrown) {
    // What has ended is written and shown all the same.
    error = thrown as Error;
  }
  await bars.finish(study.progress);
  await writer.end();
  return { error, hasBegun };
}

type Complain = (sentence: string) => void;

/** Writes the files of the results; their paths, none if it could not. */
async function write(study: Study, out: string, complain: Complain): Promise<string[]> {
  try {
    return await exportStudy(study, out, { overwrite: true });
  } catch (error) {
    complain((error as Error).message);
    return [];
  }
}

/**
 * Prints which files were written, and the table; whether stdout took it. A reader who has left, as
 * `head` does, wanted no more.
 */
async function show(
  { trials, reference, planned }: Study,
  { where, files, complain }: { where: string; files: readonly string[]; complain: Complain },
): Promise<boolean> {
  const width = Deno.stdout.isTerminal() ? terminalSize().columns : Infinity;
  const table = toText(toTable(trials, { reference, planned }), width).trimEnd();
  try {
    await print([...files.map((file) => `Wrote ${file}`), "", table].join("\n"));
    return true;
  } catch (error) {
    const { message, cause } = error as Error;
    complain(`${message}${where}`);
    return cause instanceof Deno.errors.BrokenPipe;
  }
}

/**
 * Makes sure, before anything is trained, that the results can be written and spoil no others. From
 * then on the files there are the study's own. A folder is there only once it has some.
 */
async function checkFolder(study: Study, out: string, overwrite: boolean): Promise<void> {
  const isThere = await Deno.stat(out).then(() => true, () => false);
  try {
    await Deno.mkdir(out, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: out }));
    if (!isThere) await Deno.remove(out);
  } catch (error) {
    throw new Error(
      `Expected --out to be a folder that can be written, got "${out}": ${reason(error)}.`,
    );
  }
  await checkExport(study, out, { overwrite });
}
