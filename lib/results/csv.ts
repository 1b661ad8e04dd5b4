/**
 * Rows as comma-separated values.
 *
 * @module
 */

/** What a cell can hold; null is an empty cell. */
export type CsvValue = string | number | boolean | null;

/**
 * Prints rows of equal fields as CSV (RFC 4180: CRLF after every line, quotes where a text needs
 * them). Numbers are printed so that they parse back to the same value. An empty text is printed
 * `""`, which tells it from a missing value.
 *
 * @param columns The fields to print, in order; those of the first row where not given.
 *
 * @example
 * ```ts
 * toCsv([{ trial: 0, loss: 0.25 }]); // "trial,loss\r\n0,0.25\r\n"
 * ```
 */
export function toCsv<Row extends { readonly [Field in keyof Row]: CsvValue }>(
  rows: readonly Row[],
  columns: readonly (keyof Row & string)[] = Object.keys(rows[0] ?? {}) as (keyof Row & string)[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((line: readonly CsvValue[]) => line.map(toCell).join(",") + "\r\n").join("");
}

function toCell(value: CsvValue): string {
  if (value === null) return "";
  // String(-0) is "0", which would not parse back to the same value.
  if (typeof value !== "string") return Object.is(value, -0) ? "-0" : String(value);
  return value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
