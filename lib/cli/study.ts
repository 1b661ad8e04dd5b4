/**
 * `deno task study`: runs the paper's study of hidden layers, or one of the user's own.
 *
 * @module
 */
import {
  createStudy,
  exportStudy,
  isFinished,
  loadMnist,
  onInterrupt,
  type Study,
  toTable,
  toText,
} from "../mod.ts";
import { downloadBar, ProgressBars } from "./progress_bars.ts";
import { HELP, readStudyArgs } from "./study_args.ts";
import { terminalSize } from "./terminal.ts";

if (import.meta.main) Deno.exit(await main(Deno.args));

/**
 * Runs the command and gives its exit code: 0; 1 if the data cannot be had, a trial failed or the
 * results cannot be written; 2 for bad values; 130 if the user stopped it.
 */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes("-h") || args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const { out, ...options } = await orExit(2, () => readStudyArgs(args));
  const data = await orExit(1, () => loadMnist({ onProgress: downloadBar }));
  const { study } = await orExit(2, () => createStudy({ name: "hidden-layers", data, ...options }));
  await orExit(2, () => makeFolder(out));
  console.error(study.note ?? `Training on ${study.engine}`);
  const stopped = await run(study, out);
  if (stopped) {
    console.error(`Stopped: ${countEnded(study)} of ${study.trials.length} trials finished.`);
  }
  const written = await write(study, out);
  const width = Deno.stdout.isTerminal() ? terminalSize().columns : Infinity;
  console.log(
    `\n${toText(toTable(study.trials, { reference: study.reference }), width).trimEnd()}`,
  );
  if (stopped) return 130;
  return written && study.trials.every(({ state }) => state === "complete") ? 0 : 1;
}

/**
 * Runs all trials under their bars; whether Ctrl-C stopped them. The files are written whenever a
 * trial ends: a crash or a closed terminal costs those that run, no more.
 */
async function run(study: Study, out: string): Promise<boolean> {
  const bars = new ProgressBars();
  let saved = 0;
  let saving = Promise.resolve();
  const save = () => {
    if (countEnded(study) === saved) return;
    saved = countEnded(study);
    // One after the other. That the disk is full is told at the end.
    saving = saving.then(() => exportStudy(study, out, { overwrite: true })).then(
      () => {},
      () => {},
    );
  };
  const stop = new AbortController();
  using interrupt = onInterrupt(() => {
    stop.abort();
    // From now on Ctrl-C does what it does everywhere: it ends the process.
    interrupt[Symbol.dispose]();
  });
  await study.optimize({
    signal: stop.signal,
    onProgress: (progress) => {
      bars.draw(progress);
      save();
    },
  });
  bars.finish(study.progress);
  await saving;
  return stop.signal.aborted;
}

function countEnded({ trials }: Study): number {
  return trials.filter(({ state }) => isFinished(state)).length;
}

/** Writes the files of the results; whether it could. A full disk must not cost the table. */
async function write(study: Study, out: string): Promise<boolean> {
  try {
    for (const file of await exportStudy(study, out, { overwrite: true })) {
      console.log(`Wrote ${file}`);
    }
    return true;
  } catch (error) {
    complain(`Cannot write the results to "${out}": ${reason(error)}.`);
    return false;
  }
}

/** Makes sure that the results can be written, before anything is trained. */
async function makeFolder(out: string): Promise<void> {
  try {
    await Deno.mkdir(out, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: out }));
  } catch (error) {
    throw new Error(
      `Expected --out to be a folder that can be written, got "${out}": ${reason(error)}.`,
    );
  }
}

/** Gives what `work` gives; where it throws, says why and exits with the code. */
async function orExit<T>(code: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    complain((error as Error).message);
    Deno.exit(code);
  }
}

/** What the system said, without its error number and the name of the call. */
function reason(error: unknown): string {
  return (error as Error).message.split(" (os error")[0];
}

function complain(sentence: string): void {
  console.error(`study: ${sentence}`);
}
