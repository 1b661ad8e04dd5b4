import { crc32 } from "node:zlib";
import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readCheckpoint, writeCheckpoint } from "../../lib/storage/checkpoints.ts";
import { runTool, toolTest } from "../tools.ts";
import { someCheckpoint } from "./some_checkpoint.ts";

/** Runs a test with the path of a file that is not there yet, alone in its folder. */
async function withPath(test: (path: string, folder: string) => void | Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(`${folder}/run`, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name);

/** The sentence with which reading is refused. */
function refusal(path: string): string {
  const { message } = assertThrows(() => readCheckpoint(path), Error);
  assert(message.startsWith(`Cannot read the checkpoint "${path}": `), message);
  return message.slice(`Cannot read the checkpoint "${path}": `.length);
}

Deno.test("a checkpoint is read as it was written, every number to the bit", () =>
  withPath(async (path, folder) => {
    for (const epochs of [3, 1]) {
      const checkpoint = someCheckpoint(epochs);
      await writeCheckpoint(path, checkpoint);
      const { weights, optimizer, ...read } = readCheckpoint(path);
      assertEquals(read.epochs, checkpoint.epochs);
      assert(Object.is(read.epochs[0].accuracy, -0));
      const bits = (arrays: readonly Float32Array[]) =>
        arrays.map((array) => new Uint32Array(array.buffer));
      assertEquals(bits(weights), bits(checkpoint.weights));
      assertEquals(bits(optimizer), bits(checkpoint.optimizer));
    }
    assertEquals(namesIn(folder), ["run"]);
  }));

Deno.test("arrays that are views of one memory are written as what they show", () =>
  withPath(async (path) => {
    const all = Float32Array.from({ length: 10 }, (_, i) => i);
    const weights = [all.subarray(7), all.subarray(1, 3)];
    await writeCheckpoint(path, { ...someCheckpoint(1), weights });
    assertEquals(readCheckpoint(path).weights.map((array) => [...array]), [[7, 8, 9], [1, 2]]);
  }));

Deno.test("a checkpoint that is not there is told as such", () =>
  withPath((path) => {
    assertEquals(refusal(path), "there is no such file.");
    assertThrows(() => readCheckpoint(path), Deno.errors.NotFound);
  }));

Deno.test("a checkpoint that was cut is refused, at every length", () =>
  withPath(async (path) => {
    await writeCheckpoint(path, someCheckpoint(2));
    const bytes = Deno.readFileSync(path);
    for (let length = 0; length < bytes.length; length++) {
      Deno.writeFileSync(path, bytes.subarray(0, length));
      const whole = length < 20 ? "more" : bytes.length;
      assertEquals(refusal(path), `expected ${whole} bytes, got ${length}; it was cut short.`);
    }
    assertThrows(() => readCheckpoint(path), SyntaxError);
  }));

Deno.test("a checkpoint with a bit changed anywhere is refused, and so is one with more behind it", () =>
  withPath(async (path) => {
    await writeCheckpoint(path, someCheckpoint(2));
    const bytes = Deno.readFileSync(path);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] ^= 1 << at % 8;
      Deno.writeFileSync(path, changed);
      const message = refusal(path);
      // A length that grew looks like a file that was cut.
      const isLength = at >= 8 && at < 16;
      assert(message.endsWith("was changed.") || isLength && message.endsWith("cut short."));
    }
    Deno.writeFileSync(path, Uint8Array.of(...bytes, 0));
    assertEquals(refusal(path), "its checksum is wrong, so it was changed.");
    Deno.writeTextFileSync(path, "SQLite format 3");
    assertEquals(refusal(path), "it is no checkpoint, or was changed.");
  }));

Deno.test("a checkpoint of a later version is refused as such, whatever its header holds", () =>
  withPath((path) => {
    const header = new TextEncoder().encode('{"version":2,"parts":"all"}');
    const bytes = new Uint8Array(20 + header.length + 4);
    const view = new DataView(bytes.buffer);
    bytes.set(new TextEncoder().encode("SWEEPBCK"));
    view.setBigUint64(8, BigInt(bytes.length), true);
    view.setUint32(16, header.length, true);
    bytes.set(header, 20);
    view.setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)), true);
    Deno.writeFileSync(path, bytes);
    assertEquals(
      refusal(path),
      "a later version of Sweepbook wrote it, in format 2; this one reads 1.",
    );
  }));

Deno.test("a folder in place of a checkpoint, or none around it, is told", () =>
  withPath(async (path, folder) => {
    const write = (to: string) =>
      assertRejects(() => writeCheckpoint(to, someCheckpoint(1)), Error);
    assert(
      (await write(`${path}/run`)).message.startsWith(
        `Cannot write the checkpoint "${path}/run": `,
      ),
    );
    Deno.mkdirSync(path);
    assert(refusal(path).length > 0);
    assert((await write(path)).message.startsWith(`Cannot write the checkpoint "${path}": `));
    assertEquals(namesIn(folder), ["run"]);
  }));

toolTest(
  "a full disk leaves the earlier checkpoint, and nothing else",
  ["bash"],
  () =>
    withPath(async (path, folder) => {
      await writeCheckpoint(path, someCheckpoint(1));
      // Files may have 100 KiB; without the trap the system would kill the program.
      const limited = `trap '' XFSZ; ulimit -f 100; exec "$@"`;
      const command = [Deno.execPath(), "run", "-A", "--quiet", program("write_once.ts"), path];
      const told = await runTool("bash", ["-c", limited, "bash", ...command]);
      assertEquals(told, `Cannot write the checkpoint "${path}": File too large (os error 27).\n`);
      assertEquals(readCheckpoint(path), someCheckpoint(1));
      assertEquals(namesIn(folder), ["run"]);
    }),
);

Deno.test("a program that is killed while it writes leaves a whole checkpoint", () =>
  withPath(async (path) => {
    for (const delayMs of [0, 1, 2, 3, 5, 8, 13]) {
      const writing = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--quiet", program("write_endlessly.ts"), path],
        stdout: "piped",
      }).spawn();
      await writing.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      writing.kill("SIGKILL");
      await writing.status;
      const { epochs, weights } = readCheckpoint(path);
      assert(weights[1].every((value) => value === epochs.length));
    }
  }));
