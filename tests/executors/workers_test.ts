import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { WASM } from "../../lib/backends/engine.ts";
import { type Executor, RunLost } from "../../lib/executors/executor.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
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
    const { test } = await workers.execute(shortTrial({ layers: "F" }), {
      signal,
      onStep: ({ epoch, step, steps }) => step === steps && told.push(`steps of ${epoch}`),
      onEpoch: ({ epoch }) => told.push(`epoch ${epoch}`),
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

/** Runs a test on workers with this code inside; gives how many were started. */
async function withFakeWorkers(
  code: string,
  test: (workers: Executor) => Promise<void>,
): Promise<number> {
  const { Worker } = globalThis;
  let started = 0;
  globalThis.Worker = class extends Worker {
    constructor() {
      super(`data:text/javascript,${encodeURIComponent(code)}`, { type: "module" });
      started++;
    }
  };
  try {
    await withWorkers(test);
  } finally {
    globalThis.Worker = Worker;
  }
  return started;
}

const TRAINED = '{ type: "trained", result: {} }';

Deno.test("a worker that dies fails its run; the next one gets a new worker", async () => {
  const dying = "self.onmessage = () => { throw new Error('no memory'); };";
  const started = await withFakeWorkers(dying, async (workers) => {
    for (let i = 0; i < 2; i++) {
      await assertRejects(
        () => workers.execute(shortTrial({}), { signal }),
        RunLost,
        "The worker of this run ended: no memory.",
      );
    }
  });
  assertEquals(started, 2);
});

Deno.test("a worker is used again after a run that is complete, not after one that failed", async () => {
  const code = `self.onmessage = ({ data }) => self.postMessage(data.setup.seed === 0
    ? { type: "failed", error: "too hot" }
    : ${TRAINED});`;
  const started = await withFakeWorkers(code, async (workers) => {
    await workers.execute(shortTrial({}), { signal });
    await workers.execute(shortTrial({}), { signal });
    await assertRejects(
      () => workers.execute(shortTrial({ seed: 0 }), { signal }),
      Error,
      "too hot",
    );
    await workers.execute(shortTrial({}), { signal });
  });
  assertEquals(started, 2);
});

Deno.test("a run whose signal is aborted already starts no worker", async () => {
  const started = await withFakeWorkers("", async (workers) => {
    const aborted = { signal: AbortSignal.abort() };
    await assertRejects(() => workers.execute(shortTrial({}), aborted), RunStopped);
  });
  assertEquals(started, 0);
});

Deno.test("an error that comes from an idle worker ends neither the program nor the next run", async () => {
  const code = `self.onmessage = () => {
      self.postMessage(${TRAINED});
      setTimeout(() => { throw new Error("late"); });
    };`;
  const started = await withFakeWorkers(code, async (workers) => {
    await workers.execute(shortTrial({}), { signal });
    const { promise, resolve } = Promise.withResolvers<void>();
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () {
      resolve();
      return terminate.call(this);
    };
    try {
      await promise;
    } finally {
      Worker.prototype.terminate = terminate;
    }
    await workers.execute(shortTrial({}), { signal });
  });
  assertEquals(started, 2);
});

Deno.test("a run that was stopped ends its step, and its worker takes the next", async () => {
  const code = `self.onmessage = ({ data: { setup, stop } }) => {
      self.postMessage({ type: "started" });
      if (setup.seed > 0) return self.postMessage(${TRAINED});
      const asked = setInterval(() => {
        if (Atomics.load(stop, 0) === 0) return;
        clearInterval(asked);
        self.postMessage({ type: "epoch", metrics: {} });
        self.postMessage({ type: "stopped" });
      });
    };`;
  const started = await withFakeWorkers(code, async (workers) => {
    for (let i = 0; i < 3; i++) {
      const stop = new AbortController();
      const told: string[] = [];
      const stopped = workers.execute(shortTrial({ seed: 0 }), {
        signal: stop.signal,
        onStart: () => stop.abort(),
        onEpoch: () => told.push("epoch"),
      });
      await assertRejects(() => stopped, RunStopped);
      await workers.execute(shortTrial({}), { signal });
      assertEquals(told, []);
    }
  });
  assertEquals(started, 1);
});

Deno.test("as many workers live as there are slots, also where many stop at once", async () => {
  const code = `self.onmessage = ({ data: { setup, stop } }) => {
      if (setup.seed > 0) return self.postMessage(${TRAINED});
      self.postMessage({ type: "started" });
      const asked = setInterval(() => {
        if (Atomics.load(stop, 0) === 0) return;
        clearInterval(asked);
        setTimeout(() => self.postMessage({ type: "stopped" }), 50 * Math.random());
      });
    };`;
  const started = await withFakeWorkers(code, async (workers) => {
    for (let round = 0; round < 3; round++) {
      await Promise.all([1, 2, 3, 4].map(async () => {
        const stop = new AbortController();
        const onStart = () => stop.abort();
        const stopped = workers.execute(shortTrial({ seed: 0 }), { signal: stop.signal, onStart });
        await assertRejects(() => stopped, RunStopped);
        await workers.execute(shortTrial({}), { signal });
      }));
    }
  });
  assertEquals(started, 4);
});

Deno.test("a run that waits for a worker to stop is stopped at once", async () => {
  const code = `self.onmessage = () => self.postMessage({ type: "started" });`; // and never stops
  await withFakeWorkers(code, async (workers) => {
    const stop = new AbortController();
    const first = workers.execute(shortTrial({}), {
      signal: stop.signal,
      onStart: () => stop.abort(),
    });
    await assertRejects(() => first, RunStopped);
    const second = new AbortController();
    const waiting = workers.execute(shortTrial({}), { signal: second.signal });
    second.abort();
    await assertRejects(() => waiting, RunStopped);
  });
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
      onEpoch: (_, checkpoint) => last = checkpoint,
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
        onEpoch: () => images.fill(0),
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
