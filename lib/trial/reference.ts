/**
 * What a study is set beside.
 *
 * @module
 */

import { checkKeys, checkShare, checkText } from "../check/check.ts";

/** An accuracy that was reached elsewhere, drawn as a line and named below the table. */
export interface Reference {
  /** What it is, as sentences and charts say it: `the paper's best`. */
  readonly label: string;
  /** The accuracy, a fraction in [0, 1]. */
  readonly value: number;
}

/** What published accuracies say beside that. */
const FIELDS = ["label", "value", "protocol", "deviation", "folds", "epochs"];

/**
 * A reference, or null for none.
 *
 * @throws {TypeError} If it has an unknown field, or one of another type.
 * @throws {RangeError} If the value is not in [0, 1].
 */
export function checkReference(reference: Reference | null): Reference | null {
  if (reference === null) return null;
  const { label, value } = checkKeys("what reference says", reference, FIELDS);
  return {
    label: checkText("label of reference", label, 'a text such as "the paper\'s best"'),
    value: checkShare("value of reference", value),
  };
}
