import { assert, assertEquals } from "@std/assert";
import { fileLinks, tasks } from "./docs.ts";

const root = new URL("../../", import.meta.url);

Deno.test("fileLinks finds links and pictures, not addresses, anchors or code", () => {
  const text = [
    "[a](lib/README.md) ![b](data/a%20b.png) [c](https://example.com/x) [d](#names)",
    '[e](DECISIONS.md#one "title") <img src="tests/x.png">',
    "```md\n[f](nowhere.md)\n```",
  ].join("\n");
  assertEquals(fileLinks(text), ["lib/README.md", "data/a b.png", "DECISIONS.md", "tests/x.png"]);
});

Deno.test("tasks finds the tasks of commands", () => {
  assertEquals(tasks("`npx -y deno task study --limit 9`\n\n    deno task test\n"), [
    "study",
    "test",
  ]);
});

for (const path of await documents()) {
  Deno.test(`${path} links to files that exist and names tasks that exist`, async () => {
    const text = await Deno.readTextFile(new URL(path, root));
    for (const link of fileLinks(text)) {
      const target = new URL(link, new URL(path, root));
      assert(await Deno.stat(target).then(() => true, () => false), `There is no ${link}`);
    }
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
