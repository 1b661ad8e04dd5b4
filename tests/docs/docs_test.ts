import { assert, assertEquals } from "@std/assert";
import type { Cell, Notebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { fileLinks, pictures, picturesWithoutText, silentCells, tasks } from "./docs.ts";

const root = new URL("../../", import.meta.url);

Deno.test("fileLinks finds links and pictures, not addresses, anchors or code", () => {
  const text = [
    "[a](lib/README.md) ![b](data/a%20b.png) [c](https://example.com/x) [d](#names)",
    '[e](DECISIONS.md#one "title") <img src="tests/x.png">',
    "```md\n[f](nowhere.md)\n```",
  ].join("\n");
  assertEquals(fileLinks(text), ["lib/README.md", "data/a b.png", "DECISIONS.md", "tests/x.png"]);
});

Deno.test("picturesWithoutText finds pictures that say nothing", () => {
  const bad = ["![](a.png)", "![ ](b.png)", '<img src="c.png">', '<img alt="" src="d.png">'];
  const good = ["![A chart](e.png)", '<img alt="A chart" src="f.png">'];
  assertEquals(picturesWithoutText([...bad, ...good].join("\n")), bad);
});

Deno.test("tasks finds the tasks of commands", () => {
  assertEquals(tasks("`npx -y deno task study --limit 9`\n\n    deno task test\n"), [
    "study",
    "test",
  ]);
});

Deno.test("silentCells finds cells that lost what they show", () => {
  const cell = (source: string, outputs: Cell["outputs"] = []): Cell => (
    { cell_type: "code", source, metadata: {}, outputs }
  );
  const lost = ["console.log(1);", "await study.optimize();", "let a = 1;\nstudy.table() // best"];
  const quiet = ["let seed = 1; // of all\n", "import { a } from 'a';\ninlinePlotly()"];
  const timing = { ...cell("console.log(ms);"), metadata: { tags: ["times"] } };
  const shown = cell("study.table()", [{ output_type: "display_data" }]);
  const cells = [...lost, ...quiet].map((source) => cell(source));
  assertEquals(silentCells({ cells: [...cells, timing, shown], metadata: {} }), lost);
});

for (const path of await filesOf("notebooks/", ".ipynb")) {
  Deno.test(`${path} holds what its cells show`, async () => {
    const notebook: Notebook = JSON.parse(await Deno.readTextFile(new URL(path, root)));
    const silent = silentCells(notebook).map((source) => source.split("\n").at(-1));
    assert(
      silent.length === 0,
      `No output; run \`deno task notebooks ${path}\`: ${silent.join(" | ")}`,
    );
  });
}

for (const path of await documents()) {
  Deno.test(`${path} links to files that exist and names tasks that exist`, async () => {
    const text = await Deno.readTextFile(new URL(path, root));
    for (const link of fileLinks(text)) {
      const target = new URL(link, new URL(path, root));
      assert(await Deno.stat(target).then(() => true, () => false), `There is no ${link}`);
    }
    for (const picture of pictures(text)) {
      const { size } = await Deno.stat(new URL(picture, new URL(path, root)));
      assert(size > 1000, `${picture} has ${size} bytes: is it a picture?`);
    }
    assertEquals(picturesWithoutText(text), []);
    const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
    for (const task of tasks(text)) assert(task in config.tasks, `There is no task ${task}`);
  });
}

/** The documents of the project; what users put into folders of data/ is theirs. */
async function documents(folder = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder || "./", root))) {
    const inProject = folder === ""
      ? ["data", "lib", "notebooks", "tests"].includes(name)
      : folder !== "data/";
    if (isDirectory && inProject) found.push(...await documents(`${folder}${name}/`));
    if (name.endsWith(".md")) found.push(folder + name);
  }
  return found.sort();
}

/** The files of a folder that end so. */
async function filesOf(folder: string, end: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(new URL(folder, root)));
  return entries.filter(({ name }) => name.endsWith(end)).map(({ name }) => folder + name).sort();
}
