/**
 * Notebooks as tests see them: read, run on the Deno kernel, and what a reader sees of them.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { ensureEnvironment, findPython, installDenoKernel } from "../../lib/cli/python.ts";

const requirements = new URL("../requirements.txt", import.meta.url);
const execute = fileURLToPath(new URL("./execute.py", import.meta.url));

/** What a cell printed or showed. */
export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  text?: string | string[];
  data?: Record<string, string | string[]>;
  metadata?: { late?: boolean };
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

/** A cell of a notebook. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  source: string | string[];
  metadata: { tags?: string[] };
  outputs?: Output[];
}

/** A notebook of format 4. */
export interface Notebook {
  cells: Cell[];
  metadata: { kernelspec?: { name: string } };
}

/** Reads a notebook. */
export async function readNotebook(path: URL): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(path));
}

/**
 * Runs a notebook on the Deno kernel, in the tests' own Python environment, and returns it with its
 * outputs.
 *
 * @param parameters Values that override those of the cell tagged `parameters`.
 * @param seconds The longest that one cell may take.
 * @throws {Error} With its traceback, where a cell fails; where a cell takes too long; and where a
 * rich output came after its cell had ended, which readers would lose.
 */
export async function runNotebook(
  path: URL,
  parameters: Record<string, unknown> = {},
  seconds = 600,
): Promise<Notebook> {
  const environment = await ensureEnvironment(requirements, (text) => console.log(text));
  const run = new Deno.Command(environment.python, {
    args: [execute, fileURLToPath(path), JSON.stringify(parameters), String(seconds)],
    // Results without the colours of a terminal, so that tests compare plain text.
    env: { ...await installDenoKernel(environment), NO_COLOR: "1" },
    stdin: "null",
  });
  const { success, stdout, stderr } = await run.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`Cannot run ${fileURLToPath(path)}: ${decoder.decode(stderr)}`);
  const notebook: Notebook = JSON.parse(decoder.decode(stdout));
  for (const cell of notebook.cells) checkOutputs(cell);
  return notebook;
}

/** All that a reader sees of a notebook's outputs: streams, text and HTML, in order. */
export function outputText(notebook: Notebook): string {
  return notebook.cells.map(cellText).join("\n");
}

/** What a reader sees of one cell's outputs: streams, text and HTML, in order. */
export function cellText(cell: Cell): string {
  const parts = (cell.outputs ?? []).flatMap(({ text, data }) => [
    text,
    data?.["text/plain"],
    data?.["text/markdown"],
    data?.["text/html"],
  ]);
  return parts.filter((part) => part !== undefined).map(joined).join("\n");
}

/** The text of a source or an output, which notebooks keep whole or as lines. */
export function joined(text: string | string[]): string {
  return typeof text === "string" ? text : text.join("");
}

const missing = await findPython().then(() => null, (error: Error) => error);
if (missing && !(missing instanceof Deno.errors.NotFound)) throw missing;

/**
 * A test that runs notebooks. Where there is no Python it is skipped, and its name says why; with
 * `CI=true` it must run.
 */
export function kernelTest(name: string, test: () => Promise<void>): void {
  if (missing === null) Deno.test(name, test);
  else if (Deno.env.get("CI") === "true") Deno.test(name, () => Promise.reject(missing));
  else Deno.test.ignore(`${name} (skipped: ${missing.message})`, test);
}

function checkOutputs(cell: Cell): void {
  const source = joined(cell.source);
  for (const { output_type, traceback, ename, evalue, data, metadata } of cell.outputs ?? []) {
    if (output_type === "error") {
      const trace = traceback?.length ? traceback.join("\n") : `${ename}: ${evalue}`;
      throw new Error(`A cell failed:\n${source}\n\n${trace}`);
    }
    // The kernel may publish even a plain last value late; a display can and must wait for its own.
    if (metadata?.late && Object.keys(data ?? {}).some((type) => type !== "text/plain")) {
      throw new Error(`A cell ended before its display was published, so it is lost:\n${source}`);
    }
  }
}
