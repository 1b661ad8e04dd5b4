/**
 * Rows as comma-separated values.
 *
 * @module
 */
import { formatCodePoint } from "./visible.ts";

/** What a cell can hold; null is an empty cell. */
export type CsvValue = string | number | boolean | null;

/** What tells Excel that a file is UTF-8; it would take it for the code page of the machine. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Formats rows of equal fields as CSV (RFC 4180: CRLF after every line, quotes where a text needs
 * them). Numbers parse back to the same value. An empty text is `""`, which tells it from a missing
 * value.
 *
 * What has characters beyond ASCII begins with a byte order mark: Excel asks for it, pandas skips it,
 * and so does R in a UTF-8 locale. Python's `csv` wants `encoding="utf-8-sig"` for it.
 *
 * A text stands as it is, line breaks included, also where it begins as a formula does (`=`, `+`,
 * `-`, `@`) or is all digits: whatever were put before it would be part of it in a data frame. pandas,
 * R and the import of spreadsheets (Excel: Data, From Text/CSV, with the column as text; LibreOffice:
 * quoted fields as text) give it as it went in; a spreadsheet that opens the file straight away takes
 * it for a formula or a number. Only NUL, carriage returns and halves of surrogate pairs, which not
 * all of them take, stand as codes such as `<U+0000>`. Readers that guess types are told which columns
 * are text: `pandas.read_csv(path, dtype={"case": str}, keep_default_na=False,
 * na_values=["", "NaN"])`,
 * `read.csv(path, colClasses = c(case = "character"), na.strings = "")`.
 *
 * @param columns The fields to give, in order; those of the first row where not given.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toCsv } from "./csv.ts";
 *
 * assertEquals(toCsv([{ trial: 0, loss: 0.25 }]), "trial,loss\r\n0,0.25\r\n");
 * ```
 */
export function toCsv<Row extends { readonly [Field in keyof Row]: CsvValue }>(
  rows: readonly Row[],
  columns: readonly (keyof Row & string)[] = Object.keys(rows[0] ?? {}) as (keyof Row & string)[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const text = lines.map((line: readonly CsvValue[]) => line.map(toCell).join(",") + "\r\n").join(
    "",
  );
  return /[^\0-\x7f]/.test(text) ? BYTE_ORDER_MARK + text : text;
}

function toCell(value: CsvValue): string {
  if (value === null) return "";
  // String(-0) is "0", which would not parse back to the same value.
  if (typeof value !== "string") return Object.is(value, -0) ? "-0" : String(value);
  const text = value.replaceAll(/[\0\r\p{Cs}]/gu, formatCodePoint);
  // Quotes also tell a reader that asks for them that a text is a text.
  const quoted = text === "" || /[",\n]|^[=+\-@.\d\s]|\s$/.test(text);
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}
