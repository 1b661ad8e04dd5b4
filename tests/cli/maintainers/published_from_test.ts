import { assertEquals, assertMatch } from "@std/assert";
import { findStale, publishedFrom } from "../../../lib/cli/maintainers/published_from.ts";
import type { Cell, Notebook } from "../../../lib/cli/maintainers/run_notebook.ts";

/** A text, a cell that shows a table, and one that shows nothing. */
function sampleNotebook(): Notebook {
  const code = (source: string, html: string[]): Cell => ({
    cell_type: "code",
    source,
    metadata: {},
    outputs: html.map((html) => ({ output_type: "display_data", data: { "text/html": html } })),
  });
  const text: Cell = { cell_type: "markdown", source: "# Title", metadata: {} };
  return { cells: [text, code("1 +\n1", ["<table></table>"]), code("", [])], metadata: {} };
}

const edits: [edit: string, why: RegExp | null, make: (notebook: Notebook) => void][] = [
  ["kept as it was", null, () => {}],
  ["saved with its texts as lines", null, ({ cells }) => {
    cells[1].source = ["1 +\n", "1"];
    cells[1].outputs![0].data!["text/html"] = ["<table>", "</table>"];
  }],
  ["with other prose", null, ({ cells }) => cells[0].source = "# Another title"],
  ["with another cell", /^its code has changed$/, ({ cells }) => cells[1].source = "1 + 2"],
  ["without a cell", /^its code has changed$/, ({ cells }) => cells.pop()],
  ["run elsewhere", /^its outputs have changed/, ({ cells }) => cells[1].outputs = []],
  ["of another arithmetic", /arithmetic/, ({ metadata }) => {
    metadata.sweepbook = { ...metadata.sweepbook!, arithmetic: 0 };
  }],
  ["of other parameters", /^it was published with other parameters/, ({ cells }) => {
    cells[1].metadata.tags = ["overrides"];
  }],
  ["that was never published", /^it has not been published$/, ({ metadata }) => {
    delete metadata.sweepbook;
  }],
];

for (const [edit, why, make] of edits) {
  Deno.test(`a published notebook ${edit} is ${why ? "stale" : "not stale"}`, async () => {
    const notebook = sampleNotebook();
    notebook.metadata.sweepbook = await publishedFrom(notebook);
    make(notebook);
    const stale = await findStale(notebook);
    if (why === null) assertEquals(stale, null);
    else assertMatch(stale!, why);
  });
}
