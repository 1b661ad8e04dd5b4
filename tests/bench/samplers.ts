/**
 * `deno task samplers`: how long samplers take to make one trial with many before it.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions } from "../../lib/cli/options.ts";
import { gridSampler, randomSampler, toMarkdown, tpeSampler } from "../../lib/studies.ts";
import { createSearchTrial, type SearchTrial } from "../../lib/search_space/search_trial.ts";
import { simulate } from "../samplers/simulate.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { median } from "./statistics.ts";
import { toColumns, toTable } from "./tables.ts";

const HELP = `Time how long each sampler takes to make a trial with 1,000 before it

Usage: deno task samplers [options]

Options:
  -h, --help   Print this help`;

const PAST = 1000;
const ROUNDS = 200;

/** Ten parameters of all kinds. */
function mixed(trial: SearchTrial): number {
  trial.suggestFloat("real", -5, 5);
  trial.suggestFloat("share", 0, 1);
  trial.suggestFloat("rate", 1e-5, 0.1, { log: true });
  trial.suggestFloat("decay", 1e-3, 1, { log: true });
  trial.suggestFloat("dropout", 0, 0.9, { step: 0.1 });
  trial.suggestInt("layers", 1, 8);
  trial.suggestInt("units", 16, 512, { step: 16 });
  trial.suggestInt("batch", 8, 512, { log: true });
  trial.suggestCategorical("activation", ["relu", "elu", "tanh"]);
  trial.suggestCategorical("optimizer", ["adam", "sgd"]);
  return trial.number * 7919 % PAST;
}

/** Ten whole numbers: a space that a grid can walk too. */
function whole(trial: SearchTrial): number {
  for (let i = 0; i < 10; i++) trial.suggestInt(`x${i}`, 1, 64);
  return trial.number * 7919 % PAST;
}

const spaces = { mixed, whole };
const samplers = { gridSampler, randomSampler, tpeSampler };

if (import.meta.main) await runCommand({ name: "samplers", help: HELP, main });

function main(args: string[]): Promise<number> {
  readOptions(args, {});
  const lines: string[][] = [];
  for (const [space, search] of Object.entries(spaces)) {
    const trials = simulate(randomSampler(), search, { trials: PAST });
    for (const [name, create] of Object.entries(samplers)) {
      if (name === "gridSampler" && space === "mixed") continue;
      const times = Array.from({ length: ROUNDS }, (_, round) => {
        const start = performance.now();
        const context = { number: PAST + round, seed: 1, direction: "maximize", trials } as const;
        const suggest = create().begin(context)!;
        search(createSearchTrial({ number: context.number, suggest, known: new Map() }).trial);
        return performance.now() - start;
      });
      lines.push([space, name, median(times).toFixed(2), Math.min(...times).toFixed(2)]);
    }
  }
  console.log(`${formatMachine(describeMachine())}.`);
  console.log(`One trial of 10 parameters after ${PAST} trials, ${ROUNDS} rounds.\n`);
  const columns = toColumns(["Space", "Sampler"], ["Median, ms", "Least, ms"]);
  console.log(toMarkdown(toTable(columns, lines, [])));
  return Promise.resolve(0);
}
