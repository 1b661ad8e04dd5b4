import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { WASM } from "../../lib/backends/engine.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import { RunStopped } from "../../lib/trial/run.ts";
import { blasTest } from "../backends/with_blas.ts";
import { shortTrial } from "../small_mnist.ts";
import { data, signal, withWorkers } from "./few_workers.ts";

Deno.test("a run tells its steps and epochs, and gives what the test images say", () =>
  withWorkers(async (workers) => {
    const told: string[] = [];
    const { test } = await workers.execute(shortTrial({ layers: "F" }), {
      signal,
      onStep: ({ epoch, step, steps }) => step === steps && told.push(`steps of ${epoch}`),
      onEpoch: ({ epoch }) => void told.push(`epoch ${epoch}`),
    });
    assertEquals(told, ["steps of 1", "epoch 1", "steps of 2", "epoch 2"]);
    assertEquals(test!.confusion.flat().reduce((sum, count) => sum + count), 50);
  }));

Deno.test("a run that cannot be read fails with its message; the next one runs", () =>
  withWorkers(async (workers) => {
    const broken = shortTrial({ layers: "C4 nonsense" });
    await assertRejects(() => workers.execute(broken, { signal }), Error, "nonsense");
    const { test } = await workers.execute(shortTrial({ layers: "F", epochs: 1 }), { signal });
    assert(test!.accuracy > 0);
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
    assert((await other).test!.accuracy > 0);
    assertEquals(epochs, 1, "a run that was stopped told more");
    await assertRejects(
      () => workers.execute(shortTrial({}), { signal: AbortSignal.abort() }),
      RunStopped,
    );
  }));

Deno.test("a run is never more than an epoch ahead of who is told, and stops there too", () =>
  withWorkers(async (workers) => {
    const told: number[] = [];
    let trains = 0;
    const gate = Promise.withResolvers<void>();
    const stop = new AbortController();
    const run = workers.execute(shortTrial({ layers: "F", epochs: 1e9 }), {
      signal: stop.signal,
      onStep: ({ epoch }) => void (trains = epoch),
      async onEpoch({ epoch }) {
        told.push(epoch);
        await gate.promise;
        if (epoch === 20) stop.abort();
      },
    });
    while (trains < 2 || told.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await workers.execute(shortTrial({ layers: "F", epochs: 60 }), { signal });
    assertEquals([trains, told], [2, [1]]);
    gate.resolve();
    await assertRejects(() => run, RunStopped);
    assertEquals(told.slice(0, 20), Array.from({ length: 20 }, (_, i) => i + 1));
    assert(told.length <= 21, "epochs were told after the run was stopped");
    assert((await workers.execute(shortTrial({ layers: "F" }), { signal })).test!.accuracy > 0);
  }, 2));

Deno.test("a run ends with what its listener rejects, and the next one runs", () =>
  withWorkers(async (workers) => {
    for (const epochs of [1, 1e9]) {
      let told = 0;
      const broken = workers.execute(shortTrial({ layers: "F", epochs }), {
        signal,
        async onEpoch() {
          told++;
          await Promise.resolve();
          throw new RangeError("The listener broke.");
        },
      });
      await assertRejects(() => broken, RangeError, "The listener broke.");
      assertEquals(told, 1);
    }
    await workers.execute(shortTrial({ layers: "F" }), { signal });
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

blasTest("a BLAS whose worker is released computes no more when the program ends", async (path) => {
  const file = fileURLToPath(new URL("released_run.ts", import.meta.url));
  const args = ["run", "-A", "--quiet", file, path];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).output();
  const usedMs = Number(new TextDecoder().decode(stdout));
  assert(usedMs < 50, `${usedMs} of 100 ms were used`);
});

Deno.test("a loss that is not finite costs no worker", () =>
  withWorkers(async (workers) => {
    const diverging = shortTrial({ optimizer: sgd({ learningRate: 1e30 }) });
    const { Worker } = globalThis;
    await assertRejects(() => workers.execute(diverging, { signal }), Error, "lower the learning");
    globalThis.Worker = class extends Worker {
      constructor() {
        super("data:text/javascript,");
        throw new Error("Expected the worker to be used again");
      }
    };
    try {
      const { test } = await workers.execute(shortTrial({ epochs: 1 }), { signal });
      assert(test!.accuracy > 0);
    } finally {
      globalThis.Worker = Worker;
    }
  }));

Deno.test("the weights of a checkpoint are tested in a worker", () =>
  withWorkers(async (workers) => {
    const setup = shortTrial({ layers: "F", epochs: 1 });
    const { test, validation } = await workers.execute(setup, { signal });
    let last: Checkpoint | null = null;
    const untested = await workers.execute(setup, {
      signal,
      test: false,
      checkpoints: true,
      onEpoch: (_, checkpoint) => void (last = checkpoint),
    });
    assertEquals(untested, { validation, test: null });
    const { weights } = last!;
    assertEquals(await workers.test(setup, weights, { signal }), test!);
    await assertRejects(
      () => workers.test(setup, weights, { signal: AbortSignal.abort() }),
      RunStopped,
    );
  }));

Deno.test("data that cannot be cloned fails the run, and its worker ends", async () => {
  const broken = { ...data, name: (() => "MNIST") as unknown as string };
  const workers = createWorkers({ data: broken, engine: WASM, workers: 1 });
  await assertRejects(
    () => workers.execute(shortTrial({}), { signal }),
    Error,
    "could not be cloned",
  );
});

Deno.test("a worker reads the images where they lie: it sees what is written later", () =>
  withWorkers(async (workers) => {
    const { images } = data.test;
    const kept = images.slice();
    // The test images are read at the end, long after the first epoch.
    const setup = shortTrial({ layers: "F", epochs: 200 });
    try {
      const { test } = await workers.execute(setup, {
        signal,
        onEpoch: () => void images.fill(0),
      });
      // Black images all look the same: they are taken for one class.
      const predicted = test!.confusion[0].map((_, i) =>
        test!.confusion.some((counts) => counts[i] > 0)
      );
      assertEquals(predicted.filter(Boolean).length, 1);
    } finally {
      images.set(kept);
    }
  }));
