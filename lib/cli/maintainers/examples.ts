/**
 * The examples of the documentation: blocks of TypeScript in docstrings and in Markdown.
 *
 * @module
 */

const root = new URL("../../../", import.meta.url);

/** A block of TypeScript in a file. */
export interface Example {
  /** The file, from the project's root. */
  readonly path: string;
  /** The line that it begins in, counted from 1. */
  readonly line: number;
  /** What it reads, free of the stars of a docstring. */
  readonly code: string;
  /** Whether it is marked `ignore`: it needs Jupyter, the network or minutes. */
  readonly isIgnored: boolean;
}

/**
 * Finds the examples in the text of a file.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { findExamples } from "./examples.ts";
 *
 * const text = "A page.\n\n~~~ts ignore\nconst a = 1;\n~~~\n".replaceAll("~", "`");
 * const example = { path: "page.md", line: 3, code: "const a = 1;\n", isIgnored: true };
 * assertEquals(findExamples("page.md", text), [example]);
 * ```
 */
export function findExamples(path: string, text: string): Example[] {
  const blocks = text.matchAll(/^( *\* )?```ts( ignore)?\n([^]*?)^(?: *\* )?```$/gm);
  return [...blocks].map(({ 1: star, 2: ignore, 3: code, index }) => ({
    path,
    line: text.slice(0, index).split("\n").length,
    code: star === undefined ? code : code.replaceAll(/^ *\* ?/gm, ""),
    isIgnored: ignore !== undefined,
  }));
}

/** Documents below the project's root whose examples are read. */
const DOCUMENTS = ["data/README.md", "notebooks/README.md"];

/** The examples of the library, of the documents at the project's root and of those in folders. */
export async function readExamples(): Promise<Example[]> {
  const documents = (await listFiles("")).filter((path) => path.endsWith(".md"));
  const paths = [...documents, ...DOCUMENTS, ...await listFiles("lib/")];
  const examples = paths.map(async (path) =>
    findExamples(path, await Deno.readTextFile(new URL(path, root)))
  );
  return (await Promise.all(examples)).flat();
}

/** TypeScript and Markdown in a folder and, but for the root, in the folders below. */
export async function listFiles(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(`./${folder}`, root))) {
    if (isDirectory && folder !== "") paths.push(...await listFiles(`${folder}${name}/`));
    if (/\.(ts|md)$/.test(name)) paths.push(folder + name);
  }
  return paths.sort();
}
