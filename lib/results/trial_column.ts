/**
 * A column of a study's table, and what it shows of a trial.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { TableColumn } from "./table.ts";
import type { TrialRow } from "./trial_rows.ts";

/** A column, and what it shows of a trial. */
export interface TrialColumn {
  readonly column: TableColumn;
  readonly cell: (row: TrialRow, trial: Trial) => string;
}
