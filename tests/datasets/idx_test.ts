import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { parseIdx, readIdxFile } from "../../lib/datasets/idx.ts";
import { createRandom } from "../../lib/random/random.ts";
import { gzip, idxBytes, inFolder } from "./idx_bytes.ts";

function assertBroken(bytes: Uint8Array, includes = "") {
  const { message } = assertThrows(() => parseIdx(bytes, "a-file"), SyntaxError, includes);
  assertStringIncludes(message, '"a-file"');
}

Deno.test("parseIdx() gives the shape and the bytes, for any number of dimensions", () => {
  for (const shape of [[5], [2, 3], [4, 3, 2], [2, 1, 2, 2], [0], [0, 28, 28]]) {
    const bytes = idxBytes(shape);
    const idx = parseIdx(bytes, "a-file");
    assertEquals(idx.name, "a-file");
    assertEquals(idx.shape, shape);
    assertEquals([...idx.data], [...bytes.subarray(4 + 4 * shape.length)]);
  }
});

Deno.test("parseIdx() reads bytes that begin in the middle of a buffer", () => {
  const bytes = idxBytes([2, 3]);
  const padded = new Uint8Array(bytes.length + 7);
  padded.set(bytes, 3);
  const idx = parseIdx(padded.subarray(3, 3 + bytes.length), "a-file");
  assertEquals(idx.shape, [2, 3]);
  assertEquals([...idx.data], [0, 1, 2, 3, 4, 5]);
});

Deno.test("parseIdx() rejects a file cut anywhere, and says that it is cut", () => {
  const bytes = idxBytes([4, 3, 2]);
  for (let length = 0; length < bytes.length; length++) {
    assertBroken(bytes.subarray(0, length), length < 16 ? "expected an IDX" : "cut short");
  }
});

Deno.test("parseIdx() rejects bytes after the end", () => {
  for (const extra of [1, 2, 100]) {
    const long = new Uint8Array([...idxBytes([4, 3, 2]), ...new Uint8Array(extra)]);
    assertBroken(long, `expected 24 bytes after the header for the shape 4x3x2, got ${24 + extra}`);
  }
});

Deno.test("parseIdx() rejects a wrong magic number and other types than bytes", () => {
  const withHead = (...head: number[]) => {
    const bytes = idxBytes([4]);
    bytes.set(head);
    return bytes;
  };
  assertBroken(withHead(1, 0, 8, 1), "got 01000801");
  assertBroken(withHead(0, 1, 8, 1), "got 00010801");
  assertBroken(withHead(0x50, 0x4b, 3, 4), "got 504b0304");
  assertBroken(withHead(0, 0, 8, 0), "number of dimensions");
  for (const type of [0, 9, 0x0b, 0x0c, 0x0d, 0x0e, 255]) {
    assertBroken(withHead(0, 0, type, 1), "unsigned bytes");
  }
});

Deno.test("parseIdx() rejects lengths that do not match the bytes, however large", () => {
  for (const claimed of [[3], [5], [2 ** 32 - 1], new Array(255).fill(2 ** 32 - 1), [0, 4]]) {
    assertBroken(idxBytes(claimed, [1, 2, 3, 4]), `for the shape ${claimed.join("x")}`);
  }
});

Deno.test("parseIdx() meets random bytes with SyntaxError or a result, never anything else", () => {
  const random = createRandom(1, "fuzz");
  let parsed = 0;
  for (let round = 0; round < 3000; round++) {
    const bytes = Uint8Array.from({ length: random.below(40) }, () => random.below(256));
    if (round % 3 > 0) bytes.set([0, 0, 8, 1 + random.below(3)].slice(0, bytes.length));
    if (round % 3 > 1) {
      for (let i = 4; i < Math.min(bytes.length, 16); i++) {
        bytes[i] = i % 4 === 3 ? random.below(8) : 0;
      }
    }
    try {
      const { shape, data } = parseIdx(bytes, "a-file");
      assertEquals(data.length, shape.reduce((product, length) => product * length, 1));
      parsed++;
    } catch (error) {
      assert(error instanceof SyntaxError, `round ${round}: ${error}`);
    }
  }
  assert(parsed > 0, "the fuzzing never built a good file");
});

Deno.test("readIdxFile() reads plain and compressed files alike, whatever their names", async () => {
  await inFolder(async (folder) => {
    const bytes = idxBytes([4, 3, 2]);
    const expected = [...parseIdx(bytes, "").data];
    await Deno.writeFile(`${folder}/plain.gz`, bytes);
    await Deno.writeFile(`${folder}/packed`, await gzip(bytes));
    assertEquals([...(await readIdxFile(`${folder}/plain.gz`)).data], expected);
    assertEquals([...(await readIdxFile(`${folder}/packed`)).data], expected);
  });
});

Deno.test("readIdxFile() names the file whose gzip is cut, corrupt or prolonged", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/images.gz`;
    const whole = await gzip(idxBytes([40, 3, 2]));
    const corrupt = whole.slice();
    corrupt[corrupt.length - 6] ^= 1; // in the checksum of gzip itself
    const cuts = [2, 3, 10, 11, whole.length >> 1, whole.length - 8, whole.length - 1];
    const broken = cuts.map((length) => whole.slice(0, length));
    for (const bytes of [...broken, corrupt, Uint8Array.of(...whole, 1, 2, 3)]) {
      await Deno.writeFile(path, bytes);
      await assertRejects(() => readIdxFile(path), SyntaxError, `Cannot decompress "${path}"`);
    }
  });
});
