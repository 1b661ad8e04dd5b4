import { assertEquals } from "@std/assert";
import { type CallSite, formatStack } from "../../lib/notebook/error_stack.ts";

const file = import.meta.resolve("../../lib/plots/images.ts");
const lines = (await Deno.readTextFile(new URL(file))).split("\n");
const line = lines.findIndex((text) => text.includes("throw new RangeError")) + 1;
const thrown = site("plotImages", file, line, lines[line - 1].indexOf("new RangeError") + 1);
const engine = site("plotImages", file, line, 1);
const cell = site("", null, 3, 5);
const map = site("Array.map", null, null, null);
const own = site("draw", "file:///home/me/draw.ts", 7, 1);

const cases: [name: string, sites: CallSite[], shown: string[]][] = [
  ["a slip", [thrown, cell], [cell.toString()]],
  ["a slip below the user's own file", [thrown, map, engine, own, cell], [own, cell].map(String)],
  ["a fault of the library", [engine, map, cell], [engine, map, cell].map(String)],
  ["an error of the user", [own, engine, cell], [own, engine, cell].map(String)],
  ["an error in the language's own function", [map, engine, cell], [map, engine, cell].map(String)],
  ["no call at all", [], []],
  [
    "a file that is not there",
    [site("f", import.meta.resolve("../../lib/plots/nothing.ts"), 1, 1), cell],
    [`f (${import.meta.resolve("../../lib/plots/nothing.ts")}:1:1)`, cell.toString()],
  ],
];

for (const [name, sites, shown] of cases) {
  Deno.test(`the stack of ${name} shows ${shown.length} of ${sites.length} calls`, () => {
    assertEquals(formatStack(new RangeError("Too much."), sites).split("\n"), [
      "RangeError: Too much.",
      ...shown.map((call) => `    at ${call}`),
    ]);
  });
}

/** A call of this function, in a notebook's cell where it has no address. */
function site(name: string, url: string | null, line: number | null, column: number | null) {
  return {
    getScriptNameOrSourceURL: () => url,
    getLineNumber: () => line,
    getColumnNumber: () => column,
    toString: () => `${name} (${url ?? "<anonymous>"}:${line}:${column})`,
  };
}
