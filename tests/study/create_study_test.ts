import { assert, assertEquals, assertRejects } from "@std/assert";
import { cases as known } from "../../lib/models/catalogue.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { createStudy as create } from "../../lib/study/create_study.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { adam } from "../../lib/trial/optimizer.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(600, 200);
const { paper } = known;
const cases = [{ name: "small", layers: "C4 P2 F D16" }, { name: "linear", layers: "F" }];

const createStudy = (options: Partial<StudyOptions> = {}) =>
  create({ name: "test", data, cases, epochs: 2, seed: 0, ...options });

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
  [
    { epoch: 9 },
    'workers, storage, fresh, weights, reference, got "epoch"; did you mean "epochs"?',
  ],
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

Deno.test("a study is not shown as computed by what did not compute it, also where it is complete", async () => {
  const storage = createMemoryStorage();
  const options = { storage, epochs: 1 };
  await (await createStudy({ ...options, backend: "wasm" })).optimize();
  const { definition, trials } = storage.load("test")!;
  const provenance = { ...definition.provenance, engine: "wasm+some blas 1.0" };
  using writer = storage.write({ ...definition, provenance }, { fresh: true });
  for (const trial of trials) writer.save(trial);
  writer.close();
  const { message } = await assertRejects(
    () => createStudy({ ...options, backend: "wasm" }),
    Error,
  );
  assertEquals(
    message.slice(message.indexOf("what")),
    'what computes is "wasm" and was "wasm+some blas 1.0"; ' +
      "give it another name, or begin it anew with fresh: true.",
  );
  // Who asks for nothing of the kind sees it.
  const { trials: seen } = await createStudy(options);
  assertEquals(seen.map(({ state }) => state), ["complete", "complete"]);
  const anew = await createStudy({ ...options, backend: "wasm", fresh: true });
  assertEquals(anew.trials.map(({ state }) => state), ["waiting", "waiting"]);
});
