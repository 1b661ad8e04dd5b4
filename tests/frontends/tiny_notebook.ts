/**
 * Notebooks as front ends are given them: not run yet, and small.
 *
 * @module
 */
import { joined, type Notebook } from "../../lib/cli/maintainers/run_notebook.ts";

/**
 * A notebook without outputs, whose parameters are overridden in a cell of their own. It imports the
 * library from a folder that lies three levels below the project's.
 */
export function tinyNotebook(
  { cells, ...rest }: Notebook,
  parameters: Readonly<Record<string, unknown>>,
): Notebook {
  const fresh = cells.map((cell) =>
    cell.cell_type !== "code" ? cell : {
      ...cell,
      source: joined(cell.source).replace(/"(\.\.\/)+lib\/mod\.ts"/, '"../../../lib/mod.ts"'),
      execution_count: null,
      outputs: [],
    }
  );
  if (Object.keys(parameters).length === 0) return { cells: fresh, ...rest };
  const lines = Object.entries(parameters)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)};\n`);
  const overrides = {
    cell_type: "code" as const,
    id: "overrides",
    metadata: {},
    source: `${lines.join("")}undefined;`,
    execution_count: null,
    outputs: [],
  };
  const at = fresh.findIndex(({ metadata }) => metadata.tags?.includes("parameters"));
  return { cells: fresh.toSpliced(at + 1, 0, overrides), ...rest };
}
