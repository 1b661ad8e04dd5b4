/**
 * What the terminal is like.
 *
 * @module
 */

/** Narrower ones are taken for terminals that have not been told their size. */
const NARROWEST = 20;
const UNKNOWN = { columns: 80, rows: 24 };

/**
 * The size of the terminal, in characters: 80 columns of 24 rows where it has none, as in some
 * containers, or one that cannot be true.
 *
 * @param readSize Asks the system, which refuses once the terminal is closed.
 */
export function terminalSize(readSize = Deno.consoleSize): { columns: number; rows: number } {
  try {
    const { columns, rows } = readSize();
    return columns < NARROWEST || rows < 2 ? UNKNOWN : { columns, rows };
  } catch {
    return UNKNOWN;
  }
}

/**
 * Whether what is written to stderr can be drawn over: it goes to a terminal, and one that moves
 * its cursor when told.
 */
export function canRedraw(): boolean {
  return Deno.stderr.isTerminal() && Deno.env.get("TERM") !== "dumb";
}
