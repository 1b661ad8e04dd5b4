/**
 * What a study is set beside.
 *
 * @module
 */

/** An accuracy that was reached elsewhere, drawn as a line and named below the table. */
export interface Reference {
  /** What it is, as sentences and charts say it: `the paper's best`. */
  readonly label: string;
  /** The accuracy, a fraction in [0, 1]. */
  readonly value: number;
}
