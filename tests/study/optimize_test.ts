/** Studies on an executor whose runs end when the test says so. */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { createFakeStudy, evaluation, outcome, settle } from "./fake_study.ts";

/** Three cases, the last the costliest. */
function createFake(slots = 2) {
  const trials = ["F", "F D8", "F D16"].map((layers, number) => {
    const trial = sampleTrial(number, { state: "waiting", epochs: [] });
    return { ...trial, flopsPerImage: number + 1, setup: { ...trial.setup, layers } };
  });
  return createFakeStudy({
    slots,
    open: () => ({
      kept: [],
      source: { count: 3, isSearch: false, create: (number) => trials[number] },
    }),
  });
}

Deno.test("who sorts or changes the trials that he is given changes no study", async () => {
  const { runs, study } = createFake(3);
  (study.trials as Trial[]).reverse();
  assertThrows(() => Object.assign(study.trials[0].setup, { epochs: 99 }), TypeError);
  assertThrows(() => Object.assign(study.trials[0], { name: "other" }), TypeError);
  const done = study.optimize();
  (study.trials as Trial[]).reverse();
  for (const { setup, end } of runs) {
    end({ ...outcome, test: { ...evaluation, loss: setup.layers.length } });
  }
  await done;
  assertEquals(study.trials.map(({ setup }) => setup.layers), ["F", "F D8", "F D16"]);
  assertEquals(study.trials.map(({ runs }) => runs[0].test?.loss), [1, 4, 5]);
});

Deno.test("an asynchronous listener that rejects stops the study with it", async () => {
  const { study } = createFake();
  const onProgress = () => Promise.reject(new RangeError("not written"));
  await assertRejects(() => study.optimize({ onProgress }), RangeError, "not written");
  assertEquals(study.trials.map(({ state }) => state), ["waiting", "waiting", "waiting"]);
});

Deno.test("what idle slots hold is freed when a study has ended, and no more slots used than trials", async () => {
  const { runs, study, executor } = createFake(2 ** 40);
  const done = study.optimize();
  assertEquals([runs.length, executor.released], [3, 0]);
  for (const { end } of runs) end(outcome);
  await done;
  assertEquals(executor.released, 1);
});

Deno.test("a run's time begins when it has started, and its progress anew", async () => {
  const { now } = performance;
  let clockMs = 0;
  performance.now = () => clockMs;
  try {
    const { runs, study } = createFake(1);
    const stop = new AbortController();
    const first = study.optimize({ signal: stop.signal });
    runs[0].listener.onStep!({ epoch: 1, step: 1, steps: 2, loss: 1, accuracy: 0.5 });
    assertEquals(study.progress.running[0].accuracy, 0.5);
    stop.abort();
    await first;
    const again = new AbortController();
    const second = study.optimize({
      signal: again.signal,
      onProgress: ({ finished }) => finished === 1 && again.abort(),
    });
    assertEquals(study.progress.running[0].accuracy, null);
    clockMs = 500; // its worker loads
    runs[1].listener.onStart!();
    clockMs = 700;
    runs[1].end(outcome);
    await second;
    assertEquals(study.trials[2].runs[0].durationMs, 200);
  } finally {
    performance.now = now;
  }
});

Deno.test("costly trials run first, one in each slot, and the next when one has ended", async () => {
  const { runs, study } = createFake();
  const stop = new AbortController();
  const done = study.optimize({ signal: stop.signal });
  assertEquals(runs.map(({ setup }) => setup.layers), ["F D16", "F D8"]);
  assertEquals(study.trials.map(({ state }) => state), ["waiting", "running", "running"]);
  runs[1].end(outcome);
  await Promise.resolve();
  runs[0].end(new Error("too hot"));
  await settle();
  assertEquals(runs.map(({ setup }) => setup.layers), ["F D16", "F D8", "F"]);
  stop.abort();
  await done;
  assertEquals(study.trials.map(({ state, error }) => [state, error]), [
    ["waiting", null],
    ["complete", null],
    ["failed", "too hot"],
  ]);
  assertEquals(study.isRunning, false);
});

Deno.test("optimize() refuses options that it does not know", async () => {
  const { study } = createFake();
  const wrong = { epochs: 3 } as Record<string, unknown>;
  await assertRejects(
    () => study.optimize(wrong),
    TypeError,
    'Expected options of optimize() to be among onProgress, onNote, signal, got "epochs".',
  );
  await assertRejects(() => study.optimize({ signal: 1 as never }), TypeError, "Expected signal");
  await assertRejects(() => study.optimize({ onProgress: {} as never }), TypeError, "a function");
});
