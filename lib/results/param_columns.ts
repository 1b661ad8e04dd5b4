/**
 * The params of a search as columns of its table.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import { MISSING } from "./format.ts";
import type { TrialColumn } from "./trial_column.ts";

/** A space of more params is shown by the nets and settings that came of them. */
const MOST_PARAMS = 5;

/**
 * One column for each param of a search, in the order in which the params were first asked for; null
 * where there are too many of them. Files have all, with all digits.
 */
export function paramColumns(trials: readonly Trial[]): TrialColumn[] | null {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  if (names.length > MOST_PARAMS) return null;
  return names.map((name) => {
    const values = trials.filter(({ params }) => Object.hasOwn(params, name))
      .map(({ params }) => params[name]);
    const areNumbers = values.every((value) => typeof value === "number");
    return {
      column: {
        key: `param ${name}`,
        title: toTwoWords(name),
        align: areNumbers ? "right" : "left",
        breaks: !areNumbers,
      },
      cell: (_row, { params }) => Object.hasOwn(params, name) ? toCell(params[name]) : MISSING,
    };
  });
}

/** A number in at most four significant digits, whole ones in all. */
function toCell(value: Trial["params"][string]): string {
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(4)));
}

/** A title whose spaces but the first do not break: headers have two lines. */
function toTwoWords(name: string): string {
  const [first, ...others] = name.trim().split(/ +/);
  return others.length === 0 ? first : `${first} ${others.join("\u00a0")}`;
}
