/**
 * The columns of a study's table, and what each shows of a trial.
 *
 * @module
 */
import { shareObjective } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import { formatCount, formatDuration, formatPercent, MISSING } from "./format.ts";
import { metricName } from "./format_metric.ts";
import { formatInterval, formatSpread } from "./format_spread.ts";
import { paramColumns } from "./param_columns.ts";
import { differingSettings, type Setting } from "./settings.ts";
import type { TrialColumn } from "./trial_column.ts";
import type { TrialRow } from "./trial_rows.ts";

/** What the trials of a table have in common, which decides its columns. */
export interface TableKind {
  /** Whether all are of a search. */
  readonly isSearch: boolean;
  /** Whether some have several runs. */
  readonly hasRuns: boolean;
  /** Whether their values are all of one metric at one epoch. */
  readonly isOneValue: boolean;
  /** Whether the table is of values, not of what happened from epoch to epoch. */
  readonly isOfValues: boolean;
}

/** What kind of table these trials make. */
export function tableKind(trials: readonly Trial[]): TableKind {
  const isSearch = trials.some(({ params }) => Object.keys(params).length > 0) &&
    trials.every(({ name }) => /^Trial \d+$/.test(name));
  const hasRuns = trials.some(({ runs }) => runs.length > 1);
  const isOneValue = trials.length > 0 && shareObjective(trials);
  return { isSearch, hasRuns, isOneValue, isOfValues: isOneValue && (isSearch || hasRuns) };
}

/** The columns of a table of these trials, left to right. */
export function toColumns(
  trials: readonly Trial[],
  rows: readonly TrialRow[],
  time: boolean,
): TrialColumn[] {
  const kind = tableKind(trials);
  const { isSearch, hasRuns, isOneValue, isOfValues } = kind;
  const isShown = isOneValue && trials[0].objective.metric === "valAccuracy";
  const value = isOneValue && (isOfValues || !isShown) ? [valueColumn(trials[0])] : [];
  const isHeldOut = trials.some(({ setup }) => setup.protocol === "held-out");
  const params = isSearch ? paramColumns(trials) : null;
  const areTested = rows.some(({ best, testAccuracy }) => !best && testAccuracy !== null);
  return [
    nameColumn(isSearch ? "Trial" : "Case"),
    layersColumn,
    ...(params ?? differingSettings(trials).map(toColumn)),
    parametersColumn,
    ...value,
    ...(isOfValues && hasRuns ? runColumns : []),
    ...(isOfValues ? [] : epochColumns),
    // With the protocol of the paper the test's accuracy is that of the validation.
    ...(isOfValues
      ? areTested ? [testAccuracyColumn] : []
      : [isHeldOut ? testAccuracyColumn : testLossColumn]),
    ...(time ? [timeColumn] : []),
  ];
}

function nameColumn(title: string): TrialColumn {
  return {
    column: { key: "case", title, align: "left", breaks: true },
    cell: (row) => row.state === "complete" ? row.case : `${row.case} (${row.state})`,
  };
}

const layersColumn: TrialColumn = {
  column: { key: "layers", title: "Hidden layers", align: "left", breaks: true, code: true },
  // A rate that was drawn has sixteen digits.
  cell: (row) => row.layers.replaceAll(/\.\d{5,}/g, (digits) => toFourDigits(digits)),
};

function toFourDigits(digits: string): string {
  return String(Number(Number(`0${digits}`).toPrecision(4))).replace(/^0/, "");
}

const parametersColumn = measure(
  "parameters",
  "Parameters",
  (row) => orMissing(row.parameters || null, formatCount), // none where the net cannot be built
);

function valueColumn({ objective: { metric } }: Trial): TrialColumn {
  const name = metricName(metric);
  const title = `${name[0].toUpperCase()}${name.slice(1)}`;
  return measure(
    "value",
    title,
    ({ value, deviation }) => orMissing(value, (mean) => formatSpread(metric, mean, deviation)),
  );
}

/** What only trials of several runs have. */
const runColumns: readonly TrialColumn[] = [
  // With a space that does not break: titles are of two words.
  measure(
    "interval",
    "95\u00a0% interval",
    ({ metric, intervalLow, intervalHigh }) =>
      orMissing(intervalLow, (low) => formatInterval(metric, [low, intervalHigh!])),
  ),
  measure(
    "runs",
    "Runs",
    ({ runs, runsPlanned }) => runs === runsPlanned ? `${runs}` : `${runs} of ${runsPlanned}`,
  ),
];

/** What happened from epoch to epoch. */
const epochColumns: readonly TrialColumn[] = [
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
];

const testLossColumn = measure(
  "testLoss",
  "Test loss",
  (row) => orMissing(row.testLoss, (loss) => loss.toFixed(4)),
);

const testAccuracyColumn = measure(
  "testAccuracy",
  "Test accuracy",
  (row) => orMissing(row.testAccuracy, formatPercent),
);

const timeColumn = measure(
  "time",
  "Time",
  (row) => orMissing(row.seconds, (seconds) => formatDuration(seconds * 1000)),
);

function measure(key: string, title: string, cell: (row: TrialRow) => string): TrialColumn {
  return { column: { key, title, align: "right" }, cell };
}

function toColumn({ cell, phrase: _, ...column }: Setting): TrialColumn {
  return { column, cell: (_row, trial) => cell(trial) };
}

function formatExtreme(accuracy: number | null, epoch: number | null): string {
  return orMissing(accuracy, (value) => `${formatPercent(value)} (${epoch})`);
}

function orMissing(value: number | null, format: (value: number) => string): string {
  return value === null ? MISSING : format(value);
}
