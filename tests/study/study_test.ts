import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { medianPruner } from "../../lib/pruners/median.ts";
import { toCsv } from "../../lib/results/csv.ts";
import { toEpochRows } from "../../lib/results/epoch_rows.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { createStudy as create } from "../../lib/study/create_study.ts";
import type { Study } from "../../lib/study/study.ts";
import { isStopped } from "../../lib/trial/record.ts";
import { adam, sgd } from "../../lib/trial/optimizer.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(600, 200);
const cases = [
  { name: "small", layers: "C4 P2 F D16" },
  { name: "dropout", layers: "C4 P2 Dr.25 F D16 Dr.5" },
  { name: "linear", layers: "F" },
];

const createStudy = (options: Partial<StudyOptions> = {}) =>
  create({ name: "test", data, cases, epochs: 2, seed: 0, ...options });

/** `epochs.csv` without its durations. */
const epochsCsv = ({ trials }: Study) =>
  toCsv(toEpochRows(trials).map(({ seconds: _, ...row }) => row));

Deno.test("results do not depend on the number of workers, nor on the run", async () => {
  for (const [backend, runs] of [["wasm", [1, 2, 2]], ["auto", [1, 2]]] as const) {
    const files: string[] = [];
    for (const workers of runs) {
      const study = await createStudy({ workers, backend });
      await study.optimize();
      assertEquals(study.trials.map(({ state }) => state), ["complete", "complete", "complete"]);
      files.push(epochsCsv(study));
    }
    for (const others of files.slice(1)) assertEquals(others, files[0]);
  }
});

Deno.test("a search with pruning comes to the same bits on 1, 2 and 4 workers", async () => {
  const records: string[] = [];
  for (const workers of [1, 2, 4]) {
    const study = await createStudy({
      cases: undefined,
      workers,
      trials: 10,
      lag: 4,
      repeats: 2,
      epochs: 3,
      pruner: medianPruner({ startupTrials: 2 }),
      sampler: tpeSampler({ startupTrials: 3 }),
      // Rates from 1e-5 learn nothing, and are pruned.
      search: (trial) => ({
        layers: `C2 P4 F D${trial.suggestInt("units", 8, 16)}`,
        optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-5, 1e-1, { log: true }) }),
      }),
    });
    await study.optimize();
    const states = new Set(study.trials.map(({ state }) => state));
    assertEquals(states, new Set(["complete", "pruned"]));
    const isDuration = (key: string) => key === "durationMs" || key === "span";
    records.push(JSON.stringify(study.trials, (key, value) => isDuration(key) ? null : value));
  }
  assertEquals(records[1], records[0]);
  assertEquals(records[2], records[0]);
});

Deno.test("a trial that fails says why, and the others go on", async () => {
  const optimizer = sgd({ learningRate: 1e30 });
  const failing = await createStudy({ optimizer, workers: 1 });
  await failing.optimize();
  assertEquals(failing.trials.map(({ state }) => state), ["failed", "failed", "complete"]);
  assertStringIncludes(failing.trials[0].error!, "lower the learning rate");
  assertEquals(failing.trials[0].runs[0].test, null);
});

Deno.test("progress tells epochs, accuracy and the time left", async () => {
  const study = await createStudy({ cases: [cases[0]], workers: 1 });
  let sawTimeLeft = false, sawAccuracy = false;
  const fractions: number[] = [];
  await study.optimize({
    onProgress({ running, leftMs }) {
      if (running.length === 0) return;
      fractions.push(running[0].fraction);
      sawTimeLeft ||= leftMs !== null && leftMs > 0 && running[0].leftMs !== null;
      sawAccuracy ||= running[0].accuracy !== null && running[0].accuracy > 0;
    },
  });
  assert(sawTimeLeft && sawAccuracy);
  assertEquals(fractions, fractions.toSorted((a, b) => a - b));
  assertEquals(fractions.at(-1), 1);
  const { finished, planned, running, leftMs } = study.progress;
  assertEquals([finished, planned, running, leftMs], [1, 1, [], 0]);
});

Deno.test("a study that is stopped keeps what is finished and goes on when run again", async () => {
  const whole = await createStudy({ workers: 1 });
  await whole.optimize();
  const study = await createStudy({ workers: 1 });
  const stop = new AbortController();
  await study.optimize({
    signal: stop.signal,
    onProgress: (progress) => {
      const [first] = progress.running;
      if (progress.finished === 1 && first?.trial.runs[0].epochs.length === 1) stop.abort();
    },
  });
  const states = study.trials.map(({ state }) => state).sort();
  assertEquals(states, ["complete", "waiting", "waiting"]);
  assertEquals(study.trials.map(({ error }) => error), [null, null, null]);
  const stopped = () => study.trials.flatMap(({ runs }) => runs.filter(isStopped));
  assertEquals(stopped().map(({ epochs }) => epochs.length), [1]);
  await study.optimize();
  assertEquals(epochsCsv(study), epochsCsv(whole));
  assertEquals(stopped(), []);
});

Deno.test("a study that is running cannot be run twice at a time", async () => {
  const study = await createStudy({ cases: [cases[2]] });
  const running = study.optimize();
  await assertRejects(() => study.optimize(), Error, "running already");
  await running;
  assertEquals(study.trials[0].state, "complete");
});

Deno.test("what a listener throws comes out of optimize(), and no trial stays running", async () => {
  const study = await createStudy({ workers: 1 });
  const onProgress = () => {
    throw new RangeError("thrown by the listener");
  };
  await assertRejects(() => study.optimize({ onProgress }), RangeError, "thrown by the listener");
  assertEquals(study.trials.map(({ state }) => state), ["waiting", "waiting", "waiting"]);
});
