/**
 * From the trials of a study to its table.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { isStopped, type Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import type { Setup } from "../trial/setup.ts";
import { describeBest } from "./describe_best.ts";
import { formatCount, formatDuration, formatPercent, MISSING } from "./format.ts";
import { toTrialRows, type TrialRow } from "./trial_rows.ts";
import { differingSettings, formatCommonSettings, type Setting } from "./settings.ts";
import type { Table, TableColumn } from "./table.ts";

/** What {@linkcode toTable} shows beside the trials. */
export interface TableOptions {
  /**
   * The best trial is set beside this accuracy, reached elsewhere; null: beside none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}

/** A column, and what it shows of a trial. */
interface TrialColumn {
  readonly column: TableColumn;
  readonly cell: (row: TrialRow, setup: Setup) => string;
}

const identity: readonly TrialColumn[] = [
  {
    column: { key: "case", title: "Case", align: "left", breaks: true },
    cell: (row) => row.state === "complete" ? row.case : `${row.case} (${row.state})`,
  },
  {
    column: { key: "layers", title: "Hidden layers", align: "left", breaks: true, code: true },
    cell: (row) => row.layers,
  },
];

const measures: readonly TrialColumn[] = [
  measure("parameters", "Parameters", (row) => formatCount(row.parameters)),
  measure(
    "lowestTraining",
    "Lowest training",
    (row) => formatExtreme(row.lowestTrainingAccuracy, row.lowestTrainingEpoch),
  ),
  measure(
    "highestTraining",
    "Highest training",
    (row) => formatExtreme(row.highestTrainingAccuracy, row.highestTrainingEpoch),
  ),
  measure(
    "lowestValidation",
    "Lowest validation",
    (row) => formatExtreme(row.lowestValidationAccuracy, row.lowestValidationEpoch),
  ),
  measure(
    "highestValidation",
    "Highest validation",
    (row) => formatExtreme(row.highestValidationAccuracy, row.highestValidationEpoch),
  ),
  measure(
    "finalValidation",
    "Final validation",
    (row) => orMissing(row.finalValidationAccuracy, formatPercent),
  ),
  measure("testLoss", "Test loss", (row) => orMissing(row.testLoss, (loss) => loss.toFixed(4))),
  measure("time", "Time", (row) => orMissing(row.seconds, (s) => formatDuration(s * 1000))),
];

/**
 * Makes the table of a study: per trial the case, the hidden layers, the settings that are not the
 * same in all trials, the parameters, the lowest and highest training and validation accuracies
 * with their epochs (`97.12 % (1)`), the final validation accuracy, the test loss and the time. A
 * trial that is not complete has its state after its name.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, toTable } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { rows } = toTable(study.trials);
 * assertEquals(rows[0].cells.layers, "F");
 * assertEquals(rows[0].best, true);
 * ```
 */
export function toTable(trials: readonly Trial[], options: TableOptions = {}): Table {
  const { reference } = checkKeys("options of toTable()", options, ["reference"]);
  const rows = toTrialRows(checkTrials(trials));
  const setups = trials.map(({ setup }) => setup);
  const columns = [...identity, ...differingSettings(setups).map(toColumn), ...measures];
  return {
    columns: columns.map(({ column }) => column),
    rows: rows.map((row, i) => ({
      cells: Object.fromEntries(columns.map(({ column, cell }) => [
        column.key,
        cell(row, setups[i]),
      ])),
      best: row.best,
    })),
    notes: [
      ...rows.filter(({ error }) => error !== null)
        .map((row) => `${row.case} ${row.state}: ${row.error}`),
      ...trials.flatMap(({ name, runs, setup }) =>
        runs.filter(isStopped).map(({ epochs }) =>
          `${name} was stopped after epoch ${epochs.length} of ${setup.epochs}.`
        )
      ),
      ...settingsNote(setups),
      ...engineNote(rows),
      describeBest(trials, reference),
    ],
  };
}

function measure(key: string, title: string, cell: (row: TrialRow) => string): TrialColumn {
  return { column: { key, title, align: "right" }, cell };
}

function toColumn({ cell, phrase: _, ...column }: Setting): TrialColumn {
  return { column, cell: (_row, setup) => cell(setup) };
}

function formatExtreme(accuracy: number | null, epoch: number | null): string {
  return orMissing(accuracy, (value) => `${formatPercent(value)} (${epoch})`);
}

function orMissing(value: number | null, format: (value: number) => string): string {
  return value === null ? MISSING : format(value);
}

/** How all trials were trained, and how to read the table. */
function settingsNote(setups: readonly Setup[]): string[] {
  if (setups.length === 0) return [];
  const common = formatCommonSettings(setups);
  const note = [...(common ? [common] : []), "epochs in parentheses", "★ best"].join("; ");
  return [`${note[0].toUpperCase()}${note.slice(1)}.`];
}

/** What computed the trials, for nobody compares the bits of two engines unawares. */
function engineNote(rows: readonly TrialRow[]): string[] {
  const names = new Set(rows.map(({ engine }) => engine).filter((name) => name !== null));
  return names.size === 0 ? [] : [`Computed by ${[...names].join(", ")}.`];
}
