import { assertEquals, assertStringIncludes } from "@std/assert";
import { createStudy, type StudyOptions } from "../../lib/mod.ts";
import { adam, cases, medianPruner, sgd, tpeSampler } from "../../lib/mod.ts";
import { toRepeatCode } from "../../lib/report/repeat_code.ts";
import { toLines } from "../../lib/report/provenance.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { names } from "../results/names.ts";
import { samplePlan, sampleStudy, sampleTrial } from "../results/sample_trials.ts";

const data = await loadSmallMnist(60, 20);
const hostile = [...new Set(names)].filter((name) => /\S/.test(name))
  .map((name) => ({ name, layers: "F" }));

/** The options that the program of a study calls `createStudy()` with. */
async function optionsOf(code: string): Promise<StudyOptions> {
  const lib = new URL("../../lib/mod.ts", import.meta.url).href;
  const text = code.replace('"../lib/mod.ts"', JSON.stringify(lib))
    .replace(/import \{[^}]*\}/, "import * as all")
    .replace(
      "const study = await createStudy(",
      "const { adam, sgd, tpeSampler, medianPruner } = all;\nconst loadMnist = () => null;\nconst loadIdxFolder = loadMnist;\nexport const options = (",
    )
    .replace(/await study\.optimize\(\);\n.*\n/, "");
  const { options } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return options;
}

const studies: Record<string, Partial<StudyOptions>> = {
  "the paper": { cases: cases.paper, protocol: "paper" },
  "cases that differ": {
    cases: [
      { name: "one", layers: "F", optimizer: sgd(), epochs: 2 },
      { name: "two", layers: "F D8", optimizer: adam({ learningRate: 0.01 }), seed: 7 },
    ],
    limit: 50,
    patience: 2,
    repeats: 3,
  },
  folds: {
    cases: [{ name: "one", layers: "F" }, { name: "two", layers: "F D8" }],
    folds: 3,
    metric: "valLoss",
    valueEpoch: "best",
    pruner: medianPruner({ startupTrials: 2 }),
    reference: { label: "a", value: 0.5 },
    lag: 1,
  },
  "hostile names": {
    cases: hostile,
  },
};

for (const [name, options] of Object.entries(studies)) {
  Deno.test(`the program of a study of ${name} makes the same study again`, async () => {
    const common = { name, data, storage: null, backend: "wasm" } as const;
    const { study } = await createStudy({ ...common, ...options } as StudyOptions);
    const code = toRepeatCode(study, study.engine)!;
    const again = await createStudy({ ...await optionsOf(code), ...common } as StudyOptions);
    assertEquals(again.trials, study.trials);
    assertEquals(again.plan, study.plan);
    assertEquals(again.reference, study.reference);
  });
}

Deno.test("the program of a search has its sampler, and the place of its search function", async () => {
  const { study } = await createStudy({
    name: "*/ rates",
    data,
    search: (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 8)}` }),
    trials: 4,
    sampler: tpeSampler({ startupTrials: 2 }),
    storage: null,
  });
  const code = toRepeatCode(study, "wasm")!;
  assertEquals(toRepeatCode(study, "wasm without FMA"), code);
  const { search, sampler, trials } = await optionsOf(code);
  assertEquals([trials, sampler!.settings], [4, study.plan.sampler]);
  assertEquals(typeof search, "function");
  // The last expression of a cell is shown, that of a program is not.
  assertStringIncludes(code, "study.table(); // in a program: console.log(study.table())");
  assertStringIncludes(code, '// "units": int { low: 1, high: 8,');
});

Deno.test("the program of a search does not ask for the trials that were tried again", () => {
  const trials = [0, 1, 2].map((number) => sampleTrial(number));
  const retry = { ...sampleTrial(3), retryOf: 1 };
  const study = { ...sampleStudy(...trials, retry), plan: samplePlan, planned: 41 };
  assertStringIncludes(toRepeatCode(study, "wasm")!, "\n  trials: 40,\n");
});

Deno.test("the program is read on the page as it is", async () => {
  const { study } = await createStudy({ name: "a", data, cases: hostile, storage: null });
  const code = toRepeatCode(study, "wasm")!;
  const read = toLines(code).replaceAll(
    /&(lt|gt|amp|quot|#39);/g,
    (_, name: string) => ({ lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" })[name]!,
  );
  assertEquals(read, code.trimEnd());
});

Deno.test("nothing is made up of a study whose trials or plan are unknown", () => {
  assertEquals(toRepeatCode({ name: "a", dataset: "MNIST", trials: [] }, "wasm"), null);
});
