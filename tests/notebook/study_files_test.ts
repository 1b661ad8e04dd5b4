import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createStudy } from "../../lib/notebook/create_study.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { complete, createSample } from "./sample_study.ts";

Deno.test("a study is reported as it stands, with the digits that its best gets wrong", async () => {
  const folder = await Deno.makeTempDir();
  const own = fileURLToPath(new URL("../../data/exports/reported", import.meta.url));
  try {
    const data = await loadSmallMnist(60, 20);
    const cases = [{ name: "flat", layers: "F" }];
    const study = await createStudy({ name: "reported", data, cases, epochs: 1, storage: null });
    const file = `${folder}/report.html`;
    assertEquals(await study.report(file), [file]);
    assertStringIncludes(await Deno.readTextFile(file), "No trial is complete yet.");
    await study.optimize({ onProgress: () => {} });
    await study.report(pathToFileURL(file));
    const page = await Deno.readTextFile(file);
    assertMatch(
      page,
      /images that its best run gets wrong, the surest first/,
    );
    const { mistakes } = study.best!.runs[0].test!;
    assertEquals(page.match(/alt="Image \d+, a \d"/g)?.length, mistakes.length);
    assertEquals(await study.report({ overwrite: true }), [`${own}/report.html`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
    await Deno.remove(own, { recursive: true });
  }
});

Deno.test("a study whose weights have decayed is reported without what its best takes images for", async () => {
  const folder = await Deno.makeTempDir();
  const { log } = console;
  try {
    const data = await loadSmallMnist(60, 20);
    const cases = [{ name: "flat", layers: "F" }];
    const storage = `${folder}/studies.db`;
    const study = await createStudy({ name: "decayed", data, cases, epochs: 1, storage });
    await study.optimize({ onProgress: () => {} });
    const [{ name }] = [...Deno.readDirSync(`${storage}-checkpoints`)];
    await Deno.truncate(`${storage}-checkpoints/${name}`, 100);
    const lines: string[] = [];
    console.log = (line) => lines.push(line);
    const [page] = await study.report(`${folder}/report.html`);
    assertEquals(lines.length, 1);
    assertMatch(lines[0], /cut short\. What the best takes images for is left out\.$/);
    assertStringIncludes(await Deno.readTextFile(page), "what it was taken for is not known");
  } finally {
    console.log = log;
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a study is exported into a folder of its name, or into that which is given", async () => {
  const { study } = createSample(complete);
  const folder = await Deno.makeTempDir();
  try {
    assertEquals((await study.export(folder))[0], `${folder}/trials.csv`);
    const [first] = await study.export(pathToFileURL(`${folder}/url`));
    assertEquals(first, `${folder}/url/trials.csv`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const own = fileURLToPath(new URL("../../data/exports/sample", import.meta.url));
  try {
    assertEquals((await study.export({ overwrite: true })).map((path) => dirname(path))[0], own);
  } finally {
    await Deno.remove(own, { recursive: true });
  }
});
