import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { loadMnist } from "../../lib/datasets/mnist.ts";
import { loadModel } from "../../lib/training/load_model.ts";
import { saveModel } from "../../lib/training/save_model.ts";
import { trainModel, withSaved } from "./trained_model.ts";

/** Together they hold every kind of layer. */
const nets = [
  "C4 P2 C6(k2,same,tanh) A2 F D8(sigmoid) Dr.3",
  "C4(s2,linear) BN P3(s1,same) F D6(elu)",
];

for (const layers of nets) {
  Deno.test(`plain tfjs loads ${layers}, and predicts the same to 1e-5`, async () => {
    const { test } = await loadMnist();
    const images = [0, 1, 2, 3, 4].map((i) => imageAt(test, i));
    await withSaved(await trainModel({ layers }), async (folder) => {
      using model = await loadModel(folder);
      const own = [];
      for (const image of images) own.push(await model.classifyPixels(image));
      const pixels = `${folder}/pixels.json`;
      await Deno.writeTextFile(pixels, JSON.stringify(images.map(({ pixels }) => [...pixels])));
      const program = fileURLToPath(new URL("plain_tfjs.ts", import.meta.url));
      const args = ["run", "-A", "--no-check", program, folder, pixels];
      const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
      const { metadata, probabilities } = JSON.parse(new TextDecoder().decode(stdout));
      const off = own.flat().map((value, i) => Math.abs(value - probabilities.flat()[i]));
      assert(Math.max(...off) <= 1e-5, `off by ${Math.max(...off)}`);
      assertEquals(metadata.sweepbook, JSON.parse(JSON.stringify(model.provenance)));
    });
  });
}

Deno.test("a saved model tells where it comes from", async () => {
  const trained = await trainModel({ layers: "F D8", seed: 5 });
  await withSaved(trained, async (folder) => {
    using model = await loadModel(folder);
    const { provenance } = model;
    assertEquals([provenance.study, provenance.name, provenance.trial], ["rates", "Trial 3", 3]);
    assertEquals(provenance.setup, { ...trained.trial.setup, seed: 5, fold: null });
    assertEquals(provenance.test?.accuracy, trained.run.test?.accuracy);
    assertEquals(provenance.madeFrom, trained.provenance);
    assertEquals(model.labels, [..."0123456789"]);
  });
});

Deno.test("the same model gives the same bytes, and may be saved again", async () => {
  const trained = await trainModel({ layers: "C2 P4 F" });
  await withSaved(trained, async (folder) => {
    const read = () => Deno.readTextFile(`${folder}/model.json`);
    const before = await read();
    const paths = await saveModel(folder, trained);
    assertEquals(paths, [`${folder}/model.json`, `${folder}/weights.bin`]);
    assertEquals(await read(), before);
    assertEquals([...Deno.readDirSync(folder)].length, 2);
  });
});

Deno.test("files of another model or of something else are not written over unasked", async () => {
  const trained = await trainModel({ layers: "F" });
  await withSaved(trained, async (folder) => {
    const other = { ...trained, study: "other" };
    const refusal = () => saveModel(folder, other);
    await assertRejects(refusal, Error, 'got the model of Trial 3 of the study "rates"; save to');
    await Deno.writeTextFile(`${folder}/model.json`, "{}");
    await assertRejects(refusal, Error, "got model.json, which does not come from a study; save");
    assertEquals(await Deno.readTextFile(`${folder}/model.json`), "{}");
    await saveModel(folder, other, { overwrite: true });
    using model = await loadModel(folder);
    assertEquals(model.provenance.study, "other");
  });
});

Deno.test("weights of other lengths are refused", async () => {
  const trained = await trainModel({ layers: "F" });
  const weights = [trained.weights[0], new Float32Array(3)];
  const folder = await Deno.makeTempDir();
  await assertRejects(() => saveModel(folder, { ...trained, weights }), RangeError, "got 7840, 3.");
  assertEquals([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});

Deno.test("a model that cannot be written leaves nothing behind", async () => {
  const trained = await trainModel({ layers: "F" });
  const file = await Deno.makeTempFile();
  const error = await assertRejects(() => saveModel(`${file}/model`, trained), Error);
  assertStringIncludes(error.message, `Cannot write a model to "${file}/model": `);
  await Deno.remove(file);
});

Deno.test("files that were cut or changed, and foreign ones, are refused in a sentence", async () => {
  const trained = await trainModel({ layers: "F" });
  await withSaved(trained, async (folder) => {
    const [json, weights] = [`${folder}/model.json`, `${folder}/weights.bin`];
    const [text, bytes] = [await Deno.readTextFile(json), await Deno.readFile(weights)];
    const refuses = async (part: string) => {
      const { message } = await assertRejects(() => loadModel(folder), Error);
      assertStringIncludes(message, part);
    };
    for (const length of [0, 1, bytes.length - 4, bytes.length - 1]) {
      await Deno.writeFile(weights, bytes.subarray(0, length));
      await refuses("weights.bin is not the file that model.json tells of");
    }
    await Deno.remove(weights);
    await refuses(`Cannot load "${weights}": No such file or directory.`);
    await Deno.writeFile(weights, bytes);
    for (const length of [0, 1, 100, text.length - 1]) {
      await Deno.writeTextFile(json, text.slice(0, length));
      await refuses(`Cannot load "${json}": it is no model that Sweepbook saved.`);
    }
    await Deno.writeTextFile(json, text.replace('"schemaVersion":1', '"schemaVersion":2'));
    await refuses("it was saved by a later version of Sweepbook.");
  });
});
