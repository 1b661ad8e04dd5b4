/**
 * Notebooks as tests see them: read, run on the Deno kernel, and what a reader sees of them.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { findPython } from "../../lib/cli/python.ts";
import {
  type Cell,
  joined,
  type Notebook,
  runNotebook,
} from "../../lib/cli/maintainers/run_notebook.ts";

/** What the notebook tests' own Python environment holds. */
export const requirements = new URL("../requirements.txt", import.meta.url);

/** The folder of the committed notebooks. */
export const notebooks = new URL("../../notebooks/", import.meta.url);

/** A figure as a notebook holds it. */
export interface PlotlyFigure {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

/** The names of the committed notebooks, in order. */
export async function notebookNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(notebooks)) {
    if (name.endsWith(".ipynb")) names.push(name);
  }
  return names.sort();
}

/** Reads a notebook. */
export async function readNotebook(path: URL): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(path));
}

/**
 * Runs a notebook of these code cells, each for at most so many seconds. They find the packages that
 * the library imports.
 */
export async function runCells(sources: readonly string[], seconds = 60): Promise<Notebook> {
  const folder = await Deno.makeTempDir();
  try {
    const path = new URL(`file://${folder}/cells.ipynb`);
    await Deno.writeTextFile(path, JSON.stringify(notebookOf(sources)));
    await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify({ imports: config.imports }));
    return await runNotebook(path, requirements, { seconds });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A notebook of these code cells, not run. */
export function notebookOf(sources: readonly string[]) {
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    execution_count: null,
    id: `cell-${i}`,
    metadata: {},
    outputs: [],
    source,
  }));
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** All that a reader sees of a notebook's outputs: streams, text and HTML, in order. */
export function outputText(notebook: Notebook): string {
  return notebook.cells.map(cellText).join("\n");
}

/** What a reader sees of one cell's outputs: streams, text and HTML, in order. */
export function cellText(cell: Cell): string {
  const parts = (cell.outputs ?? []).flatMap(({ text, data }) =>
    [
      text,
      data?.["text/plain"],
      data?.["text/markdown"],
      data?.["text/html"],
    ] as (string | string[] | undefined)[]
  );
  return parts.filter((part) => part !== undefined).map(joined).join("\n");
}

/** The figures of a notebook, in order, as Plotly draws them. */
export function figuresOf({ cells }: Notebook): PlotlyFigure[] {
  const html = cells.flatMap(({ outputs = [] }) => outputs)
    .map(({ data }) => joined((data?.["text/html"] ?? "") as string | string[]));
  const found = html.map((text) => text.match(/^ *const figure = (.+);$/m));
  return found.filter((match) => match !== null).map(([, figure]) => JSON.parse(figure));
}

const missing = await findPython().then(() => null, (error: Error) => error);
if (missing && !(missing instanceof Deno.errors.NotFound)) throw missing;

/**
 * A test that runs notebooks. Where there is no Python it is skipped, and its name says why; with
 * `CI=true` it must run.
 *
 * @param register Takes the test where there is a Python; `Deno.test` by default.
 */
export function kernelTest(
  name: string,
  test: () => Promise<void>,
  register: (name: string, test: () => Promise<void>) => void = Deno.test,
): void {
  if (missing === null) register(name, test);
  else if (Deno.env.get("CI") === "true") Deno.test(name, () => Promise.reject(missing));
  else Deno.test.ignore(`${name} (skipped: ${missing.message})`, test);
}
