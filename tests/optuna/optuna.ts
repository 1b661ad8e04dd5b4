/**
 * `deno task optuna`: the best values that our TPE sampler finds beside those of Optuna's, on six
 * functions. Prints a table in Markdown; fails where ours are worse on one of them, by ranks and with
 * Holm's correction: of six tests at 5 %, one in four runs would have a false alarm without.
 *
 * Both make their trials one after the other, with their default options. Seeds are those of the
 * samplers, which draw from different generators: pairs have nothing in common.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { randomSampler, type Sampler, toMarkdown, tpeSampler } from "../../lib/mod.ts";
import { holm } from "../../lib/statistics/holm.ts";
import { describeMachine, formatMachine } from "../bench/machine.ts";
import { median } from "../bench/statistics.ts";
import { toColumns, toTable } from "../bench/tables.ts";
import { type Search, simulate } from "../samplers/simulate.ts";
import { functions } from "./functions.ts";
import { OptunaSide } from "./optuna_side.ts";

const HELP = `Compare the TPE sampler with Optuna's

Usage: deno task optuna [options]

Options:
  --seeds <n>     Searches of each sampler on each function, at least 2 (20)
  --trials <n>    Trials of each (100)
  -h, --help      Print this help`;

/** Above it, ours pass for not worse. */
const LEVEL = 0.05;

if (import.meta.main) await runCommand({ name: "optuna", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, { seeds: "value", trials: "value" });
  const count = toWhole("--seeds", values.seeds, 1) ?? 20;
  const trials = toWhole("--trials", values.trials, 1) ?? 100;
  if (count < 2) throw new RangeError(`Expected --seeds to be at least 2, got ${count}.`);
  const seeds = Array.from({ length: count }, (_, i) => i + 1);
  const log = (line: string) => console.error(line);
  const { python } = await ensureEnvironment(new URL("requirements.txt", import.meta.url), log);
  await using optuna = new OptunaSide(python);
  const versions = await optuna.versions();
  console.log(`${formatMachine(describeMachine())}, ${versions}.`);
  console.log(`${count} seeds, ${trials} trials each.\n`);

  const lines: string[][] = [];
  const ps: number[] = [];
  for (const [name, search] of Object.entries(functions)) {
    const ours = seeds.map((seed) => findBest(tpeSampler(), search, trials, seed));
    const random = seeds.map((seed) => findBest(randomSampler(), search, trials, seed));
    const theirs: number[] = [];
    for (const seed of seeds) theirs.push(await optuna.findBest(name, search, trials, seed));
    const p = await optuna.rank(ours, theirs);
    ps.push(p.worse);
    const medians = [ours, theirs, random].map((values) => median(values).toPrecision(4));
    lines.push([name, ...medians, p.worse.toFixed(3), p.different.toFixed(3)]);
    log(`${name}: done`);
  }
  const columns = toColumns(["Function"], ["Ours", "Optuna", "Random", "p, worse", "p, different"]);
  console.log(toMarkdown(toTable(columns, lines, [])));
  const worse = holm(ps).filter((p) => p <= LEVEL).length;
  if (worse > 0) throw new Error(`ours are worse on ${worse} of ${lines.length} functions.`);
  return 0;
}

function findBest(sampler: Sampler, search: Search, trials: number, seed: number): number {
  const past = simulate(sampler, search, { trials, seed, direction: "minimize" });
  return Math.min(...past.map(({ value }) => value!));
}
