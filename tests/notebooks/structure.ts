/**
 * The rules for the shape of a notebook in `notebooks/`.
 *
 * @module
 */
import { type Cell, joined, type Notebook } from "../../lib/cli/maintainers/run_notebook.ts";

const LONGEST_CELL = 15;
const LONGEST_FUNCTION = 8;
const LIBRARY = "../lib/mod.ts";

/** Every breach of the rules, one sentence each; empty where the notebook keeps them. */
export function findStructureBreaches({ cells, metadata }: Notebook): string[] {
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  return [
    ...(metadata.kernelspec?.name === "deno" ? [] : ["Its kernel is not named deno"]),
    ...titleBreaches(cells[0]),
    ...parametersBreaches(code),
    ...endBreaches(cells),
    ...code.flatMap(codeBreaches),
    ...cells.flatMap(pathBreaches),
    ...cells.flatMap(pictureBreaches),
  ];
}

function titleBreaches(cell?: Cell): string[] {
  const text = cell?.cell_type === "markdown" ? joined(cell.source) : "";
  return /^# .+\n\n.+\?/.test(text) ? [] : ["It does not open with an H1 and a one-line question"];
}

function endBreaches(cells: readonly Cell[]): string[] {
  const heads = cells.slice(-2).map(({ cell_type, source }) =>
    cell_type === "markdown" ? joined(source).split("\n")[0] : ""
  );
  return heads.join() === "## Summary,## Exercises"
    ? []
    : ["It does not end with a cell ## Summary and one ## Exercises"];
}

function parametersBreaches(code: readonly Cell[]): string[] {
  const tagged = code.filter(({ metadata }) => metadata.tags?.includes("parameters"));
  if (tagged.length !== 1) return [`It has ${tagged.length} cells tagged parameters, not one`];
  // Tests assign the parameters in a cell of their own.
  const constant = joined(tagged[0].source).match(/^const\s+\w+/m);
  return constant ? [`The parameter "${constant[0]}" cannot be overridden: use let`] : [];
}

function codeBreaches(cell: Cell): string[] {
  const source = joined(cell.source).trimEnd();
  const lines = source.split("\n");
  const breaches = [];
  if (lines.length > LONGEST_CELL) {
    breaches.push(`A cell has ${lines.length} lines, more than ${LONGEST_CELL}: ${lines[0]}`);
  }
  for (const { name, length } of functionsOf(lines)) {
    if (length > LONGEST_FUNCTION) breaches.push(`A function has ${length} lines: ${name}`);
  }
  for (const [, from] of source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)) {
    if (from !== LIBRARY) breaches.push(`A cell imports ${from}, not ${LIBRARY}`);
  }
  if (cell.outputs?.some(({ output_type }) => output_type === "error")) {
    breaches.push(`A cell has failed: ${lines[0]}`);
  }
  return breaches;
}

/** Functions with a body in braces, and their lines, by counting braces from where they start. */
function functionsOf(lines: readonly string[]): { name: string; length: number }[] {
  const starts = lines.flatMap((line, i) => /\bfunction\b|=>\s*\{\s*$/.test(line) ? [i] : []);
  return starts.map((start) => {
    let depth = 0;
    let end = start;
    for (; end < lines.length; end++) {
      depth += lines[end].split("{").length - lines[end].split("}").length;
      if (depth <= 0) break;
    }
    return { name: lines[start].trim(), length: end - start + 1 };
  });
}

/** A path of one machine means nothing on another, in a source or in an output. */
function pathBreaches({ source, outputs = [] }: Cell): string[] {
  const quoted = /["'`](?:\/|[A-Za-z]:[\\/]|file:\/\/)[\w.%-]+[\\/]/;
  const home = /(?:^|[\s"'`(=])(?:\/(?:home|Users|root|tmp|work)\/|[A-Z]:\\Users\\|file:\/\/\/)\S*/;
  const shown = outputs.flatMap(({ text, data }) => [text, data?.["text/plain"] as typeof text])
    .filter((part) => part !== undefined).map(joined);
  const texts = [joined(source), ...shown];
  const found = texts.map((text) => text.match(home) ?? null).find((match) => match) ??
    joined(source).match(quoted);
  return found ? [`It holds an absolute path: ${found[0].trim()}`] : [];
}

/** Readers who do not see a picture have its text. */
function pictureBreaches({ source, outputs = [] }: Cell): string[] {
  const [line] = joined(source).split("\n");
  return outputs.filter(({ data, metadata }) => {
    const { alt = "" } = (metadata?.["image/png"] ?? {}) as { alt?: string };
    return data?.["image/png"] !== undefined && alt.length < 10;
  }).map(() => `A picture has no alternative text: ${line}`);
}
