/**
 * The table of a study, free of any markup: the renderers beside print it as Markdown, LaTeX,
 * HTML and plain text.
 *
 * @module
 */
import type { Optimizer, Setup } from "../trial/setup.ts";
import { isStopped, type Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import type { Extreme } from "./extremes.ts";
import { extremes } from "./extremes.ts";
import { bestTrial } from "./best.ts";
import { formatCount, formatDuration, formatPercent, MISSING } from "./format.ts";
import { describeBest } from "./describe_best.ts";

/** A column of a {@linkcode Table}. */
export interface TableColumn {
  /** At most two words, so that a narrow header breaks once. */
  readonly title: string;
  /** Numbers stand right. */
  readonly align: "left" | "right";
}

/** One trial in a {@linkcode Table}. */
export interface TableRow {
  /** One text per column. */
  readonly cells: readonly string[];
  /** Whether it is the study's best, which every renderer marks with a star. */
  readonly best: boolean;
}

/** A table of plain texts. */
export interface Table {
  /** The columns, left to right. */
  readonly columns: readonly TableColumn[];
  /** One per trial. */
  readonly rows: readonly TableRow[];
  /**
   * Sentences below: why trials failed or were stopped, how all were trained, what computed them,
   * the study's best beside its reference.
   */
  readonly notes: readonly string[];
}

/** Where the hidden layers stand: the only column that a narrow terminal may shorten. */
export const LAYERS_COLUMN = 1;

const columns: readonly TableColumn[] = [
  { title: "Case", align: "left" },
  { title: "Hidden layers", align: "left" },
  { title: "Parameters", align: "right" },
  { title: "Lowest training", align: "right" },
  { title: "Highest training", align: "right" },
  { title: "Lowest validation", align: "right" },
  { title: "Highest validation", align: "right" },
  { title: "Final validation", align: "right" },
  { title: "Test loss", align: "right" },
  { title: "Time", align: "right" },
];

/**
 * Makes the table of a study: per trial the case, the hidden layers, the parameters, the lowest
 * and highest training and validation accuracies with their epochs (`97.12 % (1)`), the final
 * validation accuracy, the test loss and the time. A trial that is not complete has its state
 * after its name.
 *
 * @example
 * ```ts
 * import { isStopped, type Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
 * import { toText } from "./text.ts";
 *
 * declare const trials: readonly Trial[];
 * console.log(toText(toTable(trials)));
 * ```
 */
export function toTable(
  trials: readonly Trial[],
  { reference = null }: { readonly reference?: Reference | null } = {},
): Table {
  const best = bestTrial(trials);
  const failures = trials.filter((trial) => trial.error !== null)
    .map((trial) => `${trial.name} ${trial.state}: ${trial.error}`);
  const stops = trials.filter(isStopped).map(({ name, run, setup }) =>
    `${name} was stopped after epoch ${run.epochs.length} of ${setup.epochs}.`
  );
  return {
    columns,
    rows: trials.map((trial) => ({ cells: toCells(trial), best: trial === best })),
    notes: [
      ...failures,
      ...stops,
      ...settingsNote(trials),
      ...engineNote(trials),
      describeBest(trials, reference),
    ],
  };
}

/** How the trials were trained, and how to read the table. */
function settingsNote(trials: readonly Trial[]): string[] {
  if (trials.length === 0) return [];
  const each = (show: (setup: Setup) => string) =>
    [...new Set(trials.map(({ setup }) => show(setup)))].join(" or ");
  const settings = [
    `Protocol ${each(({ protocol }) => protocol)}`,
    each(({ epochs }) => epochs === 1 ? "1 epoch" : `${epochs} epochs`),
    `batch ${each(({ batchSize }) => formatCount(batchSize))}`,
    each(({ optimizer }) => formatOptimizer(optimizer)),
    `seed ${each(({ seed }) => String(seed))}`,
  ];
  return [`${settings.join(", ")}; epochs in parentheses; ★ best.`];
}

function formatOptimizer(optimizer: Optimizer): string {
  const rate = `learning rate ${optimizer.learningRate}`;
  return optimizer.kind === "adam"
    ? `Adam (${rate})`
    : `SGD (${rate}, momentum ${optimizer.momentum})`;
}

/** What computed the trials, for nobody compares the bits of two engines unawares. */
function engineNote(trials: readonly Trial[]): string[] {
  const names = new Set(trials.map(({ run }) => run.engine).filter((name) => name !== null));
  return names.size === 0 ? [] : [`Computed by ${[...names].join(", ")}.`];
}

function toCells(trial: Trial): string[] {
  const { run } = trial;
  const training = extremes(run.epochs, "accuracy");
  const validation = extremes(run.epochs, "valAccuracy");
  const final = run.epochs.at(-1);
  return [
    trial.state === "complete" ? trial.name : `${trial.name} (${trial.state})`,
    trial.setup.layers,
    formatCount(trial.parameters),
    formatExtreme(training?.lowest),
    formatExtreme(training?.highest),
    formatExtreme(validation?.lowest),
    formatExtreme(validation?.highest),
    final ? formatPercent(final.valAccuracy) : MISSING,
    run.test ? run.test.loss.toFixed(4) : MISSING,
    run.durationMs === null ? MISSING : formatDuration(run.durationMs),
  ];
}

function formatExtreme(extreme: Extreme | undefined): string {
  return extreme ? `${formatPercent(extreme.value)} (${extreme.epoch})` : MISSING;
}
