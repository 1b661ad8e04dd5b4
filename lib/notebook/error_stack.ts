/**
 * Errors as a notebook shows them: a user's slip is told in its one sentence, without the stack of
 * our own files.
 *
 * @module
 */

/** One call of a stack, as V8 describes it. */
export interface CallSite {
  /** The address of its source; null where it has none, as a notebook's cell. */
  getScriptNameOrSourceURL(): string | null;
  /** Counted from 1; null in a function of the language, such as `Array.map`. */
  getLineNumber(): number | null;
  /** Counted from 1. */
  getColumnNumber(): number | null;
  /** As a stack shows it, such as `f (<anonymous>:1:2)`. */
  toString(): string;
}

/** Where this library's files lie. */
const library = new URL("../", import.meta.url).href;

/**
 * Formats the stack of an error, the innermost call first.
 *
 * A slip is an error that a file of the library makes with `new`: its sentence says what was
 * expected and what came, so only the calls of the user's own code stand below it. What the engine
 * throws in our files is a fault of ours, and keeps all calls.
 */
export function formatStack(error: Error, sites: readonly CallSite[]): string {
  const shown = isMadeByLibrary(sites[0]) ? sites.filter(isUsers) : sites;
  return [String(error), ...shown.map((site) => `    at ${site}`)].join("\n");
}

function isMadeByLibrary(site: CallSite | undefined): boolean {
  const url = site?.getScriptNameOrSourceURL();
  if (!url?.startsWith(library)) return false;
  try {
    const lines = Deno.readTextFileSync(new URL(url)).split("\n");
    const source = lines[site!.getLineNumber()! - 1].slice(site!.getColumnNumber()! - 1);
    return /^new [\w.]+\(/.test(source);
  } catch {
    // Where the files cannot be read, or are newer than the kernel, errors keep their stack.
    return false;
  }
}

/** Whether a call stands in the user's own code: not in the library, nor in the language. */
function isUsers(site: CallSite): boolean {
  const url = site.getScriptNameOrSourceURL() ?? "";
  return site.getLineNumber() !== null && !url.startsWith(library) && !/^(ext|node):/.test(url);
}

/** Has this program's errors formatted so, unless somebody formats them already. */
export function foldSlips(): void {
  Error.prepareStackTrace ??= formatStack;
}
