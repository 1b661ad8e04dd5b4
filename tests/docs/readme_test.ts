import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { type Example, findExamples } from "../../lib/cli/maintainers/examples.ts";
import { readStudyArgs } from "../../lib/cli/study_args.ts";

const root = new URL("../../", import.meta.url);
/** The documents whose cells a reader may type in. */
const documents = await Promise.all(
  ["README.md", "notebooks/README.md"].map(async (path) => ({
    path,
    text: await Deno.readTextFile(new URL(path, root)),
  })),
);

/** Where the cells stand. */
let folder: string;
const fileOf = ({ path, line }: Example) => `${folder}/${path.replace("/", "_")}_${line}.ts`;
const cells = documents.flatMap(({ path, text }) => findExamples(path, text));
Deno.test.beforeAll(async () => {
  folder = await Deno.makeTempDir();
  for (const cell of cells) await Deno.writeTextFile(fileOf(cell), tiny(cell.code));
});
Deno.test.afterAll(() => Deno.remove(folder, { recursive: true }));

Deno.test("the cells of the READMEs have the types that the library asks for", () =>
  deno("check", ...cells.map(fileOf)));

for (const cell of cells) {
  // Checked with it, each worker would be checked anew.
  Deno.test(`the cell of ${cell.path}:${cell.line} runs, its study cut to a few images`, () =>
    deno("run", "-A", "--no-check", fileOf(cell)));
}

async function deno(command: string, ...args: string[]): Promise<void> {
  const config = fileURLToPath(new URL("deno.json", root));
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [command, "--config", config, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
}

/** A cell as it is, but for the size of its study and the place that it stands in. */
function tiny(code: string): string {
  const settings = "limit: 300, epochs: 1";
  return code.replaceAll("../lib/", new URL("lib/", root).href)
    .replace(/^ {2}(limit|epochs): \d+,\n/gm, "")
    .replace(/^ {2}trials: \d+/gm, "  trials: 3")
    .replaceAll("createStudy({", `createStudy({ ${settings},`);
}

const commands = documents.flatMap(({ text }) =>
  [...text.matchAll(/\bdeno task study\b([^`#\n]*)/g)].map(([, options]) => options.trim())
);

for (const options of new Set(commands)) {
  Deno.test(`the READMEs' study of [${options}] has options that are read`, () => {
    const args = options.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
    readStudyArgs(args.map((arg) => arg.replaceAll('"', "")));
  });
}
