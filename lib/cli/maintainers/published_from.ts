/**
 * What the outputs of a committed notebook were made from, so that a test tells when they are stale.
 *
 * It knows of code cells and of the arithmetic of training. A library that draws or words something
 * differently gives other outputs too, and only running the notebook again tells that.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Notebook, PublishedFrom } from "./run_notebook.ts";

const root = new URL("../../../", import.meta.url);

/** What a notebook with these outputs is published from, now. */
export async function publishedFrom({ cells }: Notebook): Promise<PublishedFrom> {
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  // Read, since commands import nothing of the library but its public face.
  const source = await Deno.readTextFile(new URL("lib/backends/arithmetic.ts", root));
  const [, arithmetic] = source.match(/ARITHMETIC = (\d+);/)!;
  return {
    code: digest(code.map(({ source }) => ({ source }))),
    outputs: digest(code.map(({ outputs }) => ({ outputs }))),
    arithmetic: Number(arithmetic),
  };
}

/** Why a committed notebook has to be published again, in words that go on "since"; else null. */
export async function findStale(notebook: Notebook): Promise<string | null> {
  const { sweepbook: then } = notebook.metadata;
  if (then === undefined) return "it has not been published";
  if (notebook.cells.some(({ metadata }) => metadata.tags?.includes("overrides"))) {
    return "it was published with other parameters than its own";
  }
  const now = await publishedFrom(notebook);
  if (now.code !== then.code) return "its code has changed";
  if (now.outputs !== then.outputs) return "its outputs have changed, as by a run in JupyterLab";
  if (now.arithmetic !== then.arithmetic) return "the arithmetic of training has changed";
  return null;
}

function digest(parts: unknown): string {
  // Notebooks keep a text whole or as lines.
  const text = JSON.stringify(parts, (_, value) => isLines(value) ? value.join("") : value);
  return createHash("sha256").update(text).digest("hex");
}

function isLines(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((line) => typeof line === "string");
}
