/**
 * Sentences of the library in the words of the command line.
 *
 * @module
 */
import { relative } from "node:path";
import { toOneLine } from "./print.ts";

/** A part of a sentence, and what the command says in its place. */
type Wording = readonly (readonly [said: string, says: string])[];

const WORDINGS: Readonly<Record<string, Wording>> = {
  study: [
    ["another name", "another --name"],
    ["fresh: true", "--fresh"],
    ["overwrite: true", "--overwrite"],
  ],
  // It takes a study as it is.
  studies: [
    [
      "; give it another name, or begin it anew with fresh: true",
      "; deno task study takes another --name, or begins it anew with --fresh",
    ],
    [", or take another name", ""],
    ["; fresh: true trains anew", ""],
    ["overwrite: true", "--overwrite"],
  ],
};

/**
 * Puts a sentence into the words of a command, on one line, with the path of its database as short as
 * can be.
 *
 * @param command What its errors begin with.
 * @param path Of the database; null: there is none.
 */
export function reword(sentence: string, command: string, path: string | null): string {
  const inWords = (WORDINGS[command] ?? []).reduce(
    (text, [said, says]) => text.replaceAll(said, says),
    sentence,
  );
  const plain = inWords.replaceAll(/ \(os error \d+\)/g, "");
  return toOneLine(path === null ? plain : plain.replaceAll(path, toShortPath(path)));
}

/** A path as seen from the working folder, where that is shorter. */
export function toShortPath(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short !== "" && short.length < path.length ? short : path;
}
