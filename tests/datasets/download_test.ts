import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { sha256 } from "../../lib/datasets/checksum.ts";
import { download } from "../../lib/datasets/download.ts";
import { inFolder } from "./idx_bytes.ts";
import { serve, unreachable } from "./loopback.ts";

const contents = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);
const known = { length: contents.length, checksum: await sha256(contents) };

async function assertFails(answer: () => Response, reason: string, silenceMs?: number) {
  await inFolder(async (folder) => {
    await using server = serve(answer);
    const url = `${server.url}file`;
    const path = `${folder}/file`;
    const run = () => download({ url, path, ...known, silenceMs });
    const { message } = await assertRejects(run, Error, reason);
    assertStringIncludes(message, url);
    assertEquals([...Deno.readDirSync(folder)], []);
  });
}

/** A body that comes in pieces and then stays silent for good, or ends. */
function inPieces(pieces: Uint8Array[], end: "close" | "error" | "silence") {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      if (end === "close") controller.close();
      if (end === "error") setTimeout(() => controller.error(new Error("cut")), 20);
    },
  });
}

Deno.test("download() writes the file, makes its folder and tells how far it is", async () => {
  await inFolder(async (folder) => {
    await using server = serve(() =>
      new Response(inPieces([contents.slice(0, 1234), contents.slice(1234)], "close"))
    );
    const path = `${folder}/deep/er/file`;
    const told: number[] = [];
    await download({ url: server.url, path, ...known, onReceived: (bytes) => told.push(bytes) });
    assertEquals([...await Deno.readFile(path)], [...contents]);
    assertEquals([...Deno.readDirSync(`${folder}/deep/er`)].map(({ name }) => name), ["file"]);
    assertEquals(told.at(-1), contents.length);
    assert(told.every((bytes, i) => i === 0 || bytes > told[i - 1]), `told ${told}`);
  });
});

Deno.test("download() refuses a file that is short, long or wrong, and leaves nothing", async () => {
  const wrong = contents.slice();
  wrong[4000] ^= 1;
  const long = new Uint8Array(contents.length + 1);
  await assertFails(() => new Response(contents.slice(0, 100)), "sent 100 bytes in place of 5000");
  await assertFails(() => new Response(long), "sent 5001 bytes in place of 5000");
  await assertFails(() => new Response(wrong), `not ${known.checksum}`);
});

Deno.test("download() stops at the first piece beyond the expected length", async () => {
  let sent = 0;
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent++;
          controller.enqueue(new Uint8Array(4000));
        },
      }),
    );
  await assertFails(endless, "in place of 5000");
  assert(sent > 1);
});

Deno.test("download() says why a transfer failed, and leaves nothing", async () => {
  await assertFails(() => new Response("gone", { status: 404 }), "failed: status 404");
  const cut = () => new Response(inPieces([contents.slice(0, 100)], "error"));
  await assertFails(cut, "failed: error reading a body");
  const silent = () => new Response(inPieces([contents.slice(0, 100)], "silence"));
  await assertFails(silent, "failed: no answer for 0.05 s", 50);
  await inFolder(async (folder) => {
    const run = () => download({ url: unreachable(), path: `${folder}/file`, ...known });
    await assertRejects(run, Error, "failed: error sending request");
  });
});

Deno.test("download() keeps an old file when the new one is refused", async () => {
  await inFolder(async (folder) => {
    await using server = serve(() => new Response("wrong"));
    await Deno.writeTextFile(`${folder}/file`, "old");
    await assertRejects(() => download({ url: server.url, path: `${folder}/file`, ...known }));
    assertEquals(await Deno.readTextFile(`${folder}/file`), "old");
  });
});
