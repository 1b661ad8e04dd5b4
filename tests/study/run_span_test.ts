import { assert, assertEquals } from "@std/assert";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { createTrained, train } from "./fake_training.ts";

const cases = ["F", "F D8", "F D16"].map((layers) => ({ name: layers, layers }));

Deno.test("a run knows when it was at work, and at which place of the executor", async () => {
  const fake = createTrained({ cases, slots: 2 });
  const began = Date.now();
  await train(fake);
  const spans = fake.study.trials.map(({ runs }) => runs[0].span!);
  assertEquals([...new Set(spans.map(({ worker }) => worker))].sort(), [0, 1]);
  for (const { startedMs, endedMs } of spans) {
    assert(began <= startedMs && startedMs <= endedMs! && endedMs! <= Date.now());
  }
  // Runs of one place follow each other.
  const first = spans.filter(({ worker }) => worker === 0)
    .sort((a, b) => a.startedMs - b.startedMs);
  assert(first.every(({ startedMs }, i) => i === 0 || startedMs >= first[i - 1].endedMs!));
});

Deno.test("a run that was stopped has the span of its last part", async () => {
  const fake = createTrained({ cases: cases.slice(0, 1) });
  await train(fake, { stopAfter: 1 });
  const stopped = fake.study.trials[0].runs[0];
  assertEquals([stopped.state, stopped.span!.endedMs !== null], ["waiting", true]);
  await train(fake);
  const { span } = fake.study.trials[0].runs[0];
  assert(span!.startedMs >= stopped.span!.endedMs!);
  assertEquals([stopped.span!.epochsBefore, span!.epochsBefore], [0, stopped.epochs.length]);
});

Deno.test("a run that another study trained has no span in this one", async () => {
  const storage = createMemoryStorage();
  await train(createTrained({ name: "one", cases, storage }));
  const other = createTrained({ name: "other", cases, storage });
  await train(other);
  assertEquals(other.study.trials.map(({ runs }) => runs[0].span), [null, null, null]);
});
