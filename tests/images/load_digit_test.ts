import { assert, assertEquals, assertRejects } from "@std/assert";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { loadMnist } from "../../lib/datasets/mnist.ts";
import { loadDigit } from "../../lib/images/load_digit.ts";
import type { Picture } from "../../lib/images/picture.ts";
import { loadModel } from "../../lib/training/load_model.ts";
import { toolTest } from "../tools.ts";
import { trainModel, withSaved } from "../training/trained_model.ts";
import { PYTHON, renderPictures } from "./pictures.ts";

const COUNT = 20;

toolTest("pictures of digits are classified as MNIST's own images of them", PYTHON, async () => {
  const { test } = await loadMnist();
  const folder = await renderPictures(test, COUNT);
  const trained = await trainModel({ layers: "C8 P2 F D64", epochs: 2 }, 6_000);
  await withSaved(trained, async (saved) => {
    using model = await loadModel(saved);
    const winner = (probabilities: number[]) => {
      assertEquals(probabilities.length, 10);
      assert(Math.abs(probabilities.reduce((a, b) => a + b) - 1) < 1e-5);
      return probabilities.indexOf(Math.max(...probabilities));
    };
    const expected: number[] = [];
    for (let i = 0; i < COUNT; i++) {
      expected.push(winner(await model.classifyPixels(imageAt(test, i))));
    }
    for (const { name: kind } of Deno.readDirSync(folder)) {
      if (kind === "forms") continue;
      let same = 0;
      for (let i = 0; i < COUNT; i++) {
        const path = `${folder}/${kind}/${i}.${kind.split(".").at(-1)}`;
        if (winner(await model.classify(path)) === expected[i]) same++;
      }
      assert(same >= COUNT - 2, `${kind}: ${same} of ${COUNT} as MNIST's`);
    }
  });
  await Deno.remove(folder, { recursive: true });
});

toolTest("an image of MNIST comes out as it went in, other forms nearly so", PYTHON, async () => {
  const { test } = await loadMnist();
  const folder = await renderPictures(test, 3);
  for (const i of [0, 1, 2]) {
    const own = imageAt(test, i);
    const { height, width, pixels } = await loadDigit(`${folder}/as it is.png/${i}.png`);
    assertEquals([height, width], [28, 28]);
    assert(difference(own, { height, width, pixels }) < 2, `image ${i}`);
  }
  const plain = await loadDigit(`${folder}/forms/plain.png`);
  const pictures = [...Deno.readDirSync(`${folder}/forms`)].map(({ name }) => name);
  for (const name of pictures.filter((name) => /turned|palette|bits|colour|prog|cmyk/.test(name))) {
    const most = name === "bits.png" ? 30 : 6;
    const off = difference(plain, await loadDigit(`${folder}/forms/${name}`));
    assert(off < most, `${name}: ${off}`);
  }
  const sized = await loadDigit(`${folder}/forms/plain.png`, { height: 14, width: 20 });
  assertEquals([sized.height, sized.width, sized.pixels.length], [14, 20, 280]);

  const refused = { blank: "a blank image", noise: "a blank image", huge: "9000 x 8000" };
  for (const [name, part] of Object.entries(refused)) {
    const url = new URL(`file://${folder}/forms/${name}.png`);
    await assertRejects(() => loadDigit(url), Error, part);
  }
  for (const name of ["plain.png", "progressive.jpg"]) {
    const bytes = await Deno.readFile(`${folder}/forms/${name}`);
    for (const length of [0, 3, 20, 60, bytes.length >> 1]) {
      const { message } = await assertRejects(() => loadDigit(bytes.subarray(0, length)), Error);
      assert(/^Cannot read "the image": [^\n]+\.$/.test(message), message);
    }
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test({
  name: "what never comes to an end is refused: a device, a link to one, a pipe",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    await Deno.symlink("/dev/zero", `${folder}/link`);
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe`] }).output();
    for (const path of ["/dev/zero", `${folder}/link`, `${folder}/pipe`]) {
      const { message } = await assertRejects(() => loadDigit(path), Error);
      assertEquals(message, `Cannot read "${path}": it is a device or a pipe, and no file.`);
    }
    await assertRejects(() => loadDigit(folder), Error, "Is a directory");
    await Deno.remove(folder, { recursive: true });
  },
});

/** Mean over the pixels, in steps of 255. */
function difference(a: Picture, b: Picture): number {
  return a.pixels.reduce((sum, value, i) => sum + Math.abs(value - b.pixels[i]), 0) /
    a.pixels.length;
}
