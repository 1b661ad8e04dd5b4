/**
 * From the trials of a study to its table.
 *
 * @module
 */
import { checkBoolean, checkKeys, checkWhole } from "../check/check.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { isAhead } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { describeTold } from "./describe_best.ts";
import type { Table, TableMark } from "./table.ts";
import { tableKind, toColumns } from "./table_columns.ts";
import { tableNotes } from "./table_notes.ts";
import { toTrialRows, type TrialRow } from "./trial_rows.ts";

/** What {@linkcode toTable} shows beside the trials. */
export interface TableOptions {
  /**
   * The best trial is set beside this accuracy, reached elsewhere; null: beside none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
  /**
   * The times stand in it, which differ from run to run, unless it is false.
   *
   * @default {true}
   */
  readonly time?: boolean;
  /**
   * So many trials have a row, the best first; `all`: every one has, in the order given. By default
   * all have, but of a search of more than 50 trials the best 20.
   *
   * @default {"all"}
   */
  readonly rows?: number | "all";
  /**
   * The study was to have so many trials, at least those given: where it was stopped before all of
   * them were made, the notes say so.
   *
   * @default {trials.length}
   */
  readonly planned?: number;
}

/** The names of {@linkcode TableOptions}. */
export const tableOptions: readonly string[] = ["reference", "time", "rows", "planned"];

/** A search of more trials shows its best alone. */
const MOST_OF_A_SEARCH = 50;
/** So many of them. */
const BEST_OF_A_SEARCH = 20;

/**
 * Makes the table of a study: per trial the case, the hidden layers, the settings that are not the
 * same in all trials, the parameters, and what was measured. A trial that is not complete has its
 * state after its name.
 *
 * - Cases that were trained once show what happened from epoch to epoch: the lowest and highest
 *   training and validation accuracies with their epochs (`97.12 % (1)`), the final validation
 *   accuracy and the test accuracy, or with the protocol `paper`, whose test images validate, the test
 *   loss.
 * - Trials of several runs show what a reader needs to judge a difference: the value with its
 *   standard deviation (`99.06 ± 0.10 %`), the 95 % interval of its mean, cut to what is possible,
 *   and how many runs these rest on (`4 of 5` where one failed); the mean test accuracy where all
 *   were tested. The time is that of all runs together.
 * - Trials of a search show their value, and their params in place of the settings that differ, where
 *   there are five or fewer; numbers in four digits.
 *
 * The best is marked; so are those that cannot be told from it at 95 %, where there is a test: the
 * paired t test of runs, or McNemar's of single runs. The notes say which, and what the value is.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], rows is fractional or below 1, or
 * planned is fractional or less than the trials given.
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
 * assertEquals(rows[0].mark, "best");
 * ```
 */
export function toTable(trials: readonly Trial[], options: TableOptions = {}): Table {
  checkTrials(trials);
  const {
    reference = null,
    time = true,
    rows: most = defaultRows(trials),
    planned = trials.length,
  } = checkKeys("options of toTable()", options, tableOptions);
  checkBoolean("time", time);
  checkWhole("planned", planned, trials.length);
  if (most !== "all") checkWhole("rows", most, 1);
  const rows = toTrialRows(trials);
  const others = rows.filter(({ best, state }) => !best && state === "complete");
  const columns = toColumns(trials, rows, time);
  const places = most === "all" ? [...trials.keys()] : ranked(trials).slice(0, most);
  return {
    columns: columns.map(({ column }) => column),
    rows: places.map((place) => ({
      cells: Object.fromEntries(
        columns.map(({ column, cell }) => [column.key, cell(rows[place], trials[place])]),
      ),
      mark: markOf(rows[place]),
    })),
    notes: [
      ...tableNotes(trials, rows, { shown: places.map((place) => trials[place]), time, planned }),
      describeTold(trials, {
        reference,
        planned,
        toldApart: others.map(({ likeBest }) => likeBest === null ? null : !likeBest),
      }),
    ],
  };
}

function defaultRows(trials: readonly Trial[]): number | "all" {
  const isLong = trials.length > MOST_OF_A_SEARCH && tableKind(trials).isSearch;
  return isLong ? BEST_OF_A_SEARCH : "all";
}

/** The places of the trials, complete ones first, of these the best first. */
function ranked(trials: readonly Trial[]): number[] {
  const { isOneValue } = tableKind(trials);
  return [...trials.keys()].sort((a, b) => {
    const [one, other] = [trials[a], trials[b]];
    const [isFirst, isSecond] = [one, other].map(({ state }) => state === "complete");
    if (!isFirst || !isSecond) return Number(isSecond) - Number(isFirst);
    if (!isOneValue) return 0;
    return isAhead(one, other) ? -1 : isAhead(other, one) ? 1 : 0;
  });
}

function markOf({ best, likeBest }: TrialRow): TableMark | null {
  return best ? "best" : likeBest ? "likeBest" : null;
}
