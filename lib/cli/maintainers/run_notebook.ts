/**
 * Runs a notebook on the Deno kernel, without a browser.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { tell } from "../print.ts";
import { ensureEnvironment, installDenoKernel, KEEP_BYTECODE } from "../python.ts";

const program = fileURLToPath(new URL("execute_notebook.py", import.meta.url));

/** What a cell printed or showed. */
export interface CellOutput {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  execution_count?: number | null;
  /** Which stream. */
  name?: string;
  text?: string | string[];
  /** By MIME type; JSON where the type is one of JSON. */
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

/** A cell of a notebook. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  source: string | string[];
  metadata: { tags?: string[] };
  execution_count?: number | null;
  outputs?: CellOutput[];
}

/** What the outputs of a published notebook were made from. */
export interface PublishedFrom {
  /** The SHA-256 of its code cells. */
  readonly code: string;
  /** The SHA-256 of the outputs that they gave. */
  readonly outputs: string;
  /** The version of the arithmetic that trained its nets. */
  readonly arithmetic: number;
}

/** A notebook of format 4. */
export interface Notebook {
  cells: Cell[];
  metadata: {
    kernelspec?: { name: string };
    language_info?: Record<string, unknown>;
    /** Of one that is published. */
    sweepbook?: PublishedFrom;
  };
}

/** How far a notebook is that runs. */
export interface NotebookStep {
  /** Which of its code cells runs, counted from 1. */
  readonly cell: number;
  /** How many code cells it has. */
  readonly cells: number;
  /** What the study of the cell says of itself: `Running: 2 of 6 trials done, ...`. */
  readonly study?: string;
}

/** How a notebook is run. */
export interface RunOptions {
  /**
   * These values override those of the cell tagged `parameters`.
   *
   * @default {{}}
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /**
   * One cell may take this many seconds.
   *
   * @default {600}
   */
  readonly seconds?: number;
  /**
   * Its studies are kept in this file; by default in the memory of the kernel.
   *
   * @default {undefined}
   */
  readonly storage?: string;
  /**
   * It is told whenever a cell begins, and what its study says.
   *
   * @default {() => {}}
   */
  readonly onProgress?: (step: NotebookStep) => void;
}

/**
 * Runs a notebook on the Deno kernel, in its own folder, and returns it with its outputs. The file
 * is not changed.
 *
 * @param requirements The pinned packages of the Python environment that it runs in.
 * @throws {Error} If a cell fails, whose traceback it has; if a cell takes too long; or if a rich
 * output came after its cell had ended, which readers would lose.
 * @throws {Deno.errors.NotFound} If there is no Python.
 */
export async function runNotebook(
  path: URL,
  requirements: URL,
  { parameters = {}, seconds = 600, storage, onProgress = () => {} }: RunOptions = {},
): Promise<Notebook> {
  const environment = await ensureEnvironment(requirements, tell);
  const run = new Deno.Command(environment.python, {
    args: [program, fileURLToPath(path), JSON.stringify(parameters), String(seconds)],
    // Results without the colours of a terminal, of studies that begin anew.
    env: {
      ...KEEP_BYTECODE,
      ...await installDenoKernel(environment),
      NO_COLOR: "1",
      SWEEPBOOK_STORAGE: storage ?? "none",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(run.stderr).text();
  let notebook: Notebook | undefined;
  let line = "";
  for await (const text of run.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (line + text).split("\n");
    line = lines.pop()!;
    for (const one of lines) {
      const told: NotebookStep | { notebook: Notebook } = JSON.parse(one);
      if ("notebook" in told) notebook = told.notebook;
      else onProgress(told);
    }
  }
  const { success } = await run.status;
  if (!success || !notebook) throw new Error(`Cannot run ${fileURLToPath(path)}: ${await errors}`);
  for (const cell of notebook.cells) checkOutputs(cell);
  return notebook;
}

/** The text of a source or an output, which notebooks keep whole or as lines. */
export function joined(text: string | readonly string[]): string {
  return typeof text === "string" ? text : text.join("");
}

function checkOutputs(cell: Cell): void {
  const source = joined(cell.source);
  for (const { output_type, traceback, ename, evalue, data, metadata } of cell.outputs ?? []) {
    if (output_type === "error") {
      const trace = traceback?.length ? traceback.join("\n") : `${ename}: ${evalue}`;
      throw new Error(`A cell failed:\n${source}\n\n${trace}`);
    }
    // Without the library the kernel may publish even a plain last value late.
    if (metadata?.late && Object.keys(data ?? {}).some((type) => type !== "text/plain")) {
      throw new Error(`A cell ended before its display was published, so it is lost:\n${source}`);
    }
  }
}
