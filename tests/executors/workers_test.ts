import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type Engine, WASM } from "../../lib/backends/engine.ts";
import { runInWorkers } from "../../lib/executors/workers.ts";
import type { TrialEvent } from "../../lib/trial/trial.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

const data = await loadSmallMnist(120, 50);

Deno.test("a trial that cannot be read fails with its message; the next one runs", async () => {
  const events: TrialEvent[] = [];
  await runInWorkers([
    { number: 0, setup: shortTrial({ layers: "C4 nonsense", epochs: 1 }) },
    { number: 1, setup: shortTrial({ layers: "F", epochs: 1 }) },
  ], { data, backend: WASM, workers: 1, onEvent: (event) => events.push(event) });
  const finished = events.filter((event) => event.type === "finished");
  assertEquals(finished.map(({ trial, state }) => [trial, state]), [[0, "failed"], [
    1,
    "complete",
  ]]);
  assertStringIncludes(finished[0].error!, "nonsense");
});

Deno.test("each trial tells its start, its epochs and its end, in this order", async () => {
  const told: string[] = [];
  await runInWorkers([{ number: 7, setup: shortTrial({ layers: "F" }) }], {
    data,
    backend: WASM,
    workers: 3,
    onEvent: ({ type, trial }) => {
      if (type !== "step") told.push(`${type} ${trial}`);
    },
  });
  assertEquals(told, ["started 7", "epoch 7", "epoch 7", "finished 7"]);
});

Deno.test("after its signal is aborted a run tells nothing more", async () => {
  const stop = new AbortController();
  const events: TrialEvent[] = [];
  await runInWorkers([{ number: 0, setup: shortTrial({ epochs: 100_000 }) }], {
    data,
    backend: WASM,
    workers: 1,
    signal: stop.signal,
    onEvent: (event) => {
      events.push(event);
      if (event.type === "epoch") stop.abort();
    },
  });
  assertEquals(events.filter(({ type }) => type === "epoch").length, 1);
});

Deno.test("an aborted worker stops training, so that the program can end", async () => {
  const program = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", fileURLToPath(new URL("aborted_run.ts", import.meta.url))],
    stdout: "piped",
    signal: AbortSignal.timeout(60_000),
  });
  const { success, stdout } = await program.output();
  assertEquals(new TextDecoder().decode(stdout), "aborted\n");
  assert(success, "The program went on after its run was aborted.");
});

Deno.test("a worker that dies fails its trial; the next one gets a new worker", async () => {
  const events: TrialEvent[] = [];
  const trials = [0, 1].map((number) => ({ number, setup: shortTrial({ layers: "F" }) }));
  // Without a backend a worker throws where it catches nothing.
  const backend = null as unknown as Engine;
  await runInWorkers(trials, { data, backend, workers: 1, onEvent: (event) => events.push(event) });
  const finished = events.filter((event) => event.type === "finished");
  assertEquals(finished.map(({ trial, state }) => [trial, state]), [[0, "failed"], [1, "failed"]]);
  for (const { error } of finished) {
    assertStringIncludes(error!, "The worker of this trial stopped");
  }
});

Deno.test("what a listener throws ends the run with it", async () => {
  await assertRejects(
    () =>
      runInWorkers([{ number: 0, setup: shortTrial({ layers: "F" }) }], {
        data,
        backend: WASM,
        workers: 2,
        onEvent: ({ type }) => {
          if (type === "finished") throw new RangeError("thrown by the listener");
        },
      }),
    RangeError,
    "thrown by the listener",
  );
});

Deno.test("the images are shared with the workers, not copied", () => {
  assert(data.train.images.buffer instanceof SharedArrayBuffer);
  assert(data.test.labels.buffer instanceof SharedArrayBuffer);
});
