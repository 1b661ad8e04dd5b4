/**
 * `deno task study`: runs the paper's study of hidden layers, or one of the user's own.
 *
 * @module
 */
import { type Dataset, loadMnist, onInterrupt, Study, toTable, toText } from "../mod.ts";
import { exportStudy } from "../mod.ts";
import { downloadBar, ProgressBars } from "./progress_bars.ts";
import { HELP, readStudyArgs, type StudyArgs } from "./study_args.ts";

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Runs the command and gives its exit code: 0, 1 if a trial failed, 2 for bad values, 130 if stopped. */
async function main(args: string[]): Promise<number> {
  let options: StudyArgs;
  try {
    options = readStudyArgs(args);
  } catch (error) {
    return complain(error, 2);
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  let data: Dataset;
  try {
    data = await loadMnist({ onProgress: downloadBar });
  } catch (error) {
    return complain(error, 1);
  }
  const { out, help: _, ...studyOptions } = options;
  let study: Study;
  try {
    study = new Study({ name: "hidden-layers", data, ...studyOptions });
    await Deno.mkdir(out, { recursive: true });
  } catch (error) {
    return complain(error, 2);
  }
  return await run(study, out);
}

async function run(study: Study, out: string): Promise<number> {
  const stop = new AbortController();
  using _ = onInterrupt(() => stop.abort());
  const bars = new ProgressBars();
  await study.optimize({ signal: stop.signal, onProgress: (progress) => bars.draw(progress) });
  bars.finish(study.progress);
  for (const file of await exportStudy(study.trials, out)) console.log(`Wrote ${file}`);
  const width = Deno.stdout.isTerminal() ? Deno.consoleSize().columns : Infinity;
  console.log(`\n${toText(toTable(study.trials), width).trimEnd()}`);
  if (stop.signal.aborted) return 130;
  return study.trials.some(({ state }) => state === "failed") ? 1 : 0;
}

function complain(error: unknown, code: number): number {
  console.error(`study: ${error instanceof Error ? error.message : error}`);
  return code;
}
