import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { WASM } from "../../lib/backends/engine.ts";
import type { Executor } from "../../lib/executors/executor.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import { RunStopped } from "../../lib/trial/run.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

const data = await loadSmallMnist(120, 50);
const { signal } = new AbortController();

/** Workers of this data, which are ended after the test. */
async function withWorkers(test: (workers: Executor) => Promise<void>): Promise<void> {
  const workers = createWorkers({ data, engine: WASM, workers: 1 });
  try {
    await test(workers);
  } finally {
    workers.release();
  }
}

Deno.test("a run tells its steps and epochs, and gives what the test images say", () =>
  withWorkers(async (workers) => {
    const told: string[] = [];
    const test = await workers.execute(shortTrial({ layers: "F" }), {
      signal,
      onStep: ({ epoch, step, steps }) => step === steps && told.push(`steps of ${epoch}`),
      onEpoch: ({ epoch }) => told.push(`epoch ${epoch}`),
    });
    assertEquals(told, ["steps of 1", "epoch 1", "steps of 2", "epoch 2"]);
    assertEquals(test.confusion.flat().reduce((sum, count) => sum + count), 50);
  }));

Deno.test("a run that cannot be read fails with its message; the next one runs", () =>
  withWorkers(async (workers) => {
    const broken = shortTrial({ layers: "C4 nonsense" });
    await assertRejects(() => workers.execute(broken, { signal }), Error, "nonsense");
    const test = await workers.execute(shortTrial({ layers: "F", epochs: 1 }), { signal });
    assert(test.accuracy > 0);
  }));

Deno.test("a run that is stopped says so by its class, and another one goes on", () =>
  withWorkers(async (workers) => {
    const stop = new AbortController();
    let epochs = 0;
    const endless = workers.execute(shortTrial({ epochs: 1e9 }), {
      signal: stop.signal,
      onEpoch() {
        epochs++;
        stop.abort();
      },
    });
    const other = workers.execute(shortTrial({ layers: "F" }), { signal });
    await assertRejects(() => endless, RunStopped);
    assert((await other).accuracy > 0);
    assertEquals(epochs, 1, "a run that was stopped told more");
    await assertRejects(
      () => workers.execute(shortTrial({}), { signal: AbortSignal.abort() }),
      RunStopped,
    );
  }));

Deno.test("a run that was stopped stops training, so that the program can end", async () => {
  const program = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", fileURLToPath(new URL("aborted_run.ts", import.meta.url))],
    stdout: "piped",
    signal: AbortSignal.timeout(60_000),
  });
  const { success, stdout } = await program.output();
  assertEquals(new TextDecoder().decode(stdout), "stopped\n");
  assert(success, "The program went on after its run was stopped.");
});

Deno.test("a worker that dies fails its run; the next one gets a new worker", async () => {
  const { Worker } = globalThis;
  let started = 0;
  const dying = "data:text/javascript,self.onmessage = () => { throw new Error('no memory'); };";
  globalThis.Worker = class extends Worker {
    constructor() {
      super(dying, { type: "module" });
      started++;
    }
  };
  try {
    await withWorkers(async (workers) => {
      for (let i = 0; i < 2; i++) {
        await assertRejects(
          () => workers.execute(shortTrial({}), { signal }),
          Error,
          "The worker of this run ended: Uncaught Error: no memory.",
        );
      }
    });
  } finally {
    globalThis.Worker = Worker;
  }
  assertEquals(started, 2);
});

Deno.test("a worker reads the images where they lie: it sees what is written later", () =>
  withWorkers(async (workers) => {
    const { images } = data.test;
    const kept = images.slice();
    // The test images are read at the end, long after the first epoch.
    const setup = shortTrial({ layers: "F", epochs: 200 });
    try {
      const { confusion } = await workers.execute(setup, {
        signal,
        onEpoch: () => images.fill(0),
      });
      // Black images all look the same: they are taken for one class.
      const predicted = confusion[0].map((_, i) => confusion.some((counts) => counts[i] > 0));
      assertEquals(predicted.filter(Boolean).length, 1);
    } finally {
      images.set(kept);
    }
  }));
