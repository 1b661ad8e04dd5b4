/** Runs in real workers that go on from checkpoints, also after a worker has died. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Engine, WASM } from "../../lib/backends/engine.ts";
import { type ExecuteOptions, type Executor, RunLost } from "../../lib/executors/executor.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { blasTest, choice } from "../backends/with_blas.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";
import { bitsOf } from "../training/checkpoint_bits.ts";

const data = await loadSmallMnist(200, 100);
const { signal } = new AbortController();

async function withWorkers(
  test: (workers: Executor) => Promise<void>,
  engine: Engine = WASM,
): Promise<void> {
  const workers = createWorkers({ data, engine, workers: 1 });
  try {
    await test(workers);
  } finally {
    await workers.release();
  }
}

/** A run, its outcome a promise, and the checkpoints that it has handed out so far. */
function begin(workers: Executor, setup: Setup, options: Partial<ExecuteOptions> = {}) {
  const checkpoints: Checkpoint[] = [];
  const outcome = workers.execute(setup, {
    signal,
    checkpoints: true,
    onEpoch: (_, checkpoint) => void checkpoints.push(checkpoint!),
    ...options,
  });
  return { outcome, checkpoints };
}

/** Checks that a run goes on from each of its epochs as if nothing had happened. */
async function goesOnFromAnyEpoch(workers: Executor, setup: Setup): Promise<void> {
  const { outcome, checkpoints } = begin(workers, setup);
  const whole = await outcome;
  for (const from of checkpoints) {
    const rest = begin(workers, setup, { from });
    assertEquals(await rest.outcome, whole);
    assertEquals(bitsOf(rest.checkpoints), bitsOf(checkpoints.slice(from.epochs.length)));
  }
}

Deno.test("in a worker a run goes on from any epoch as if nothing had happened", () =>
  withWorkers(async (workers) => {
    const layers = "C4 BN P2 Dr.25 F D16";
    await goesOnFromAnyEpoch(workers, shortTrial({ layers, epochs: 3 }));
    const fold = { index: 0, count: 2 };
    const optimizer = sgd({ learningRate: 0.05 });
    await goesOnFromAnyEpoch(workers, shortTrial({ layers, optimizer, fold, patience: 1 }));
  }));

blasTest("with a BLAS it does so too", () =>
  withWorkers(async (workers) => {
    const layers = "C16 P2 C16 BN Dr.25 F D32";
    await goesOnFromAnyEpoch(workers, shortTrial({ layers, epochs: 3 }));
  }, choice));

Deno.test("a checkpoint that a run goes on from stays as it is; none comes unless asked for", () =>
  withWorkers(async (workers) => {
    const setup = shortTrial({ layers: "F" });
    const { outcome, checkpoints: [from] } = await finished(begin(workers, setup));
    const before = bitsOf([from]);
    const rest = await finished(begin(workers, setup, { from, checkpoints: false }));
    assertEquals(rest.outcome, outcome);
    assertEquals<unknown[]>(rest.checkpoints, [null]);
    assertEquals(bitsOf([from]), before);
    const untested = await finished(begin(workers, setup, { from, test: false }));
    assertEquals(untested.outcome, { ...outcome, test: null });
  }));

Deno.test("a checkpoint of another setup fails the run with a sentence", () =>
  withWorkers(async (workers) => {
    const { checkpoints: [from] } = await finished(begin(workers, shortTrial({ layers: "F" })));
    const { outcome } = begin(workers, shortTrial({ layers: "F D8" }), { from });
    await assertRejects(
      () => outcome,
      Error,
      "Expected weights of from to be arrays of the length",
    );
  }));

Deno.test("a run whose worker died goes on from its last checkpoint in a new worker, to the same", async () => {
  const setup = shortTrial({ layers: "C4 BN P2 Dr.25 F D16", epochs: 4 });
  const ways = ["lost", "well"];
  await withThreads(ways, () =>
    withWorkers(async (workers) => {
      const lost = begin(workers, setup);
      await assertRejects(
        () => lost.outcome,
        RunLost,
        "The worker of this run ended: no memory for a message.",
      );
      assertEquals(lost.checkpoints.map(({ epochs }) => epochs.length), [1, 2]);
      const rest = await finished(begin(workers, setup, { from: lost.checkpoints[1] }));
      const whole = await finished(begin(workers, setup));
      assertEquals(rest.outcome, whole.outcome);
      assertEquals(
        bitsOf([...lost.checkpoints, ...rest.checkpoints]),
        bitsOf(whole.checkpoints),
      );
    }));
  assertEquals(ways, []);
});

Deno.test("a run that finds no memory in its worker fails and is not lost; the next has all of it", async () => {
  const setup = shortTrial({ layers: "F D8000", epochs: 1 });
  const ways = ["full", "well"];
  await withThreads(ways, () =>
    withWorkers(async (workers) => {
      const error = await assertRejects(() => begin(workers, setup).outcome, Error);
      assert(!(error instanceof RunLost));
      assert(error.message.endsWith("MiB more; use fewer units in D8000."), error.message);
      assert((await begin(workers, setup).outcome).test!.accuracy > 0);
    }));
  assertEquals(ways, []);
});

Deno.test("a run whose worker cannot be loaded is lost, and the next one is not", async () => {
  // Several, since each may be told of sooner or later.
  const ways = [...new Array(8).fill("missing"), "well"];
  await withThreads(ways, () =>
    withWorkers(async (workers) => {
      const setup = shortTrial({ layers: "F" });
      while (ways.length > 1) {
        const { message } = await assertRejects(() => begin(workers, setup).outcome, RunLost);
        const sentence = /^The worker of this run ended: .+[^.]\.$/; // one line, whoever checks types
        assert(sentence.test(message), message);
      }
      assert((await begin(workers, setup).outcome).test!.accuracy > 0);
    }));
  assertEquals(ways, []);
});

async function finished({ outcome, checkpoints }: ReturnType<typeof begin>) {
  return { outcome: await outcome, checkpoints };
}

/** Lets the next workers go each of these ways, which are taken off the list as they start. */
async function withThreads(ways: string[], test: () => Promise<void>): Promise<void> {
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL) {
      const name = ways.shift()!;
      const thread =
        { well: url, missing: 'data:text/javascript,import "file:///no/such/thread.js";' }[name];
      const file = new URL(thread ?? "./failing_thread.ts", import.meta.url);
      super(file, { type: "module", name });
    }
  };
  try {
    await test();
  } finally {
    globalThis.Worker = Worker;
  }
}
