import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { cases as known } from "../../lib/models/catalogue.ts";
import { toCsv } from "../../lib/results/csv.ts";
import { toEpochRows } from "../../lib/results/rows.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { createStudy as create } from "../../lib/study/create_study.ts";
import { Study } from "../../lib/study/study.ts";
import type { ExecuteOptions, Executor } from "../../lib/executors/executor.ts";
import { type Evaluation, RunStopped } from "../../lib/trial/run.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { isStopped, type Trial } from "../../lib/trial/record.ts";
import { adam, sgd } from "../../lib/trial/optimizer.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(600, 200);
const { paper } = known;
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
  for (const backend of ["wasm", "auto"] as const) {
    const files: string[] = [];
    for (const workers of [1, 2, 2]) {
      const study = await createStudy({ workers, backend });
      await study.optimize();
      assertEquals(study.trials.map(({ state }) => state), ["complete", "complete", "complete"]);
      files.push(epochsCsv(study));
    }
    assertEquals(files[1], files[0]);
    assertEquals(files[2], files[0]);
  }
});

Deno.test("a trial that fails says why, and the others go on", async () => {
  const optimizer = sgd({ learningRate: 1e30 });
  const failing = await createStudy({ optimizer, workers: 1 });
  await failing.optimize();
  assertEquals(failing.trials.map(({ state }) => state), ["failed", "failed", "complete"]);
  assertStringIncludes(failing.trials[0].error!, "lower the learning rate");
  assertEquals(failing.trials[0].run.test, null);
});

Deno.test("progress tells epochs, accuracy and the time left", async () => {
  const study = await createStudy({ cases: [cases[0]], workers: 1 });
  let sawTimeLeft = false, sawAccuracy = false;
  const fractions: number[] = [];
  await study.optimize({
    onProgress([{ fraction, leftMs, accuracy }]) {
      fractions.push(fraction);
      sawTimeLeft ||= leftMs !== null && leftMs > 0;
      sawAccuracy ||= accuracy !== null && accuracy > 0;
    },
  });
  assert(sawTimeLeft && sawAccuracy);
  assertEquals(fractions, fractions.toSorted((a, b) => a - b));
  assertEquals(fractions.at(-1), 1);
});

Deno.test("a study that is stopped keeps what is finished and goes on when run again", async () => {
  const whole = await createStudy({ workers: 1 });
  await whole.optimize();
  const study = await createStudy({ workers: 1 });
  const stop = new AbortController();
  await study.optimize({
    signal: stop.signal,
    onProgress: (progress) => {
      const running = progress.find(({ trial }) => trial.state === "running");
      const finished = progress.some(({ trial }) => trial.state === "complete");
      if (finished && running?.trial.run.epochs.length === 1) stop.abort();
    },
  });
  const states = study.trials.map(({ state }) => state).sort();
  assertEquals(states, ["complete", "waiting", "waiting"]);
  assertEquals(study.trials.map(({ error }) => error), [null, null, null]);
  assertEquals(study.trials.filter(isStopped).map(({ run }) => run.epochs.length), [1]);
  await study.optimize();
  assertEquals(epochsCsv(study), epochsCsv(whole));
  assertEquals(study.trials.filter(isStopped), []);
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

Deno.test("bad numbers and nets that cannot be built are refused before anything runs", async () => {
  const refuse = (options: Partial<StudyOptions>, message: string) =>
    assertRejects(() => createStudy(options), RangeError, message);
  await refuse({ epochs: 0 }, "Expected epochs to be a whole number of at least 1, got 0.");
  await refuse({ batchSize: 1.5 }, "Expected batchSize to be a whole number");
  await refuse({ seed: -1 }, "Expected seed to be a whole number of at least 0");
  await refuse({ workers: NaN }, "Expected workers");
  await refuse({ limit: 0 }, "Expected limit");
  await refuse({ limit: 601 }, "Expected limit to be a whole number from 3 to 600, got 601.");
  const twice = [cases[0], { ...cases[1], name: cases[0].name }];
  await refuse(
    { cases: twice },
    'Expected every case to have a name of its own, got "small" twice.',
  );
  await refuse({ cases: [] }, "Expected at least one case");
  await refuse({ cases: [{ name: "bad", layers: "C32 C32" }] }, "put flatten() before it");
});

/** Options as an unchecked cell of a notebook gives them, and what is said of them. */
const wrong: [options: Record<string, unknown>, says: string][] = [
  [{ epoch: 9 }, 'workers, reference, got "epoch"; did you mean "epochs"?'],
  [{ protocol: "sound" }, 'Expected protocol to be "paper" or "held-out", got "sound".'],
  [{ backend: "cuda" }, 'Expected backend to be "auto", "wasm" or "blas", got "cuda".'],
  [{ optimizer: "sgd" }, 'Expected optimizer to be adam() or sgd(), got "sgd".'],
  [
    { optimizer: { kind: "sgd", lr: 1 } },
    "Expected options of sgd() to be among learningRate, mom",
  ],
  [{ optimizer: { kind: "adam", beta1: "0.9" } }, "Expected beta1 of adam() to be a number from 0"],
  [{ reference: { label: "a" } }, "Expected value of reference to be a number"],
  [
    { cases: [{ name: "x", layers: "F", learningRate: 1 }] },
    'Expected learningRate of case "x" within its optimizer, such as optimizer: adam({ learningRate',
  ],
  [{ cases: [{ name: "x", layers: "F", epoch: 1 }] }, 'got "epoch"; did you mean "epochs"?'],
  [{ cases: [{ name: "x", layers: "F", epochs: "1" }] }, 'Expected epochs of case "x" to be a w'],
  [{ cases: ["C32 F"] }, "Expected every case to be a name with layers such as { name: "],
  [{ cases: "C32 F" }, 'Expected cases to be an array such as cases.paper, got "C32 F".'],
  [{ cases: [{ name: "x", layers: [{ kind: "soft" }] }] }, 'flatten(), got { kind: "soft" }.'],
  [{ cases: [{ name: "x", layers: [Math.max] }] }, "Expected layer 1 to be a hidden layer"],
  [{ data: undefined }, "Expected data to be a dataset such as await loadMnist(), got undefined."],
  [{ data: Promise.resolve(data) }, "await loadMnist(), got Promise {"],
  [{ name: undefined }, 'Expected name to be a text such as "hidden-layers", got undefined.'],
  [{ blas: 1 }, "Expected blas to be the path of a library, got 1."],
];

for (const [options, says] of wrong) {
  Deno.test(`a study says in one sentence: ${says}`, async () => {
    const { message } = await assertRejects(() => createStudy(options), TypeError, says);
    assert(/[.?]$/.test(message) && !message.includes("\n"), message);
  });
}

Deno.test("validation images are held out, of the paper's cases too, unless asked otherwise", async () => {
  const protocolOf = async (options: Partial<StudyOptions>) =>
    (await createStudy({ workers: 1, ...options })).trials[0].setup.protocol;
  assertEquals(await protocolOf({ cases: paper }), "held-out");
  assertEquals(await protocolOf({ cases: paper, protocol: "paper" }), "paper");
});

Deno.test("a case may carry its own settings, and takes the others from the study", async () => {
  const rates = [0.01, 0.001].map((learningRate, i) => ({
    name: `rate ${learningRate}`,
    layers: "F",
    optimizer: adam({ learningRate }),
    ...(i === 0 ? { epochs: 1, batchSize: 50, seed: 7 } : {}),
  }));
  const { trials } = await createStudy({ cases: rates, epochs: 3 });
  assertEquals(trials.map(({ setup }) => setup.optimizer.learningRate), [0.01, 0.001]);
  assertEquals(trials.map(({ setup }) => setup.epochs), [1, 3]);
  assertEquals(trials.map(({ setup }) => setup.batchSize), [50, 100]);
  assertEquals(trials.map(({ setup }) => setup.seed), [7, 0]);
});

/** A study whose runs end when the test says so. */
function createFake(slots = 2) {
  const runs: {
    layers: string;
    listener: ExecuteOptions;
    end: (outcome: Evaluation | Error) => void;
  }[] = [];
  const executor = {
    slots,
    engine: "fake",
    released: 0,
    execute({ layers }: Setup, listener: ExecuteOptions) {
      const { promise, resolve, reject } = Promise.withResolvers<Evaluation>();
      listener.signal.addEventListener("abort", () => reject(new RunStopped()));
      runs.push({
        layers,
        listener,
        end: (outcome) => "loss" in outcome ? resolve(outcome) : reject(outcome),
      });
      return promise;
    },
    release: () => void executor.released++,
  } satisfies Executor & { released: number };
  const trials = ["F", "F D8", "F D16"].map((layers, number) => {
    const trial = sampleTrial(number, { state: "waiting", epochs: [] });
    return { ...trial, flopsPerImage: number, setup: { ...trial.setup, layers } };
  });
  const parts = { name: "fake", dataset: "none", trials, reference: null, note: null };
  return { runs, executor, study: new Study({ ...parts, executor }) };
}

const evaluation = { loss: 1, accuracy: 0.5, errors: 1, confusion: [[1, 1], [0, 0]] };

Deno.test("who sorts or changes the trials that he is given changes no study", async () => {
  const { runs, study } = createFake(3);
  (study.trials as Trial[]).reverse();
  assertThrows(() => Object.assign(study.trials[0].setup, { epochs: 99 }), TypeError);
  assertThrows(() => Object.assign(study.trials[0], { name: "other" }), TypeError);
  const done = study.optimize();
  (study.trials as Trial[]).reverse();
  for (const { layers, end } of runs) end({ ...evaluation, loss: layers.length });
  await done;
  assertEquals(study.trials.map(({ setup }) => setup.layers), ["F", "F D8", "F D16"]);
  assertEquals(study.trials.map(({ run }) => run.test?.loss), [1, 4, 5]);
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
  for (const { end } of runs) end(evaluation);
  await done;
  assertEquals(executor.released, 1);
});

Deno.test("a run's time begins when it has started, and its progress anew", async () => {
  const { runs, study } = createFake(1);
  const stop = new AbortController();
  const first = study.optimize({ signal: stop.signal });
  runs[0].listener.onStep!({ epoch: 1, step: 1, steps: 2, loss: 1, accuracy: 0.5 });
  assertEquals(study.progress[2].accuracy, 0.5);
  stop.abort();
  await first;
  const second = study.optimize();
  assertEquals(study.progress[2].accuracy, null);
  const before = performance.now();
  while (performance.now() - before < 20); // a worker that loads
  runs[1].listener.onStart!();
  for (let i = 1; i < 4; i++) {
    runs[i].end(evaluation);
    await new Promise((resolve) => setTimeout(resolve));
  }
  await second;
  const { durationMs } = study.trials[2].run;
  assert(durationMs! < 20, `${durationMs} ms`);
});

Deno.test("costly trials run first, one in each slot, and the next when one has ended", async () => {
  const { runs, study } = createFake();
  const stop = new AbortController();
  const done = study.optimize({ signal: stop.signal });
  assertEquals(runs.map(({ layers }) => layers), ["F D16", "F D8"]);
  assertEquals(study.trials.map(({ state }) => state), ["waiting", "running", "running"]);
  runs[1].end(evaluation);
  await Promise.resolve();
  runs[0].end(new Error("too hot"));
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals(runs.map(({ layers }) => layers), ["F D16", "F D8", "F"]);
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
    'Expected options of optimize() to be among onProgress, signal, got "epochs".',
  );
  await assertRejects(() => study.optimize({ signal: 1 as never }), TypeError, "Expected signal");
  await assertRejects(() => study.optimize({ onProgress: {} as never }), TypeError, "a function");
});
