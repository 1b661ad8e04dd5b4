/**
 * How large the terminal is.
 *
 * @module
 */

/** Narrower ones are taken for terminals that have not been told their size. */
const NARROWEST = 20;

/**
 * The size of the terminal, in characters: 80 columns of 24 rows where it has none, as in some
 * containers, or one that cannot be true.
 *
 * @param consoleSize What the system says.
 */
export function terminalSize(
  { columns, rows }: { columns: number; rows: number } = Deno.consoleSize(),
): { columns: number; rows: number } {
  return columns < NARROWEST || rows < 2 ? { columns: 80, rows: 24 } : { columns, rows };
}
