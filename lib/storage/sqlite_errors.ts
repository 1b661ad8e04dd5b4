/**
 * What SQLite and the system say, in sentences that tell what to do.
 *
 * @module
 */

/** By a part of what SQLite says, why it failed and how to mend it. */
const REASONS: readonly (readonly [said: RegExp, why: (file: string) => string])[] = [
  [/is a folder/, (file) => `${file} is a folder; choose the path of a file in it`],
  [/is locked/, (file) => `another program holds ${file} locked; try again when it is done`],
  [/disk is full|os error (28|122)\b/, (file) => `the disk of ${file} is full; free some space`],
  [
    /not a database/,
    (file) => `${file} is no SQLite database; choose another path, or move it away`,
  ],
  [
    /malformed|no such (table|column)|corrupt/,
    (file) => `${file} is damaged; restore it from a copy, or move it away to begin anew`,
  ],
  [
    /readonly|read-only|os error 30\b/,
    (file) => `${file} or its folder is read-only; choose another path`,
  ],
  [
    /unable to open|os error (1|13|20|21)\b/,
    (file) => `${file} cannot be opened; make its folder writable, or choose another path`,
  ],
  [/too long|os error 36\b/, (file) => `the path ${file} is too long; choose another`],
  [/disk I\/O|os error 5\b/, (file) => `reading or writing ${file} failed; look after its disk`],
];

/** Does something; what SQLite or the system fail with becomes one sentence that says what and why. */
export function attempt<T>(sentence: string, path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!isForeign(error)) throw error;
    throw new Error(`${sentence}: ${whyOf(error, path)}.`, { cause: error });
  }
}

/** Why SQLite or the system failed. */
export function whyOf({ message }: Error, path: string): string {
  const why = REASONS.find(([said]) => said.test(message))?.[1];
  return why ? why(`"${path}"`) : `"${path}" gave "${message}"`;
}

/** Fails as SQLite would: what was said is made a sentence by {@linkcode attempt}. */
export function failAsSqlite(said: string): never {
  throw Object.assign(new Error(said), { code: "ERR_SQLITE_ERROR" });
}

/** Whether SQLite says that the file is locked. */
export function isLocked(error: unknown): boolean {
  return isForeign(error) && /is locked/.test(error.message);
}

/** Whether it comes of SQLite or of the system rather than of this library. */
export function isForeign(error: unknown): error is Error {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
