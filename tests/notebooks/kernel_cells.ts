/**
 * Cells on a Deno kernel that is interrupted or restarted in their midst.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { ensureEnvironment, installDenoKernel } from "../../lib/cli/python.ts";
import { requirements } from "./notebook.ts";

/** What is run, and when the kernel is interrupted or restarted. */
export interface KernelCells {
  readonly deed: "interrupt" | "restart";
  /** Run at first, and again after a restart. */
  readonly before: string;
  /** The cell in whose midst it comes, */
  readonly cell: string;
  /** once it shows what this regular expression matches. */
  readonly when: string;
  readonly after: readonly string[];
}

/** The texts that the cell shows, and those of each cell after it; the kernel is shut down then. */
export async function runKernelCells(
  { deed, before, cell, when, after }: KernelCells,
): Promise<string[][]> {
  const environment = await ensureEnvironment(requirements, (text) => console.log(text));
  const [program, folder] = ["interrupt.py", "../../notebooks/"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const { success, stdout, stderr } = await new Deno.Command(environment.python, {
    args: [program, folder, deed, before, cell, when, ...after],
    env: { ...await installDenoKernel(environment), NO_COLOR: "1" },
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
