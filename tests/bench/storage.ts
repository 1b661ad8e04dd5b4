/**
 * `deno task storage`: how long it takes to save a trial and a checkpoint, each beside a plain write
 * of as many bytes, and to open a file with many trials.
 *
 * @module
 */
import process from "node:process";
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { print } from "../../lib/cli/print.ts";
import { openSqliteStorage, toMarkdown } from "../../lib/studies.ts";
import type { StudyWriter } from "../../lib/storage/storage.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "../storage/sample_definition.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { median } from "./statistics.ts";
import { toColumns, toTable } from "./tables.ts";

const EPOCHS = 5;
/** Weights of a large net; Adam keeps two numbers more of each. */
const WEIGHTS = 1_200_000;
/** Of so many trials one is timed. */
const EVERY = 50;
/** Bytes of the file that is written plainly. */
const GROUND = 2 ** 24;

const HELP = `Time how long it takes to save an epoch, and to open a file of many trials

Usage: deno task storage [options]

Options:
  --trials <n>   Trials in the file, of ${EPOCHS} epochs each (10000)
  --rounds <n>   How often it is opened, and a checkpoint saved (9)
  -h, --help     Print this help`;

if (import.meta.main) await runCommand({ name: "storage", help: HELP, main });

async function main(args: readonly string[]): Promise<number> {
  const values = readOptions(args, { trials: "value", rounds: "value" });
  const trials = toWhole("--trials", values.trials, 1) ?? 10_000;
  const rounds = toWhole("--rounds", values.rounds, 1) ?? 9;
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/studies.db`;
    const saves = await timeSaves(path, trials, rounds);
    const reads = timeReads(path, rounds);
    const mebibytes = (Deno.statSync(path).size / 2 ** 20).toFixed(0);
    await print([
      `${formatMachine(describeMachine())}.\n`,
      toMarkdown(saves),
      `A file with ${trials} trials of ${EPOCHS} epochs (${mebibytes} MiB):\n`,
      toMarkdown(reads),
    ].join("\n"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return 0;
}

/** What something took, in milliseconds: by the clock, of the processor, and the ground beside it. */
interface Time {
  readonly wall: number;
  readonly processor: number;
  readonly ground: number;
  readonly bytes: number;
}

/** Writes so many bytes plainly; how long it took, in milliseconds. */
type Ground = (bytes: number) => number;

/** Fills a file with trials. */
async function timeSaves(path: string, trials: number, rounds: number) {
  const storage = openSqliteStorage(path);
  using writer = storage.write(sampleDefinition("many", { planned: trials }));
  const times = new Map<string, Time[]>();
  const ground = openGround(`${path}.ground`);
  const note = (what: string, time: Time) => times.set(what, [...times.get(what) ?? [], time]);
  for (let number = 0; number < trials; number++) {
    const life = lifeOf(number);
    if (number % EVERY > 0) {
      writer.save(life.at(-1)!);
      continue;
    }
    for (const [i, trial] of life.entries()) {
      const what = i === 0
        ? "The begin of a trial"
        : i <= EPOCHS
        ? "An epoch"
        : "The end of a trial";
      const before = sizeOf(`${path}-wal`);
      // The log grows by what is saved until it is written over; the first trial tells how much.
      const bytesOf = () => times.get(what)?.[0].bytes ?? sizeOf(`${path}-wal`) - before;
      note(what, timed(() => writer.save(trial), { ground, bytesOf }));
    }
  }
  for (const time of await timeCheckpoints(writer, rounds, ground)) note("A checkpoint", time);
  storage.close();
  const rows = [...times].map(([what, times]) => [
    what,
    `${times.length}`,
    (times[0].bytes / 1024).toFixed(0),
    medianOf(times, "wall", 2),
    medianOf(times, "processor", 2),
    medianOf(times, "ground", 2),
    median(times.map(({ wall, ground }) => wall / ground)).toFixed(2),
  ]);
  return toTable(
    toColumns(["Saved"], ["Times", "KiB", "ms", "Processor, ms", "Plain write, ms", "Ratio"]),
    rows,
    ["Plain write: of as many bytes over old ones of a file, and fsync, in turns; medians."],
  );
}

/** Saves checkpoints of a large net with Adam. */
async function timeCheckpoints(
  writer: StudyWriter,
  rounds: number,
  ground: Ground,
): Promise<Time[]> {
  const arrays = (count: number) =>
    Array.from({ length: count }, () => new Float32Array(WEIGHTS).map((_, i) => i / 7));
  const epochs = [1, 2, 3].map((epoch) => sampleEpoch(epoch));
  const checkpoint = { epochs, weights: arrays(1), optimizer: arrays(2) };
  const bytes = 3 * 4 * WEIGHTS;
  const times: Time[] = [];
  for (let i = 0; i < rounds; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    await writer.saveCheckpoint(0, 0, checkpoint);
    const wall = performance.now() - start;
    times.push({ wall, processor: processorSince(before), ground: ground(bytes), bytes });
  }
  return times;
}

/** Opens, lists and loads what was saved. */
function timeReads(path: string, rounds: number) {
  const times = Array.from({ length: rounds }, () => {
    const storage = openSqliteStorage(path);
    const parts = [
      () => storage.revision("many"),
      () => storage.list(),
      () => storage.load("many"),
    ].map((act) => timed(act));
    storage.close();
    return parts;
  });
  const rows = ["Open, and look a study up", "List", "Load all trials"].map((what, i) => [
    what,
    medianOf(times.map((parts) => parts[i]), "wall", 1),
    medianOf(times.map((parts) => parts[i]), "processor", 1),
  ]);
  return toTable(toColumns(["Read"], ["ms", "Processor, ms"]), rows, [`Medians of ${rounds}.`]);
}

/** Times something, and a plain write of the bytes that it wrote right after. */
function timed(
  act: () => void,
  beside?: { ground: Ground; bytesOf: () => number },
): Time {
  const before = process.cpuUsage();
  const wall = timeOf(act);
  const processor = processorSince(before);
  const bytes = beside?.bytesOf() ?? 0;
  const ground = beside?.ground(bytes) ?? 0;
  return { wall, processor, ground, bytes };
}

function processorSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Makes a file that is written over and over, as SQLite's log is. What is given back tells how long it
 * takes to write so many bytes and to have them on the disk.
 */
function openGround(path: string): Ground {
  Deno.writeFileSync(path, new Uint8Array(GROUND));
  let start = 0;
  return (bytes) => {
    const written = new Uint8Array(bytes).fill(7);
    using file = Deno.openSync(path, { write: true });
    if (start + bytes > GROUND) start = 0;
    file.seekSync(start, Deno.SeekMode.Start);
    start += bytes;
    return timeOf(() => {
      for (let at = 0; at < bytes;) at += file.writeSync(written.subarray(at));
      file.syncSync();
    });
  };
}

function timeOf(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function sizeOf(path: string): number {
  return Deno.statSync(path).size;
}

function medianOf(times: readonly Time[], field: keyof Time, digits: number): string {
  return median(times.map((time) => time[field])).toFixed(digits);
}

/** A trial when it begins, after each epoch, and at its end, as a study with 10 classes saves it. */
function lifeOf(number: number): Trial[] {
  const epochs = Array.from({ length: EPOCHS }, (_, i) => sampleEpoch(i + 1));
  const mistakes = Array.from({ length: 120 }, (_, i) => i * 50);
  const confusion = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 100));
  const evaluation = { ...sampleRun(0).validation!, mistakes, confusion };
  const begun = sampleRun(0, { state: "running", epochs: [] });
  const running = [0, ...epochs.keys().map((i) => i + 1)].map((count) =>
    sampleTrial(number, {
      state: "running",
      runs: [{ ...begun, epochs: epochs.slice(0, count) }],
    })
  );
  const complete = sampleRun(0, { epochs, validation: evaluation, test: evaluation });
  return [...running, sampleTrial(number, { runs: [complete] })];
}
