/**
 * `deno task study`: runs the paper's study of hidden layers, or one of the user's own.
 *
 * @module
 */
import {
  checkExport,
  createStudy,
  exportStudy,
  loadMnist,
  type Study,
  toTable,
  toText,
} from "../mod.ts";
import { asUsage, runCommand } from "./command.ts";
import { loadSpace } from "./load_space.ts";
import { print, reason, tell } from "./print.ts";
import { downloadBar, ProgressBars } from "./progress_bars.ts";
import { SteadyWriter } from "./steady_writer.ts";
import { listenForStop } from "./stop_signals.ts";
import { readStudyArgs } from "./study_args.ts";
import { HELP } from "./study_help.ts";
import { terminalSize } from "./terminal.ts";

if (import.meta.main) await runCommand({ name: "study", help: HELP, main });

/** Runs the command and gives its exit code, as the help lists them. */
async function main(args: readonly string[]): Promise<number> {
  const { space, out, overwrite, ...options } = await asUsage(() => readStudyArgs(args));
  const search = space === undefined ? space : await asUsage(() => loadSpace(space));
  const data = await loadMnist({ onProgress: downloadBar });
  using stop = listenForStop();
  const { study } = await asUsage(() => createStudy({ data, search, ...options }), toOptions);
  await asUsage(() => checkFolder(study, out, overwrite));
  tell(study.note ?? `Training on ${study.engine}`);
  await run(study, out, stop.signal);
  if (stop.signal.aborted) {
    const goOn = study.storage === null ? "" : " The same command goes on from here.";
    tell(`Stopped: ${study.progress.finished} of ${study.planned} trials finished.${goOn}`);
  }
  const files = await write(study, out);
  const shown = await show(study, out, files);
  const complete = study.progress.finished === study.planned &&
    study.trials.every(({ state }) => state === "complete" || state === "pruned");
  return stop.exitCode ?? (files.length > 0 && shown && complete ? 0 : 1);
}

/**
 * Runs all trials under their bars until they have ended or the signal is aborted. Files are written
 * while trials end: a crash costs those that run, and what ended in the last moments.
 */
async function run(study: Study, out: string, signal: AbortSignal): Promise<void> {
  const bars = new ProgressBars(study.plan);
  // That the disk is full is told at the end.
  const writer = new SteadyWriter(() => exportStudy(study, out, { overwrite: true }));
  let { finished } = study.progress;
  try {
    await study.optimize({
      signal,
      onNote: (sentence) => tell(toOptions(sentence)),
      onProgress: (progress) => {
        bars.draw(progress);
        if (progress.finished > finished) writer.changed();
        ({ finished } = progress);
      },
    });
  } catch (error) {
    complain(toOptions((error as Error).message)); // what has ended is written and shown all the same
  }
  await bars.finish(study.progress);
  await writer.end();
}

/** Writes the files of the results; their paths, none if it could not. */
async function write(study: Study, out: string): Promise<string[]> {
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
async function show(study: Study, out: string, files: readonly string[]): Promise<boolean> {
  const width = Deno.stdout.isTerminal() ? terminalSize().columns : Infinity;
  const table = toText(
    toTable(study.trials, { reference: study.reference, planned: study.planned }),
    width,
  )
    .trimEnd();
  try {
    await print([...files.map((file) => `Wrote ${file}`), "", table].join("\n"));
    return true;
  } catch (error) {
    const where = files.length > 0 ? ` The results are in "${out}".` : "";
    const { message, cause } = error as Error;
    complain(`${message}${where}`);
    return cause instanceof Deno.errors.BrokenPipe;
  }
}

/**
 * Makes sure, before anything is trained, that the results can be written and spoil no others. From
 * then on the files there are the study's own.
 */
async function checkFolder(study: Study, out: string, overwrite: boolean): Promise<void> {
  try {
    await Deno.mkdir(out, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: out }));
  } catch (error) {
    throw new Error(
      `Expected --out to be a folder that can be written, got "${out}": ${reason(error)}.`,
    );
  }
  try {
    await checkExport(study, out, { overwrite });
  } catch (error) {
    throw new Error(toOptions((error as Error).message));
  }
}

/** A sentence of the library in the words of the command line. */
function toOptions(sentence: string): string {
  return sentence.replaceAll("fresh: true", "--fresh").replaceAll("overwrite: true", "--overwrite");
}

function complain(sentence: string): void {
  tell(`study: ${sentence}`);
}
