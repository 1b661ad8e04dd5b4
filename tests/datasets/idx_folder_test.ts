import { assertEquals, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { loadIdxFolder } from "../../lib/datasets/idx_folder.ts";
import { idxNames, inFolder, writeIdxFolder } from "./idx_bytes.ts";

Deno.test("loadIdxFolder() reads the customary idxNames, dotted or compressed too", async () => {
  const dotted = (name: string) => name.replace("-idx", ".idx");
  const renames = [
    (name: string) => name,
    (name: string) => `${name}.gz`,
    dotted,
    (name: string) => `${dotted(name)}.gz`,
  ];
  for (const rename of renames) {
    await inFolder(async (folder) => {
      await writeIdxFolder(folder, rename);
      const dataset = await loadIdxFolder(folder);
      assertEquals([dataset.train.count, dataset.test.count, dataset.classes], [3, 2, 3]);
      assertEquals([...dataset.train.labels], [0, 1, 2]);
    });
  }
});

Deno.test("loadIdxFolder() takes a URL, a name and the number of classes", async () => {
  await inFolder(async (parent) => {
    const folder = `${parent}/my digits`;
    await Deno.mkdir(folder);
    await writeIdxFolder(folder);
    assertEquals((await loadIdxFolder(folder)).name, "my digits");
    const named = await loadIdxFolder(pathToFileURL(folder), { name: "Digits", classes: 10 });
    assertEquals([named.name, named.classes], ["Digits", 10]);
    await assertRejects(
      () => loadIdxFolder(folder, { classes: 2 }),
      RangeError,
      `${idxNames[1]}": expected labels from 0 to 1, got 2 for image 2`,
    );
  });
});

Deno.test("loadIdxFolder() says which file is missing or broken", async () => {
  for (const name of idxNames) {
    await inFolder(async (folder) => {
      await writeIdxFolder(folder);
      await Deno.writeFile(`${folder}/${name}`, new Uint8Array(3));
      await assertRejects(() => loadIdxFolder(folder), SyntaxError, name);
      await Deno.remove(`${folder}/${name}`);
      await assertRejects(() => loadIdxFolder(folder), Error, name);
      await Deno.mkdir(`${folder}/${name}`);
      await assertRejects(() => loadIdxFolder(folder), Error, `expected the file ${name}`);
    });
  }
  await assertRejects(() => loadIdxFolder("no/such/folder"), Error, '"no/such/folder"');
});
