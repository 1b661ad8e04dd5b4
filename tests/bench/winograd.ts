/**
 * `deno task winograd`: what Winograd's filtering does to the accuracy of nets, or to the rounding of
 * each layer. README.md beside it says what is measured and how.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { findNet, loadMnist, type Table, toText } from "../../lib/studies.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { toColumns, toTable } from "./tables.ts";
import { type AccuracyComparison, compareAccuracies } from "./winograd_accuracy.ts";
import { type ErrorComparison, measureErrors } from "./winograd_errors.ts";
import { winogradNets } from "./winograd_nets.ts";

const HELP = `Compare Winograd's filtering with direct sums

Usage: deno task winograd [options]

Options:
  --nets <list>    Nets of the catalogue, separated by commas (all that it works for)
  --seeds <n>      Runs of each net both ways, 2 to 10 (5)
  --limit <n>      Train on the first n training images only (6000)
  --epochs <n>     Passes over them (2)
  --errors         Measure the rounding of each layer instead
  --steps <n>      With --errors: training steps before it is measured (20)
  -h, --help       Print this help`;

if (import.meta.main) await runCommand({ name: "winograd", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, {
    nets: "value",
    seeds: "value",
    limit: "value",
    epochs: "value",
    errors: "flag",
    steps: "value",
  });
  const nets = values.nets?.split(",").map(findNet) ?? winogradNets;
  const steps = toWhole("--steps", values.steps, 1) ?? 20;
  const amount = {
    seeds: toWhole("--seeds", values.seeds, 1) ?? 5,
    limit: toWhole("--limit", values.limit, 1) ?? 6000,
    epochs: toWhole("--epochs", values.epochs, 1) ?? 2,
  };
  if (amount.seeds < 2 || amount.seeds > 10) {
    throw new RangeError(`Expected --seeds from 2 to 10, got ${amount.seeds}.`);
  }
  const data = await loadMnist();
  console.log(formatMachine(describeMachine()));
  if (values.errors) {
    for (const net of nets) {
      console.log(`\n${net.name}, after ${steps} steps`);
      console.log(toText(errorTable(await measureErrors(net, data, steps))));
    }
    return 0;
  }
  const { seeds, limit, epochs } = amount;
  console.log(`${seeds} seeds, ${limit} images, ${epochs} epochs.`);
  const compared: AccuracyComparison[] = [];
  for (const net of nets) {
    compared.push(await compareAccuracies(net, data, amount, (line) => console.error(line)));
    console.log(toText(accuracyTable(compared)));
  }
  return 0;
}

function accuracyTable(compared: readonly AccuracyComparison[]): Table {
  const percent = (value: number, digits = 2) => `${(100 * value).toFixed(digits)} %`;
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  return toTable(
    toColumns(["Net"], ["Winograd", "Direct", "Difference", "Interval"]),
    compared.map(({ net, winograd, direct, difference }) => [
      net.name,
      percent(mean(winograd)),
      percent(mean(direct)),
      percent(difference.mean, 3),
      `± ${percent(difference.margin, 3)}`,
    ]),
    [],
  );
}

function errorTable(compared: readonly ErrorComparison[]): Table {
  return toTable(
    toColumns(
      ["Layer", "Pass"],
      [
        "Winograd typical",
        "Direct typical",
        "Winograd worst",
        "Direct worst",
        "Winograd whole",
        "Direct whole",
      ],
    ),
    compared.map(({ layer, pass, winograd, direct }) => [
      layer,
      pass,
      ...(["typical", "worst", "whole"] as const).flatMap((which) =>
        [winograd[which], direct[which]].map((error) =>
          error < 1000 ? error.toPrecision(2) : error.toFixed(0)
        )
      ),
    ]),
    [
      "Roundings of 2^-24, of what a sum's own products are in absolute value, typical and worst; " +
      "and of the whole tensor: the root of the mean square of errors over that of the sums.",
    ],
  );
}
