/**
 * The names that a stored study may have.
 *
 * @module
 */
import { checkText, refuseRange } from "../check/check.ts";

/** Optuna's databases hold so many characters. */
const LONGEST = 512;

/**
 * The name of a study that is to be stored.
 *
 * @throws {TypeError} If it is no text.
 * @throws {RangeError} If it is too long, or no database can hold it.
 */
export function checkStudyName(name: unknown): string {
  const text = checkText("the name of a study", name, 'a text such as "hidden-layers"');
  const length = [...text].length;
  if (length > LONGEST) {
    const expected = `at most ${LONGEST} characters long, which is what Optuna's databases hold`;
    return refuseRange("the name of a stored study", expected, length);
  }
  if (!text.isWellFormed() || text.includes("\0")) {
    const expected = "without NUL and without halves of characters, which no database holds";
    return refuseRange("the name of a stored study", expected, text);
  }
  return text;
}
