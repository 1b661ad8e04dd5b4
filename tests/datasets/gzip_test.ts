import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { gunzip } from "../../lib/datasets/gzip.ts";
import { gzip } from "./idx_bytes.ts";

const encoder = new TextEncoder();
const first = await gzip(encoder.encode("one member, "));
const second = await gzip(encoder.encode("and another"));

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function unpacked(...parts: readonly Uint8Array[]): string {
  return new TextDecoder().decode(gunzip(joined(...parts), "a-file"));
}

Deno.test("gunzip() gives bytes that are not compressed as they are", () => {
  const plain = encoder.encode("plain");
  assertEquals(gunzip(plain, "a-file"), plain);
});

Deno.test("gunzip() puts the members of a file together, empty ones too", async () => {
  const empty = await gzip(new Uint8Array());
  assertEquals(unpacked(first, second), "one member, and another");
  assertEquals(unpacked(empty, first, empty, second, empty), "one member, and another");
  assertEquals(unpacked(empty), "");
});

Deno.test("gunzip() passes over zeros behind the last member", () => {
  for (const count of [1, 2, 511, 100_000]) {
    assertEquals(unpacked(first, new Uint8Array(count)), "one member, ");
    assertEquals(unpacked(first, second, new Uint8Array(count)), "one member, and another");
  }
});

Deno.test("gunzip() says in one sentence that a file is cut, corrupt or prolonged", () => {
  const corrupt = second.with(second.length - 6, second[second.length - 6] ^ 1); // in its checksum
  const cuts = [1, 2, 3, 10, 11, second.length - 8, second.length - 1];
  const broken = [
    ...cuts.map((length) => joined(first, second.subarray(0, length))),
    joined(first, corrupt),
    joined(corrupt, first),
    joined(first, encoder.encode("text")),
    joined(first, Uint8Array.of(0, 0, 1)),
    joined(first, new Uint8Array(4), second),
  ];
  for (const bytes of broken) {
    const { message } = assertThrows(() => gunzip(bytes, "a-file"), SyntaxError, `"a-file"`);
    assertStringIncludes(message, `got ${bytes.length} bytes that are cut short or corrupt`);
  }
});
