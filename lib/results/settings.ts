/**
 * The settings of trials in words: those that differ are columns of a table, those that all trials
 * share stand in one sentence below it.
 *
 * @module
 */
import { adam, sgd } from "../trial/optimizer.ts";
import type { Optimizer, Setup } from "../trial/setup.ts";
import { formatCount } from "./format.ts";

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
  /** What its cell shows. Different settings give different texts. */
  readonly cell: (setup: Setup) => string;
  /** What the sentence says; an empty text is left out. */
  readonly phrase: (setup: Setup) => string;
}

const settings: readonly Setting[] = [
  {
    key: "protocol",
    title: "Protocol",
    align: "left",
    cell: ({ protocol }) => protocol,
    phrase: ({ protocol }) => `protocol ${protocol}`,
  },
  {
    key: "epochs",
    title: "Epochs",
    align: "right",
    cell: ({ epochs }) => formatCount(epochs),
    phrase: ({ epochs }) => epochs === 1 ? "1 epoch" : `${formatCount(epochs)} epochs`,
  },
  {
    key: "batchSize",
    title: "Batch size",
    align: "right",
    cell: ({ batchSize }) => formatCount(batchSize),
    phrase: ({ batchSize }) => `batch ${formatCount(batchSize)}`,
  },
  {
    key: "optimizer",
    title: "Optimizer",
    align: "left",
    breaks: true,
    cell: ({ optimizer }) => formatOptimizer(optimizer),
    phrase: ({ optimizer }) => formatOptimizer(optimizer),
  },
  {
    key: "seed",
    title: "Seed",
    align: "right",
    cell: ({ seed }) => String(seed),
    phrase: ({ seed }) => `seed ${seed}`,
  },
  {
    key: "limit",
    title: "Training images",
    align: "right",
    cell: ({ limit }) => limit === null ? "all" : formatCount(limit),
    phrase: ({ limit }) => limit === null ? "" : `first ${formatCount(limit)} training images`,
  },
];

/** The settings that are not the same in all setups, in the order of their columns. */
export function differingSettings(setups: readonly Setup[]): Setting[] {
  return settings.filter(({ cell }) => new Set(setups.map(cell)).size > 1);
}

/** What is the same in all setups: `protocol paper, 5 epochs, batch 100`. Empty without setups. */
export function formatCommonSettings(setups: readonly Setup[]): string {
  if (setups.length === 0) return "";
  const differing = differingSettings(setups);
  return settings.filter((setting) => !differing.includes(setting))
    .map(({ phrase }) => phrase(setups[0])).filter((text) => text !== "").join(", ");
}

const optimizerNames = { adam: "Adam", sgd: "SGD" } as const;
const optionNames: Readonly<Record<string, string>> = { learningRate: "learning rate" };

/** `Adam (learning rate 0.001)`: of Adam's options, others only where they are not the default. */
function formatOptimizer(optimizer: Optimizer): string {
  const { kind, ...options } = optimizer;
  const defaults: Readonly<Record<string, unknown>> = kind === "adam" ? adam() : sgd();
  const told = Object.entries(options).filter(([name, value]) =>
    name === "learningRate" || name === "momentum" || value !== defaults[name]
  ).map(([name, value]) => `${optionNames[name] ?? name} ${value}`);
  return `${optimizerNames[kind]} (${told.join(", ")})`;
}
