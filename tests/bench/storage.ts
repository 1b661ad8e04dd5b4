/**
 * `deno task storage`: how long it takes to save a trial, and to open a file with many.
 *
 * @module
 */
import process from "node:process";
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { print } from "../../lib/cli/print.ts";
import { openSqliteStorage } from "../../lib/mod.ts";
import { sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "../storage/sample_definition.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { median } from "./statistics.ts";

const EPOCHS = 5;

const HELP = `Time how long it takes to save an epoch, and to open a file of many trials

Usage: deno task storage [options]

Options:
  --trials <n>   Trials in the file, of ${EPOCHS} epochs each (10000)
  --rounds <n>   How often it is opened (7)
  -h, --help     Print this help`;

if (import.meta.main) await runCommand({ name: "storage", help: HELP, main });

async function main(args: readonly string[]): Promise<number> {
  const values = readOptions(args, { trials: "value", rounds: "value" });
  const trials = toWhole("--trials", values.trials, 1) ?? 10_000;
  const rounds = toWhole("--rounds", values.rounds, 1) ?? 7;
  const folder = await Deno.makeTempDir();
  try {
    await print(`${formatMachine(describeMachine())}.\n`);
    await print(measure(`${folder}/studies.db`, trials, rounds));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return 0;
}

/** Milliseconds that something takes, and those of them that the processor works. */
function time(act: () => void): [wall: number, processor: number] {
  const start = performance.now();
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return [performance.now() - start, (user + system) / 1000];
}

function format(times: readonly [wall: number, processor: number][], digits: number): string {
  const [wall, processor] = [0, 1].map((i) => median(times.map((time) => time[i])).toFixed(digits));
  return `${wall} ms, ${processor} of them processor time, the median of ${times.length}`;
}

/** Fills a file and opens it; what it took, in words. */
function measure(path: string, trials: number, rounds: number): string {
  const storage = openSqliteStorage(path);
  const writer = storage.write(sampleDefinition("many", { planned: trials }));
  const epochs = Array.from({ length: EPOCHS }, (_, i) => {
    const { epochs: [epoch] } = sampleRun(0);
    return { ...epoch, epoch: i + 1 };
  });
  const mistakes = Array.from({ length: 120 }, (_, i) => i * 50);
  const confusion = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 100));
  const saves: [number, number][] = [];
  for (let number = 0; number < trials; number++) {
    const running = sampleRun(0, { state: "running", epochs });
    const evaluation = { ...sampleRun(0).validation!, mistakes, confusion };
    const complete = {
      ...running,
      state: "complete",
      validation: evaluation,
      test: evaluation,
    } as const;
    const states = number % 100 === 0 ? epochs.map((_, i) => epochs.slice(0, i)) : [];
    for (const epochs of states) {
      const trial = sampleTrial(number, { state: "running", runs: [{ ...running, epochs }] });
      saves.push(time(() => writer.save(trial)));
    }
    writer.save(sampleTrial(number, { runs: [complete] }));
  }
  storage.close();
  const opens = Array.from({ length: rounds }, () =>
    time(() => {
      const storage = openSqliteStorage(path);
      storage.list();
      storage.load("many");
      storage.close();
    }));
  const mebibytes = (Deno.statSync(path).size / 2 ** 20).toFixed(0);
  return [
    `Saving an epoch: ${format(saves, 2)}.`,
    `Opening, listing and loading ${trials} trials of ${EPOCHS} epochs (${mebibytes} MiB): ` +
    `${format(opens, 0)}.`,
  ].join("\n");
}
