/**
 * The settings of trials in words: those that differ are columns of a table, those that all trials
 * share stand in one sentence below it.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { Setup } from "../trial/setup.ts";
import { formatCount } from "./format.ts";
import { formatOptimizer, formatSharedOptimizer } from "./format_optimizer.ts";

/** One setting, as a column and as part of a sentence. */
export interface Setting {
  /** The field of the setup that it shows. */
  readonly key: keyof Setup;
  /** Of its column. */
  readonly title: string;
  /** Of its column. */
  readonly align: "left" | "right";
  /** Whether its texts may break over lines, see `TableColumn`. */
  readonly breaks?: boolean;
  /** What its cell shows. Numbers that are close may look alike. */
  readonly cell: (trial: Trial) => string;
  /** What the sentence says; an empty text is left out. */
  readonly phrase: (trial: Trial) => string;
}

const settings: readonly Setting[] = [
  {
    key: "protocol",
    title: "Protocol",
    align: "left",
    cell: (trial) => foldsOf(trial) === null ? trial.setup.protocol : `${foldsOf(trial)} folds`,
    phrase: (trial) =>
      foldsOf(trial) === null ? `protocol ${trial.setup.protocol}` : `${foldsOf(trial)} folds`,
  },
  {
    key: "epochs",
    title: "Epochs",
    align: "right",
    cell: ({ setup }) => formatCount(setup.epochs),
    phrase: ({ setup }) => setup.epochs === 1 ? "1 epoch" : `${formatCount(setup.epochs)} epochs`,
  },
  {
    key: "batchSize",
    title: "Batch size",
    align: "right",
    cell: ({ setup }) => formatCount(setup.batchSize),
    phrase: ({ setup }) => `batch ${formatCount(setup.batchSize)}`,
  },
  {
    key: "optimizer",
    title: "Optimizer",
    align: "left",
    breaks: true,
    cell: ({ setup }) => formatOptimizer(setup.optimizer),
    phrase: ({ setup }) => formatOptimizer(setup.optimizer),
  },
  {
    key: "seed",
    title: "Seed",
    align: "right",
    cell: seedsOf,
    phrase: (trial) => {
      const repeats = repeatsOf(trial);
      if (repeats === 1) return `seed ${seedsOf(trial)}`;
      const what = foldsOf(trial) === null ? "runs each" : "times each";
      return `${repeats} ${what}, seeds ${seedsOf(trial)}`;
    },
  },
  {
    key: "limit",
    title: "Training images",
    align: "right",
    cell: ({ setup: { limit } }) => limit === null ? "all" : formatCount(limit),
    phrase: ({ setup: { limit } }) =>
      limit === null ? "" : `first ${formatCount(limit)} training images`,
  },
  {
    key: "patience",
    title: "Patience",
    align: "right",
    cell: ({ setup: { patience } }) => patience === null ? "none" : formatCount(patience),
    phrase: ({ setup: { patience } }) =>
      patience === null ? "" : `patience ${formatCount(patience)}`,
  },
];

/** The settings that are not the same in all trials, in the order of their columns. */
export function differingSettings(trials: readonly Trial[]): Setting[] {
  const settled = settledOf(trials);
  return settings.filter((setting) =>
    new Set(settled.map((trial) => identityOf(setting, trial))).size > 1
  );
}

/**
 * What is the same in all trials: `protocol paper, 5 epochs, batch 100`. Empty without trials.
 *
 * @param areShown Whether the settings that differ have columns. Where they have none, what their
 * optimizers share is told, too.
 */
export function formatCommonSettings(trials: readonly Trial[], areShown: boolean): string {
  const settled = settledOf(trials);
  if (settled.length === 0) return "";
  const differing = differingSettings(trials);
  return settings.map((setting) => {
    if (!differing.includes(setting)) return setting.phrase(settled[0]);
    const isTold = setting.key === "optimizer" && !areShown;
    return isTold ? formatSharedOptimizer(settled.map(({ setup }) => setup.optimizer)) : "";
  }).filter((text) => text !== "").join(", ");
}

/** Trials that failed before they were made have no settings to speak of, where others have. */
function settledOf(trials: readonly Trial[]): readonly Trial[] {
  const settled = trials.filter(({ runs }) => runs.length > 0);
  return settled.length > 0 ? settled : trials;
}

/** What tells a setting from another: the whole of its numbers, and what the cell adds. */
function identityOf({ key, cell }: Setting, trial: Trial): string {
  return JSON.stringify([trial.setup[key], cell(trial)]);
}

function foldsOf({ runs }: Trial): number | null {
  return runs[0]?.fold?.count ?? null;
}

function repeatsOf({ runs }: Trial): number {
  return Math.max(1, new Set(runs.map(({ seed }) => seed)).size);
}

/** `1`, or of repeats `1 to 5`. */
function seedsOf(trial: Trial): string {
  const { seed } = trial.setup;
  const repeats = repeatsOf(trial);
  return repeats === 1 ? String(seed) : `${seed} to ${seed + repeats - 1}`;
}
