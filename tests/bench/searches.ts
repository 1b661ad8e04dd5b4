/**
 * `deno task searches`: what samplers and pruners reach on real MNIST, and what it costs.
 *
 * @module
 */
import {
  adam,
  createStudy,
  type Dataset,
  halvingPruner,
  loadMnist,
  medianPruner,
  type Pruner,
  randomSampler,
  type Sampler,
  type SearchTrial,
  type Study,
  toText,
  tpeSampler,
} from "../../lib/studies.ts";
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { median } from "./statistics.ts";
import { toColumns, toTable } from "./tables.ts";

const HELP = `Compare samplers and pruners on MNIST: value reached against time spent

Usage: deno task searches [options]

Options:
  --seeds <n>      Searches of each kind (5)
  --trials <n>     Trials of each search (40)
  --limit <n>      Train on the first n training images only, a sixth held out (6000)
  --epochs <n>     Passes over them (9)
  --json <file>    Keep each search there when it has ended; those that are there are not run again,
                   and one of other trials, limit or epochs is refused
  -h, --help       Print this help

One space: periods of convolution and pooling, filters, dense units, learning rate, batch size.`;

const samplers: Record<string, () => Sampler> = { random: randomSampler, tpe: tpeSampler };
const pruners: Record<string, () => Pruner | null> = {
  none: () => null,
  median: medianPruner,
  halving: halvingPruner,
};

/** What one search came to. */
export interface SearchFigures {
  readonly sampler: string;
  readonly pruner: string;
  readonly seed: number;
  /** Validation accuracy of the best trial. */
  readonly value: number;
  /** Test accuracy of the best trial. */
  readonly test: number;
  /** Epochs trained, pruned trials included. */
  readonly epochs: number;
  /** Time of all runs together. */
  readonly seconds: number;
  /** Trials that were pruned. */
  readonly pruned: number;
}

/** How much one search is. */
export interface Amount {
  readonly trials: number;
  readonly limit: number;
  readonly epochs: number;
}

if (import.meta.main) await runCommand({ name: "searches", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, {
    seeds: "value",
    trials: "value",
    limit: "value",
    epochs: "value",
    json: "value",
  });
  const seeds = toWhole("--seeds", values.seeds, 1) ?? 5;
  const amount = {
    trials: toWhole("--trials", values.trials, 1) ?? 40,
    limit: toWhole("--limit", values.limit, 1) ?? 6000,
    epochs: toWhole("--epochs", values.epochs, 1) ?? 9,
  };
  const data = await loadMnist();
  const figures = values.json === undefined ? [] : await readFigures(values.json, amount);
  for (let seed = 1; seed <= seeds; seed++) {
    for (const sampler of Object.keys(samplers)) {
      for (const pruner of Object.keys(pruners)) {
        const isDone = figures.some((one) =>
          one.seed === seed && one.sampler === sampler && one.pruner === pruner
        );
        if (isDone) continue;
        console.error(`${sampler}, ${pruner}, seed ${seed} of ${seeds}`);
        figures.push(await search(data, amount, sampler, pruner, seed));
        if (values.json !== undefined) {
          await writeFigures(values.json, amount, figures);
        }
      }
    }
  }
  console.log(formatMachine(describeMachine()));
  console.log(JSON.stringify({ seeds, ...amount }));
  console.log(toText(toSummary(figures)));
  return 0;
}

/**
 * The searches that were kept in a file; none where there is no file.
 *
 * @throws {Error} If they are of another amount, and so not to be set beside those to come.
 */
export async function readFigures(path: string, amount: Amount): Promise<SearchFigures[]> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  const kept = JSON.parse(text);
  const [wanted, got] = [amount, kept.amount].map((one) => JSON.stringify(one));
  if (wanted !== got) {
    throw new Error(`Expected the searches in "${path}" to be of ${wanted}, got ${got}.`);
  }
  return kept.figures;
}

/** Keeps searches in a file, with their amount. */
export async function writeFigures(
  path: string,
  amount: Amount,
  figures: readonly SearchFigures[],
): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify({ amount, figures }, null, 2));
}

async function search(
  data: Dataset,
  { trials, limit, epochs }: Amount,
  sampler: string,
  pruner: string,
  seed: number,
): Promise<SearchFigures> {
  const { study } = await createStudy({
    storage: null,
    name: "searches",
    data,
    trials,
    limit,
    epochs,
    seed,
    sampler: samplers[sampler](),
    pruner: pruners[pruner](),
    search: (trial) => space(trial),
  });
  await study.optimize();
  return { sampler, pruner, seed, ...sum(study) };
}

/** Layers, learning rate and batch size. */
function space(trial: SearchTrial) {
  const periods = trial.suggestInt("periods", 1, 3);
  const layers = Array.from(
    { length: periods },
    (_, i) => `C${trial.suggestInt(`filters ${i + 1}`, 4, 32, { log: true })} P2`,
  );
  const units = trial.suggestInt("units", 16, 128, { log: true });
  return {
    layers: [...layers, "F", `D${units}`].join(" "),
    optimizer: adam({
      learningRate: trial.suggestFloat("learningRate", 1e-4, 1e-1, { log: true }),
    }),
    batchSize: trial.suggestCategorical("batchSize", [25, 50, 100, 200]),
  };
}

function sum({ trials }: Study) {
  const best = trials.filter(({ value }) => value !== null)
    .reduce((best, trial) => trial.value! > best.value! ? trial : best);
  const winner = trials.find(({ runs }) => runs[0]?.test)!;
  const runs = trials.flatMap(({ runs }) => runs);
  return {
    value: best.value!,
    test: winner.runs[0].test!.accuracy,
    epochs: runs.reduce((sum, { epochs }) => sum + epochs.length, 0),
    seconds: runs.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) / 1000,
    pruned: trials.filter(({ state }) => state === "pruned").length,
  };
}

function toSummary(figures: readonly SearchFigures[]) {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const kinds = Object.keys(samplers).flatMap((sampler) =>
    Object.keys(pruners).map((pruner) => ({ sampler, pruner }))
  );
  return toTable(
    toColumns(
      ["Sampler", "Pruner"],
      ["Best validation", "Lowest", "Highest", "Its test", "Epochs", "Pruned", "Seconds"],
    ),
    kinds.map(({ sampler, pruner }) => {
      const own = figures.filter((one) => one.sampler === sampler && one.pruner === pruner);
      const values = own.map(({ value }) => value);
      return [
        sampler,
        pruner,
        percent(median(values)),
        percent(Math.min(...values)),
        percent(Math.max(...values)),
        percent(median(own.map(({ test }) => test))),
        median(own.map(({ epochs }) => epochs)).toFixed(0),
        median(own.map(({ pruned }) => pruned)).toFixed(0),
        median(own.map(({ seconds }) => seconds)).toFixed(0),
      ];
    }),
    ["Medians over the seeds; seconds of all runs together, on one core each."],
  );
}
