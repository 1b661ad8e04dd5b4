/**
 * Small searches whose process is killed at random moments and begun again until they end.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath } from "node:url";
import { openSqliteStorage, type Trial } from "../../lib/mod.ts";
import { createRandom } from "../../lib/random/random.ts";

const [command, space] = ["../../lib/cli/study.ts", "space.ts"]
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
  /** Finished epochs that were stored when a process had been killed, summed over the kills. */
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
  const expected = await readResults(undisturbed);
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
    while (await runOnce(path, figures.kills < kills ? draw() : null) === "killed") {
      const { trials, problems } = look(path);
      complain(path, [...problems, ...lostEpochs(known, trials)]);
      const unfinished = trials.flatMap(({ runs }) => runs)
        .some(({ state, epochs }) => state === "running" && epochs.length > 0);
      change({
        kills: figures.kills + 1,
        epochs: figures.epochs + countEpochs(trials),
        inRun: figures.inRun + Number(unfinished),
      });
      known = trials;
    }
    const { trials, problems } = look(path);
    complain(path, [...problems, ...lostEpochs(known, trials)]);
    const results = await readResults(path);
    for (const [what, text] of Object.entries(expected)) {
      if (results[what] !== text) {
        complain(path, [`${what} is not that of the undisturbed one.`]);
      }
    }
    complain(path, leftovers(path).map((file) => `${file} is left.`));
    change({ studies: figures.studies + 1 });
  }
  return figures;
}

/** A process is killed so long after its first line, or that of a run. */
interface Kill {
  readonly runs: number;
  readonly ms: number;
}

/** Runs the command until it ends, or is killed. */
async function runOnce(path: string, kill: Kill | null): Promise<"ended" | "killed"> {
  const args = [...SEARCH.split(" "), "--storage", `${path}.db`, "--out", path, "--overwrite"];
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", command, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let told = "";
  let timer: ReturnType<typeof setTimeout> | null = null;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    told += read.value;
    const runs = told.match(/ {2}epoch /g)?.length ?? 0;
    if (kill !== null && runs >= kill.runs) timer ??= setTimeout(() => end(process), kill.ms);
  }
  const { code, signal } = await process.status;
  clearTimeout(timer ?? undefined);
  if (signal === "SIGKILL") return "killed";
  if (code !== 0) throw new Error(`The study ended with the code ${code}:\n${told}`);
  return "ended";
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

function countEpochs(trials: readonly Trial[]): number {
  return trials.flatMap(({ runs }) => runs).reduce((sum, { epochs }) => sum + epochs.length, 0);
}

/** The files of a study, by their names, without durations. */
async function readResults(folder: string): Promise<Record<string, string>> {
  const [trials, epochs, table] = await Promise.all(
    ["trials.json", "epochs.csv", "table.md"].map((file) => Deno.readTextFile(`${folder}/${file}`)),
  );
  const withoutDurations = (key: string, value: unknown) =>
    key === "durationMs" || key === "span" ? null : value;
  return {
    "trials.json": JSON.stringify(JSON.parse(trials, withoutDurations)),
    "epochs.csv": epochs.replaceAll(/,[^,\n]*$/gm, ""),
    "table.md": table.replaceAll(/\d+(\.\d+)? s\b/g, "s").replaceAll(/ +|-{2,}/g, " "),
  };
}

/** Checkpoints that were not written to their end. */
function leftovers(path: string): string[] {
  return [...Deno.readDirSync(`${path}.db-checkpoints`)].map(({ name }) => name)
    .filter((name) => !name.endsWith(".checkpoint"));
}
