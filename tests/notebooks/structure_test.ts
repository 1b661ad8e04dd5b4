import { assert, assertEquals } from "@std/assert";
import type { Cell, CellOutput, Notebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { findStructureBreaches } from "./structure.ts";

const title = markdown("# MNIST\n\nWhat do the images look like?");
const summary = markdown("## Summary\n\nThey are grey.");
const exercises = markdown("## Exercises\n\n1. Look again.");
const parameters = code("let seed = 1;\nlet epochs = 5;", ["parameters"]);

Deno.test("a notebook that keeps the rules has no breach", () => {
  const functionOf8 = `const f = (x: number) => {\n${"  x++;\n".repeat(6)}};`;
  const cellOf15 = "1;\n".repeat(15);
  const imports = code('import {\n  loadMnist,\n} from "../lib/mod.ts";');
  const good = notebook(title, imports, parameters, code(functionOf8), code(cellOf15));
  assertEquals(findStructureBreaches(good), []);
  const withPaths = notebook(
    title,
    parameters,
    code('await study.export("../data/exports");\n1 / 2'),
  );
  assertEquals(findStructureBreaches(withPaths), []);
});

const bad: [name: string, breach: string, ...cells: Cell[]][] = [
  ["without a title", "open with an H1", parameters],
  ["with a title but no question", "open with an H1", markdown("# MNIST\n\nImages."), parameters],
  ["without parameters", "0 cells tagged parameters", title, code("let seed = 1;")],
  ["with two cells of parameters", "2 cells tagged parameters", title, parameters, parameters],
  ["with a constant parameter", "use let", title, code("const seed = 1;", ["parameters"])],
  ["with a cell of 16 lines", "16 lines", title, parameters, code("1;\n".repeat(16))],
  [
    "with a function of 9 lines",
    "A function has 9 lines",
    ...[title, parameters, code(`function f() {\n${"  g();\n".repeat(7)}}`)],
  ],
  [
    "with an arrow function of 9 lines",
    "A function has 9 lines",
    ...[title, parameters, code(`xs.map((x) => {\n${"  g(x);\n".repeat(7)}});`)],
  ],
  [
    "that imports a room",
    "imports ../lib/datasets/mnist.ts",
    ...[title, parameters, code('import { loadMnist } from "../lib/datasets/mnist.ts";')],
  ],
  [
    "that imports a package while it runs",
    "imports npm:d3",
    ...[title, parameters, code('await import("npm:d3");')],
  ],
  [
    "with an absolute path in a cell",
    "absolute path",
    ...[title, parameters, code('await study.export("/srv/exports");')],
  ],
  [
    "with an absolute path in an output",
    "absolute path",
    ...[
      title,
      parameters,
      code("1", [], { output_type: "stream", text: ["from file:///home/me/x.ts\n"] }),
    ],
  ],
  [
    "with a picture that has no text",
    "no alternative text",
    ...[
      title,
      parameters,
      code("f()", [], { output_type: "display_data", data: { "image/png": "AAAA" } }),
    ],
  ],
  [
    "with an error in an output",
    "has failed",
    ...[title, parameters, code("f();", [], { output_type: "error", ename: "Error" })],
  ],
];

for (const [name, breach, ...cells] of bad) {
  Deno.test(`a notebook ${name} is refused`, () => {
    const breaches = findStructureBreaches(notebook(...cells));
    assert(breaches.some((text) => text.includes(breach)), `Expected "${breach}" in ${breaches}`);
  });
}

Deno.test("a notebook that ends otherwise than with summary and exercises is refused", () => {
  const head = [title, parameters];
  const ends = [
    [],
    [summary],
    [exercises, summary],
    [summary, exercises, markdown("More.")],
    [summary, code("## Exercises")],
  ];
  for (const end of ends) {
    const { metadata } = notebook();
    const breaches = findStructureBreaches({ cells: [...head, ...end], metadata });
    assertEquals(breaches, ["It does not end with a cell ## Summary and one ## Exercises"]);
  }
});

Deno.test("a notebook for another kernel is refused", () => {
  const { cells } = notebook(title, parameters);
  const breaches = findStructureBreaches({ cells, metadata: { kernelspec: { name: "python3" } } });
  assertEquals(breaches, ["Its kernel is not named deno"]);
});

/** A notebook of these cells, with the two that end each. */
function notebook(...cells: Cell[]): Notebook {
  return { cells: [...cells, summary, exercises], metadata: { kernelspec: { name: "deno" } } };
}

function markdown(source: string): Cell {
  return { cell_type: "markdown", source, metadata: {} };
}

function code(source: string, tags: string[] = [], ...outputs: CellOutput[]): Cell {
  return { cell_type: "code", source, metadata: { tags }, outputs };
}
