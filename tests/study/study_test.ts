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
import { Study } from "../../lib/study/study.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(600, 200);
const { paper } = known;
const cases = [
  { name: "small", layers: "C4 P2 F D16" },
  { name: "dropout", layers: "C4 P2 Dr.25 F D16 Dr.5" },
  { name: "linear", layers: "F" },
];

const createStudy = (options: Partial<StudyOptions> = {}) =>
  new Study({ name: "test", data, cases, epochs: 2, seed: 0, ...options });

/** `epochs.csv` without its durations. */
const epochsCsv = ({ trials }: Study) =>
  toCsv(toEpochRows(trials).map(({ seconds: _, ...row }) => row));

Deno.test("results do not depend on the number of workers, nor on the run", async () => {
  for (const backend of ["wasm", "auto"] as const) {
    const files: string[] = [];
    for (const workers of [1, 2, 2]) {
      const study = createStudy({ workers, backend });
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
  const failing = createStudy({ optimizer, workers: 1 });
  await failing.optimize();
  assertEquals(failing.trials.map(({ state }) => state), ["failed", "failed", "complete"]);
  assertStringIncludes(failing.trials[0].error!, "lower the learning rate");
  assertEquals(failing.trials[0].test, null);
});

Deno.test("progress tells epochs, accuracy and the time left", async () => {
  const study = createStudy({ cases: [cases[0]], workers: 1 });
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
  const whole = createStudy({ workers: 1 });
  await whole.optimize();
  const study = createStudy({ workers: 1 });
  const stop = new AbortController();
  await study.optimize({
    signal: stop.signal,
    onProgress: (progress) => {
      const running = progress.find(({ trial }) => trial.state === "running");
      const finished = progress.some(({ trial }) => trial.state === "complete");
      if (finished && running?.trial.epochs.length === 1) stop.abort();
    },
  });
  const states = study.trials.map(({ state }) => state).sort();
  assertEquals(states, ["complete", "waiting", "waiting"]);
  assertEquals(study.trials.find(({ error }) => error)?.error, "Stopped after epoch 1 of 2.");
  await study.optimize();
  assertEquals(epochsCsv(study), epochsCsv(whole));
  assertEquals(study.trials.map(({ error }) => error), [null, null, null]);
});

Deno.test("a study that is running cannot be run twice at a time", async () => {
  const study = createStudy({ cases: [cases[2]] });
  const running = study.optimize();
  await assertRejects(() => study.optimize(), Error, "running already");
  await running;
  assertEquals(study.trials[0].state, "complete");
});

Deno.test("what a listener throws comes out of optimize(), and no trial stays running", async () => {
  const study = createStudy({ workers: 1 });
  const onProgress = () => {
    throw new RangeError("thrown by the listener");
  };
  await assertRejects(() => study.optimize({ onProgress }), RangeError, "thrown by the listener");
  assertEquals(study.trials.map(({ state }) => state), ["waiting", "waiting", "waiting"]);
});

Deno.test("bad numbers and nets that cannot be built are refused before anything runs", () => {
  const refuse = (options: Partial<StudyOptions>, message: string) =>
    assertThrows(() => createStudy(options), RangeError, message);
  refuse({ epochs: 0 }, "Expected epochs to be a whole number of at least 1, got 0.");
  refuse({ batchSize: 1.5 }, "Expected batchSize to be a whole number");
  refuse({ seed: -1 }, "Expected seed to be a whole number of at least 0");
  refuse({ workers: NaN }, "Expected workers");
  refuse({ limit: 0 }, "Expected limit");
  refuse({ limit: 601 }, "Expected limit to be a whole number from 3 to 600, got 601.");
  refuse({ cases: [] }, "Expected at least one case");
  refuse({ cases: [{ name: "bad", layers: "C32 C32" }] }, "put flatten() before it");
});

/** Options as an unchecked cell of a notebook gives them, and what is said of them. */
const wrong: [options: Record<string, unknown>, says: string][] = [
  [{ epoch: 9 }, "Expected options of a study among name, data, cases, epochs, "],
  [{ protocol: "sound" }, 'Expected protocol to be "paper" or "held-out", got "sound".'],
  [{ backend: "cuda" }, 'Expected backend to be "auto", "wasm" or "blas", got "cuda".'],
  [{ optimizer: "sgd" }, 'Expected optimizer to be adam() or sgd(), got "sgd".'],
  [{ optimizer: { kind: "sgd", lr: 1 } }, "Expected options of sgd() among learningRate, momentum"],
  [{ cases: ["C32 F"] }, "Expected every case to be a name with layers such as { name: "],
  [{ cases: "C32 F" }, 'Expected cases to be an array such as cases.paper, got "C32 F".'],
  [{ cases: [{ name: "x", layers: [{ kind: "soft" }] }] }, 'flatten(), got {"kind":"soft"}.'],
  [{ cases: [{ name: "x", layers: [Math.max] }] }, "Expected layer 1 to be a hidden layer"],
  [{ data: undefined }, "Expected data to be a dataset such as await loadMnist(), got undefined."],
  [{ data: Promise.resolve(data) }, "await loadMnist(), got Promise {"],
  [{ name: undefined }, 'Expected name to be a text such as "hidden-layers", got undefined.'],
  [{ blas: 1 }, "Expected blas to be the path of a library, got 1."],
];

for (const [options, says] of wrong) {
  Deno.test(`a study says in one sentence: ${says}`, () => {
    const { message } = assertThrows(() => createStudy(options), TypeError, says);
    assert(message.endsWith(".") && !message.includes("\n"), message);
  });
}

Deno.test("the protocol is the paper's for its own cases only, unless one is given", () => {
  const protocolOf = (options: Partial<StudyOptions>) =>
    createStudy({ workers: 1, ...options }).trials[0].setup.protocol;
  assertEquals(protocolOf({ cases: paper.slice(2) }), "paper");
  assertEquals(
    protocolOf({ cases: [{ name: "Case 4", layers: "C32 P2 C64 P2 F D128" }] }),
    "paper",
  );
  assertEquals(protocolOf({ cases: [...paper, cases[0]] }), "held-out");
  assertEquals(protocolOf({ cases: [{ name: "Case 4", layers: "F" }] }), "held-out");
  assertEquals(protocolOf({ cases: paper, protocol: "held-out" }), "held-out");
});
