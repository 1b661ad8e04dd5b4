/**
 * `deno task folds`: the deeper model, the baseline and its batch-normalised variant in 5 folds, as
 * Brownlee trained them, beside the figures that he published.
 *
 * @module
 */
import {
  compareTrials,
  createStudy,
  exportStudy,
  findNet,
  formatPercent,
  loadMnist,
  sgd,
  type Study,
  toMarkdown,
  toTable,
} from "../../lib/studies.ts";
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { ProgressBars } from "../../lib/cli/progress_bars.ts";
import { describeMachine, formatMachine } from "./machine.ts";

const HELP = `Train the published nets in 5 folds, beside the figures of their author

Usage: deno task folds [options]

Options:
  --limit <n>      Train on the first n training images only (all 60,000)
  --epochs <n>     Passes over them (10)
  --out <folder>   Where the files of the study are written (data/studies/folds)
  -h, --help       Print this help

SGD with learning rate 0.01 and momentum 0.9, batches of 32, as published.`;

const NETS = ["deeper", "baseline", "baseline-batch-norm"];

if (import.meta.main) await runCommand({ name: "folds", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, { limit: "value", epochs: "value", out: "value" });
  const { study } = await createStudy({
    storage: null,
    name: "published folds",
    data: await loadMnist(),
    cases: NETS.map(findNet),
    folds: 5,
    optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }),
    batchSize: 32,
    epochs: toWhole("--epochs", values.epochs, 1) ?? 10,
    limit: toWhole("--limit", values.limit, 1) ?? null,
  });
  const bars = new ProgressBars(study.plan);
  const begunMs = performance.now();
  await study.optimize({ onProgress: (progress) => bars.draw(progress) });
  await bars.finish(study.progress);
  const minutes = (performance.now() - begunMs) / 60_000;
  await exportStudy(study, values.out ?? "data/studies/folds", { overwrite: true });
  console.log(toMarkdown(toTable(study.trials)));
  for (const line of besidePublished(study)) console.log(line);
  console.log(`\n${formatMachine(describeMachine())}, ${study.engine}, ${minutes.toFixed(0)} min.`);
  return 0;
}

/** The published folds of each net, and what the deeper model differs from the others by. */
function besidePublished({ trials }: Study): string[] {
  const published = trials.map(({ name, value }) => {
    const { value: theirs, deviation } = findNet(name).references![0];
    return `${name}: ours ${formatPercent(value!)}, Brownlee's ${formatPercent(theirs)} +- ` +
      formatPercent(deviation!);
  });
  const [deeper, ...others] = trials;
  const compared = others.map((other) => {
    const { difference, interval, p, mcnemar } = compareTrials(deeper, other);
    const points = (share: number) => (100 * share).toFixed(3);
    return `${deeper.name} less ${other.name}: ${points(difference!)} points, 95 % interval ` +
      `${interval!.map(points).join(" to ")}, p ${p!.toPrecision(2)}; McNemar: ${mcnemar!.onlyA} ` +
      `against ${mcnemar!.onlyB} images, p ${mcnemar!.p.toPrecision(2)}`;
  });
  return [...published, ...compared];
}
