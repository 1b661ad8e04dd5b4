/**
 * The search function of `--space`, from a module of the user's.
 *
 * @module
 */
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { show } from "../check/show.ts";
import type { SearchFunction } from "../studies.ts";
import { reason } from "./print.ts";

/**
 * Imports a module and gives its default export. What it is given and what it returns, the study
 * checks.
 *
 * @param path Of the file, from the working folder.
 * @throws {Error} If there is no such file, it cannot be read as a module, it throws, or its default
 * export is no function.
 */
export async function loadSpace(path: string): Promise<SearchFunction> {
  const isFile = await Deno.stat(path).then((there) => there.isFile || "a folder", reason);
  if (isFile !== true) {
    const from = isAbsolute(path) ? "" : `, seen from "${Deno.cwd()}"`;
    throw new Error(`Expected --space to be a file, got "${path}": ${isFile}${from}.`);
  }
  const url = pathToFileURL(resolve(path)).href;
  let module: { readonly default?: SearchFunction };
  try {
    module = await import(url);
  } catch (error) {
    const { line, sentence } = explain(error, url);
    throw new Error(`Cannot load --space "${path}"${line}: ${sentence}`, { cause: error });
  }
  if (typeof module.default === "function") return module.default;
  const got = module.default === undefined ? "none" : show(module.default);
  throw new Error(
    `Expected the default export of "${path}" to be the search function, ` +
      `(trial) => ({ layers, ... }), got ${got}.`,
  );
}

/** Where in a module something is wrong, and what, in one line. */
function explain(error: unknown, url: string): { line: string; sentence: string } {
  if (!(error instanceof Error)) return { line: "", sentence: `it throws ${show(error)}.` };
  // The message has the place of what cannot be parsed or found, the stack that of what throws.
  const [, place] = `${error.message}\n${error.stack}`.split(`${url}:`);
  const [first] = error.message.split(/\n(?= )/); // then come lines of source and hints
  const sentence = first.split(` at ${url}`)[0].replaceAll(/\s+/g, " ").trim();
  return {
    line: place === undefined ? "" : `, line ${parseInt(place)}`,
    sentence: sentence.replace(/[.?!]?$/, (end) => end || "."),
  };
}
