import { assertEquals } from "@std/assert";
import { SteadyWriter } from "../../lib/cli/steady_writer.ts";

/** A writer on a clock of its own: each write takes 10 ms, each pause as long as the test wants. */
function writerOfTest({ fails = false } = {}) {
  let nowMs = 0;
  let written = 0;
  const pauses: { durationMs: number; end: () => void }[] = [];
  const writer = new SteadyWriter(() => {
    written++;
    nowMs += 10;
    return fails ? Promise.reject(new Error("The disk is full.")) : Promise.resolve();
  }, {
    now: () => nowMs,
    pause: (durationMs, signal) =>
      new Promise((end) => {
        pauses.push({ durationMs, end });
        signal.addEventListener("abort", () => end());
      }),
  });
  return { writer, pauses, written: () => written };
}

/** Lets all that can go on go on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

Deno.test("what is new is written at once, then after a pause that keeps the share of time", async () => {
  const { writer, pauses, written } = writerOfTest();
  writer.changed();
  await settle();
  assertEquals([written(), pauses[0].durationMs], [1, 490]);
  for (let i = 0; i < 100; i++) writer.changed();
  await settle();
  assertEquals(written(), 1);
  pauses[0].end();
  await settle();
  assertEquals([written(), pauses.length], [2, 2]);
  // Nothing is new: nothing is written until something is.
  pauses[1].end();
  await settle();
  assertEquals(written(), 2);
  writer.changed();
  await settle();
  assertEquals(written(), 3);
  await writer.end();
});

Deno.test("the end waits for no pause and begins no write", async () => {
  const { writer, written } = writerOfTest();
  writer.changed();
  await settle();
  writer.changed();
  await writer.end();
  assertEquals(written(), 1);
});

Deno.test("a write that fails is tried again with what comes next", async () => {
  const { writer, pauses, written } = writerOfTest({ fails: true });
  writer.changed();
  await settle();
  writer.changed();
  pauses[0].end();
  await settle();
  assertEquals(written(), 2);
  await writer.end();
});

Deno.test("a real pause ends with the writer", async () => {
  const writer = new SteadyWriter(() => new Promise((resolve) => setTimeout(resolve, 20)));
  writer.changed();
  await new Promise((resolve) => setTimeout(resolve, 40));
  await writer.end(); // else its timer would outlive the test, which Deno refuses
});
