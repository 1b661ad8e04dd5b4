import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { loadSpace } from "../../lib/cli/load_space.ts";
import { inFolder } from "./study_process.ts";

Deno.test("the default export is the search function", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/a b#%20.ts`, 'export default () => ({ layers: "F" });');
    const search = await loadSpace(`${folder}/a b#%20.ts`);
    assertEquals((search as () => unknown)(), { layers: "F" });
  }));

Deno.test("a path is one from the working folder", async () => {
  const search = await loadSpace("notebooks/spaces/rates.ts");
  assertEquals(search.name, "rates");
});

/** Modules that are no search spaces, and what is said of them behind their path. */
const bad: [what: string, text: string, says: RegExp][] = [
  ["does not parse", "\nexport default (;", /^Cannot load .*, line 2: SyntaxError: Expression exp/],
  ["throws", '\n\nthrow new Error("I am\\nbroken?")', /^Cannot load .*, line 3: I am broken\?$/],
  ["throws no error", "throw null;", /^Cannot load .*: it throws null\.$/],
  ["imports what is not there", 'import "./no.ts";', /^Cannot load .*, line 1: .*\/no\.ts"\.$/],
  [
    "imports no name of a module",
    'import { no } from "node:path"; no();',
    /^Cannot load .*, line 1: .*'no'\.$/,
  ],
  ["exports nothing", "export {};", /^Expected the default export of .* got none\.$/],
  ["has another export", "export const search = () => {};", /, got none\.$/],
  [
    "has a default export of another kind",
    'export default { layers: "F" };',
    /to be the search function, \(trial\) => \(\{ layers, \.\.\. \}\), got \{ layers: "F" \}\.$/,
  ],
];

for (const [what, text, says] of bad) {
  Deno.test(`a module that ${what} is refused in one sentence`, () =>
    inFolder(async (folder) => {
      const path = `${folder}/space.ts`;
      await Deno.writeTextFile(path, text);
      const { message } = await assertRejects(() => loadSpace(path), Error, `"${path}"`);
      assertMatch(message, says);
      assertEquals(message.includes("\n"), false);
    }));
}

Deno.test("a file that is not there and a folder are refused", () =>
  inFolder(async (folder) => {
    const refused = async (path: string) =>
      (await assertRejects(() => loadSpace(path), Error)).message;
    assertMatch(
      await refused(`${folder}/no.ts`),
      /^Expected --space to be a file, got ".*no\.ts": /,
    );
    assertMatch(await refused(folder), /^Expected --space to be a file, got ".*": a folder\.$/);
  }));
