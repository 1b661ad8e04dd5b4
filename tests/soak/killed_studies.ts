/**
 * Small searches whose process is killed at random moments and begun again until they end.
 *
 * What must not be lost is what the killed process has told, see `tell_epochs.ts`: it tells of an
 * epoch only once that is stored, and so at most the epoch in flight is lost.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath } from "node:url";
import { openSqliteStorage, type Trial } from "../../lib/mod.ts";
import { createRandom } from "../../lib/random/random.ts";
import { netName, readNets, readResults } from "./undisturbed.ts";

const [command, space, telling] = ["../../lib/cli/study.ts", "space.ts", "tell_epochs.ts"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)));
const NAME = "soak";
const SEARCH = `--space ${space} --trials 12 --repeats 2 --epochs 3 --limit 300 ` +
  `--pruner median --lag 4 --backend wasm --workers 2 --name ${NAME}`;
/** A process is killed once it has told of so many runs at most, drawn evenly, */
const MOST_RUNS = 5;
/** and so much later at most: a little longer than a run takes. */
const MOST_MS = 400;

/** How often and when. */
export interface SoakOptions {
  /** Processes that are killed, over as many searches as it takes. */
  readonly kills: number;
  /** Seeds the moments. */
  readonly seed: number;
  /** All files are written there. */
  readonly folder: string;
  /**
   * Called after each kill, and when a search has ended.
   *
   * @default {undefined}
   */
  readonly onChange?: (figures: SoakFigures) => void;
}

/** What came of it. */
export interface SoakFigures {
  /** Processes that were killed. */
  readonly kills: number;
  /** Searches that were killed and ended. */
  readonly studies: number;
  /** Finished epochs that processes had told before they were killed, summed over the kills. */
  readonly epochs: number;
  /** Kills after which something was stored of a run that had not ended. */
  readonly inRun: number;
  /** What went wrong, a sentence each. */
  readonly problems: readonly string[];
}

/** Kills and resumes until there were enough kills and the last search has ended. */
export async function soak({ kills, seed, folder, onChange }: SoakOptions): Promise<SoakFigures> {
  const { uniform, below } = createRandom(seed, "kills");
  const draw = (): Kill => ({ runs: below(MOST_RUNS + 1), ms: uniform() * MOST_MS });
  const undisturbed = `${folder}/undisturbed`;
  await runOnce(undisturbed, null);
  const expected = await readAll(undisturbed);
  let figures: SoakFigures = { kills: 0, studies: 0, epochs: 0, inRun: 0, problems: [] };
  const change = (change: Partial<SoakFigures>) => {
    figures = { ...figures, ...change };
    onChange?.(figures);
  };
  const complain = (path: string, problems: readonly string[]) => {
    const all = problems.map((problem) => `${path}, kill ${figures.kills}: ${problem}`);
    figures = { ...figures, problems: [...figures.problems, ...all] };
  };
  while (figures.kills < kills) {
    const path = `${folder}/${figures.studies}`;
    let known: readonly Trial[] = [];
    for (let isOver = false; !isOver;) {
      const { isKilled, told } = await runOnce(path, figures.kills < kills ? draw() : null);
      const { trials, problems } = look(path);
      complain(path, [...problems, ...lostEpochs(known, trials), ...missingEpochs(told, trials)]);
      known = trials;
      isOver = !isKilled;
      if (isOver) continue;
      const unfinished = trials.flatMap(({ runs }) => runs)
        .some(({ state, epochs }) => state === "running" && epochs.length > 0);
      change({
        kills: figures.kills + 1,
        epochs: figures.epochs + told.length,
        inRun: figures.inRun + Number(unfinished),
      });
    }
    const found = await readAll(path);
    complain(path, differences(expected, found));
    complain(path, leftovers(path, known, found));
    if (!known.some(({ state }) => state === "pruned")) complain(path, ["No trial was pruned."]);
    change({ studies: figures.studies + 1 });
  }
  return figures;
}

/** A process is killed so long after its first line, or that of a run. */
interface Kill {
  readonly runs: number;
  readonly ms: number;
}

/** An epoch that a process told as finished. */
export type ToldEpoch = readonly [trial: number, run: number, epoch: number];

/** Runs the command until it ends, or is killed. */
async function runOnce(
  path: string,
  kill: Kill | null,
): Promise<{ isKilled: boolean; told: ToldEpoch[] }> {
  const args = [...SEARCH.split(" "), "--storage", `${path}.db`, "--out", path, "--overwrite"];
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--preload", telling, command, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let timer: ReturnType<typeof setTimeout> | null = null;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += read.value;
    const runs = text.match(/ {2}epoch /g)?.length ?? 0;
    if (kill !== null && runs >= kill.runs) timer ??= setTimeout(() => end(process), kill.ms);
  }
  const { code, signal } = await process.status;
  clearTimeout(timer ?? undefined);
  const isKilled = signal === "SIGKILL";
  if (!isKilled && code !== 0) throw new Error(`The study ended with the code ${code}:\n${text}`);
  const told = [...text.matchAll(/^told (\d+) (\d+) (\d+)$/gm)]
    .map(([, ...numbers]) => numbers.map(Number) as unknown as ToldEpoch);
  return { isKilled, told };
}

function end(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGKILL");
  } catch {
    // It has just ended.
  }
}

/** What is stored, and what is wrong with it. */
function look(path: string): { trials: readonly Trial[]; problems: string[] } {
  const storage = openSqliteStorage(`${path}.db`);
  try {
    return { trials: storage.load(NAME)?.trials ?? [], problems: storage.check() };
  } finally {
    storage.close();
  }
}

/** The runs that have not all the epochs any more that they had. */
export function lostEpochs(before: readonly Trial[], after: readonly Trial[]): string[] {
  return before.flatMap(({ number, name, runs }) => {
    const now = after.find((trial) => trial.number === number);
    return runs.filter((run) => {
      const epochs = now?.runs[run.number]?.epochs.slice(0, run.epochs.length) ?? [];
      return !isDeepStrictEqual(epochs, run.epochs);
    }).map((run) => `Run ${run.number} of ${name} has lost some of ${run.epochs.length} epochs.`);
  });
}

/** The epochs that a process told as finished, and that are not stored. */
export function missingEpochs(told: readonly ToldEpoch[], trials: readonly Trial[]): string[] {
  return told.filter(([number, run, epoch]) => {
    const epochs = trials.find((trial) => trial.number === number)?.runs[run].epochs ?? [];
    return epochs[epoch - 1]?.epoch !== epoch;
  }).map(([number, run, epoch]) =>
    `Epoch ${epoch} of run ${run} of trial ${number} was told and is not stored.`
  );
}

/** All that is to be as in an undisturbed study: its files without times, the bits of its nets. */
async function readAll(path: string): Promise<Record<string, string>> {
  const storage = openSqliteStorage(`${path}.db`);
  try {
    const nets = await readNets(storage, NAME, storage.load(NAME)!.trials);
    return { ...await readResults(path), ...nets };
  } finally {
    storage.close();
  }
}

/** What is there of only one of two, or differs. */
export function differences(
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].filter((name) => expected[name] !== found[name])
    .map((name) => `${name} is not that of the undisturbed one.`);
}

/** What the folder of checkpoints holds but those of the best trial's runs, or lacks of them. */
function leftovers(
  path: string,
  trials: readonly Trial[],
  found: Readonly<Record<string, string>>,
): string[] {
  const complete = trials.filter(({ state }) => state === "complete");
  const { name, number, runs } = complete.reduce((a, b) => b.value! > a.value! ? b : a);
  const files = [...Deno.readDirSync(`${path}.db-checkpoints`)].map(({ name }) => name);
  const isKept = runs.every((run) => netName(number, run.number) in found);
  return isKept && files.length === runs.length
    ? []
    : [`Expected the ${runs.length} checkpoints of ${name} to be left, got ${files.join(", ")}.`];
}
