import { basename, dirname } from "node:path";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { exportStudy, folderName } from "../../lib/results/export.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { hostileNames, refusedNames } from "./hostile_names.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { withFile } from "./with_file.ts";

Deno.test("300 hostile names of as many kinds come back from the database as they went in", () =>
  withFile((storage, path) => {
    assertEquals([new Set(hostileNames).size, hostileNames.length], [300, 300]);
    for (const name of hostileNames) {
      const writer = storage.write(sampleDefinition(name));
      const choices = { kind: "categorical", choices: [name, "another"] } as const;
      const trial = sampleTrial(0, { name, params: { [name]: name } });
      writer.save({ ...trial, distributions: { [name]: choices } });
      writer.close();
    }
    assertEquals(storage.list().map(({ name }) => name).sort(), hostileNames.toSorted());
    for (const [i, name] of hostileNames.entries()) {
      const { definition, trials: [trial] } = storage.load(name)!;
      assertEquals([definition.name, trial.name], [name, name]);
      assertEquals(Object.entries(trial.params), [[name, name]]);
      if (i % 10 === 0) storage.delete(name);
    }
    assertEquals(storage.list().length, 270);
    assertEquals(storage.check(), []);
    assert([...Deno.readDirSync(path.replace("/studies.db", ""))].length <= 4);
  }));

Deno.test("names that no database holds are refused, each in one clear sentence", () =>
  withFile((storage, path) => {
    for (const name of refusedNames) {
      const { message } = assertThrows(() => storage.write(sampleDefinition(name)), Error);
      assertMatch(message, /^Expected the name of a (stored )?study to be [^\n]*, got [^\n]*\.$/);
      assert(message.length < 300, `${message.length} characters`);
    }
    assertThrows(() => Deno.statSync(path), Deno.errors.NotFound);
  }));

Deno.test("the folder of a study of any name lies in the folder it is put into", async () => {
  const folder = await Deno.makeTempDir();
  for (const name of [...hostileNames, ...refusedNames.filter((name) => name.trim() !== "")]) {
    const own = folderName(name);
    const path = `${folder}/${own}`;
    assertEquals([dirname(path), basename(path), own.startsWith(".")], [folder, own, false]);
    Deno.mkdirSync(path, { recursive: true });
    assert([...Deno.readDirSync(folder)].some((entry) => entry.name === own));
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a study of any name is exported whole into its folder", async () => {
  const folder = await Deno.makeTempDir();
  for (const [i, name] of hostileNames.entries()) {
    const out = `${folder}/${i}/${folderName(name)}`; // names that are alike share a folder's name
    const trials = [sampleTrial(0, { name, params: { [name]: name } })];
    const files = await exportStudy({ name, dataset: "MNIST", trials }, out);
    assertEquals(files.map(dirname), files.map(() => out));
    const json = JSON.parse(Deno.readTextFileSync(`${out}/trials.json`));
    assertEquals([json.name, json.trials[0].name], [name, name]);
  }
  await Deno.remove(folder, { recursive: true });
});
