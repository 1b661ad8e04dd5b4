/**
 * `deno task storage-cost`: what it costs a study to be kept in a file. The same search is run in
 * memory and in an SQLite file, in turns; prints their times, and how long the storage was called.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { print, tell } from "../../lib/cli/print.ts";
import {
  adam,
  createMemoryStorage,
  createStudy,
  loadMnist,
  openSqliteStorage,
  randomSampler,
  type Storage,
  toMarkdown,
} from "../../lib/studies.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { median } from "./statistics.ts";
import { toColumns, toTable } from "./tables.ts";

const HELP = `Time a search that is kept in an SQLite file beside one that is kept in memory

Usage: deno task storage-cost [options]

Options:
  --trials <n>   Trials of each search, of five epochs (200)
  --limit <n>    Training images (6000)
  --rounds <n>   Searches in memory and in a file, in turns (5)
  -h, --help     Print this help`;

if (import.meta.main) await runCommand({ name: "storage-cost", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, { trials: "value", limit: "value", rounds: "value" });
  const trials = toWhole("--trials", values.trials, 1) ?? 200;
  const limit = toWhole("--limit", values.limit, 3) ?? 6000;
  const rounds = toWhole("--rounds", values.rounds, 1) ?? 5;
  const data = await loadMnist();
  const time = async (inner: Storage) => {
    const { storage, calls } = timed(inner);
    const { study } = await createStudy({
      name: "storage cost",
      data,
      storage,
      trials,
      limit,
      epochs: 5,
      sampler: randomSampler(),
      search: (trial) => ({
        layers: `C8 P2 F D${trial.suggestInt("units", 32, 64)}`,
        optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-4, 1e-2, { log: true }) }),
      }),
    });
    const start = performance.now();
    await study.optimize();
    return { ms: performance.now() - start, calls };
  };
  const ratios: number[] = [], inFile: { ms: number; calls: Map<string, number[]> }[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = await Deno.makeTempDir();
    const storage = openSqliteStorage(`${folder}/studies.db`);
    const measure = { memory: () => time(createMemoryStorage()), file: () => time(storage) };
    // The first of two may be the slower.
    const isFirst = round % 2 === 0;
    const first = await (isFirst ? measure.memory : measure.file)();
    const second = await (isFirst ? measure.file : measure.memory)();
    const [memory, file] = isFirst ? [first, second] : [second, first];
    ratios.push(file.ms / memory.ms);
    inFile.push(file);
    tell(`Round ${round + 1}: ${seconds(memory.ms)} in memory, ${seconds(file.ms)} in a file`);
    storage.close();
    await Deno.remove(folder, { recursive: true });
  }
  const all = [...new Set(inFile.flatMap(({ calls }) => [...calls.keys()]))];
  const rows = all.map((name) => {
    const times = inFile.flatMap(({ calls }) => calls.get(name) ?? []);
    const sum = times.reduce((sum, ms) => sum + ms, 0);
    const [perTrial, share] = [
      sum / trials / rounds,
      100 * sum / inFile.reduce((sum, { ms }) => sum + ms, 0),
    ];
    return [
      name,
      `${Math.round(times.length / rounds)}`,
      median(times).toFixed(2),
      perTrial.toFixed(2),
      share.toFixed(2),
    ];
  });
  await print(
    `${trials} trials of 5 epochs with ${limit} images: in a file ${
      median(ratios).toFixed(3)
    } of the time in memory (median of ${rounds} rounds).\n\n` +
      toMarkdown(
        toTable(
          toColumns(["Call"], ["Calls", "Median, ms", "Per trial, ms", "Share of the study, %"]),
          rows,
          [formatMachine(describeMachine())],
        ),
      ),
  );
  return 0;
}

/** A storage, and how long each of its calls took to its end, in milliseconds. */
function timed(inner: Storage): { storage: Storage; calls: Map<string, number[]> } {
  const calls = new Map<string, number[]>();
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          const start = performance.now();
          const note = () => {
            const ms = performance.now() - start;
            calls.set(String(name), [...calls.get(String(name)) ?? [], ms]);
          };
          const result = value.apply(target, args);
          if (result instanceof Promise) return result.finally(note);
          note();
          return name === "write" ? wrap(result) : result;
        };
      },
    });
  return { storage: wrap(inner), calls };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
