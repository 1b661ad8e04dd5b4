/** Which workers are started, used again and ended: on workers that do as the test says. */
import { assertEquals, assertRejects } from "@std/assert";
import { type Executor, RunLost } from "../../lib/executors/executor.ts";
import { startWorkerAhead } from "../../lib/executors/workers.ts";
import { RunStopped } from "../../lib/trial/run.ts";
import { shortTrial } from "../small_mnist.ts";
import { signal, withWorkers } from "./few_workers.ts";

/**
 * Runs a test on workers with this code inside; gives how many were started.
 *
 * @param test Is given a promise, too, of the end of the first that is ended.
 */
async function withFakeWorkers(
  code: string,
  test: (workers: Executor, ended: Promise<void>) => Promise<void>,
): Promise<number> {
  const { Worker } = globalThis;
  const ended = Promise.withResolvers<void>();
  let started = 0;
  globalThis.Worker = class extends Worker {
    constructor() {
      super(`data:text/javascript,${encodeURIComponent(code)}`, { type: "module" });
      started++;
    }
    override terminate() {
      super.terminate();
      ended.resolve();
    }
  };
  try {
    await withWorkers((workers) => test(workers, ended.promise));
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

Deno.test("a worker that was started ahead takes the first run, and the next", async () => {
  const started = await withFakeWorkers(
    `self.onmessage = () => self.postMessage(${TRAINED});`,
    async (workers) => {
      using ahead = startWorkerAhead();
      using _same = startWorkerAhead();
      await workers.execute(shortTrial({}), { signal });
      ahead[Symbol.dispose]();
      await workers.execute(shortTrial({}), { signal });
    },
  );
  assertEquals(started, 1);
});

Deno.test("one that no run has taken is ended", async () => {
  const started = await withFakeWorkers(
    `self.onmessage = () => self.postMessage(${TRAINED});`,
    async (workers, ended) => {
      startWorkerAhead()[Symbol.dispose]();
      await ended;
      await workers.execute(shortTrial({}), { signal });
    },
  );
  assertEquals(started, 2);
});

Deno.test("one that cannot be loaded ends nothing; the run that needs a worker says so", async () => {
  const broken = "throw new Error('not found');";
  const started = await withFakeWorkers(broken, async (workers, ended) => {
    using _ahead = startWorkerAhead();
    await ended;
    await assertRejects(() => workers.execute(shortTrial({}), { signal }), RunLost, "not found");
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
  const started = await withFakeWorkers(code, async (workers, ended) => {
    await workers.execute(shortTrial({}), { signal });
    await ended;
    await workers.execute(shortTrial({}), { signal });
  });
  assertEquals(started, 2);
});

Deno.test("a run that was stopped ends its step, and its worker takes the next", async () => {
  const code = `self.onmessage = ({ data: { setup, control } }) => {
      self.postMessage({ type: "started" });
      if (setup.seed > 0) return self.postMessage(${TRAINED});
      const asked = setInterval(() => {
        if (Atomics.load(control, 0) === 0) return;
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
        onEpoch: () => void told.push("epoch"),
      });
      await assertRejects(() => stopped, RunStopped);
      await workers.execute(shortTrial({}), { signal });
      assertEquals(told, []);
    }
  });
  assertEquals(started, 1);
});

Deno.test("as many workers live as there are slots, also where many stop at once", async () => {
  const code = `self.onmessage = ({ data: { setup, control } }) => {
      if (setup.seed > 0) return self.postMessage(${TRAINED});
      self.postMessage({ type: "started" });
      const asked = setInterval(() => {
        if (Atomics.load(control, 0) === 0) return;
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
