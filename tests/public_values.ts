/** Values that public functions and methods take, and values that they refuse. */
import * as sweepbook from "../lib/mod.ts";
import { createSearchTrial } from "../lib/search_space/search_trial.ts";
import { valueAt } from "../lib/search_space/values.ts";
import { pngOfDigit } from "./images/png_of_digit.ts";
import { writeIdxFolder } from "./datasets/idx_bytes.ts";
import { sampleStudy, sampleTrial } from "./results/sample_trials.ts";
import { sampleDefinition } from "./storage/sample_definition.ts";
import { firstImages, loadSmallMnist } from "./small_mnist.ts";
import { trainModel } from "./training/trained_model.ts";

/** How a public function is called, and with what it must not be. */
export interface Face {
  /** Arguments that it takes. */
  readonly args: readonly unknown[];
  /** By place: values that it refuses there. */
  readonly wrong: Readonly<Record<number, readonly unknown[]>>;
  /** By the place of options, which stand last: their names, each with values that are refused. */
  readonly options?: Keys;
  /** The same of objects that are no options, such as datasets. */
  readonly parts?: Keys;
}

type Keys = Readonly<Record<number, Readonly<Record<string, readonly unknown[]>>>>;

export const data = await loadSmallMnist(60, 20);
export const trials = [sampleTrial(0)];
export const { trial: searchTrial } = createSearchTrial({
  number: 0,
  suggest: (_name, distribution) => valueAt(distribution, 0),
  known: new Map(),
});
export const table = sweepbook.toTable(trials);
export const searched = [
  {
    ...sampleTrial(0, { params: { rate: 0.1, kind: "a" } }),
    distributions: {
      rate: { kind: "float", low: 0.01, high: 1, log: true, step: null },
      kind: { kind: "categorical", choices: ["a", "b"] },
    },
  } satisfies sweepbook.Trial,
];
export const figure = sweepbook.plotLearningCurves(trials);
export const folder = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
export const idxFolder = `${folder}/idx`;
await writeIdxFolder(idxFolder);

export const kept = sweepbook.createMemoryStorage();
kept.write(sampleDefinition("sample")).close();

export const digit = pngOfDigit(data.train);
export const trained = await trainModel({ layers: "F" });
await sweepbook.saveModel(`${folder}/model`, trained);

export const notWhole = ["1", null, true, [1], {}, 0, 1.5, -1, NaN, Infinity];
export const notSize = ["1", null, true, [1], [1, 2, 3], {}, 0, 1.5, -1, NaN];
export const notSeed = ["1", null, true, [1], {}, 1.5, -1, NaN, 2 ** 53];
export const notPositive = ["1", null, true, [1], {}, 0, -1, NaN, Infinity, 1e-46, 3.5e38];
export const notFraction = ["0.5", null, true, [0.5], {}, 1, -0.1, NaN];
export const notText = ["", null, 1, true, ["a"], {}];
export const notChoice = ["", "Valid", null, 1, true, ["same"]];
export const notLayers = [null, 1, "C32", {}, [1], [sweepbook.flatten], [{ kind: "soft" }]];
export const notTrials = [null, undefined, 1, "trials", {}, [1], [{}], sampleStudy()];
export const notTable = [null, undefined, 1, "table", {}, trials];
export const notParams = ["rate", 1, true, {}, [], [1], [null], [""], ["rats", "kind"]];
export const notOptimizer = ["adam", null, 1, {}, { kind: "rmsprop" }, sweepbook.adam];
export const notReference = [0.98, "paper", { label: "a" }, { value: 0.5 }, {
  label: "a",
  value: 98,
}];
export const notFunction = [null, 1, "f", {}];
export const notFolder = ["", null, 1, {}];
export const notName = ["", " ", null, 1, true, ["a"], {}, "12", "a".repeat(513), "\ud800"];
export const notFinite = [undefined, "1", null, true, [1], {}, NaN, Infinity, -Infinity];
const record = sampleStudy(...trials);
export const notStudy = [undefined, null, 1, {}, { ...record, plan: "tpe" }, {
  ...record,
  refernce: sweepbook.PAPER_BEST,
}];
/** Of the record of a study. */
export const recordParts = {
  name: notText,
  dataset: notText,
  plan: [1, "tpe"],
  planned: [...notWhole.filter((value) => value !== 1), 0],
  trials: notTrials,
  reference: notReference,
};
export const notPlanned = ["20", "", null, true, 0, 1.5, -1, NaN, Infinity, {}];
export const notRows = ["20", "", null, true, 0, 1.5, -1, NaN, {}];
export const notBoolean = [null, 1, "yes"];
export const [epoch] = trials[0].runs[0].epochs;
export const notCheckpoint = [
  ...[1, "run.ckpt", [], {}, { epochs: [], weights: [], optimizer: [] }],
  { epochs: [{ ...epoch, loss: "0.5" }], weights: [], optimizer: [] },
  { epochs: [epoch], weights: [[1, 2]], optimizer: [] },
  { epochs: [epoch], weights: [], optimizer: [] }, // of no net
];
export const notSignal = [null, 1, new AbortController()];
export const notTrialName = [undefined, null, "0", "", -1, 1, 0.5, NaN, {}];
export const mistake = {
  index: 0,
  taken: 3,
  probability: 0.9,
  ...sweepbook.imageAt(data.train, 0),
};
export const notGrid = [undefined, null, 1, "grid", {}, [], [1], [[]], [["1"]], [[1], [1, 2]], [[
  NaN,
]]];
export const notProbabilities = [undefined, null, 1, {}, [], ["1"], [2], [NaN]];
export const neurons = { activation: notChoice, initializer: notChoice };
export const windows = { strides: notSize, padding: notChoice };
export const plotted: Face = {
  args: [trials, {}],
  wrong: { 0: notTrials },
  options: { 1: { reference: notReference, most: notWhole } },
};

export const plottedParams: Face = {
  args: [searched, { params: ["rate", "kind"] }],
  wrong: { 0: [...notTrials, trials] },
  options: { 1: { params: notParams } },
};

/** Of a set of images; `data.train` has 60. */
export const setParts = {
  count: [...notWhole, 59],
  height: [...notWhole, 27],
  width: [...notWhole, 27],
  images: [null, 1, [1, 2], new Uint8Array(784)],
  labels: [null, 1, [1, 2], new Uint8Array(1)],
};

/** Of an image; those of `data` are 28 x 28. */
export const imageParts = {
  label: ["1", null, true, -1, 0.5],
  title: notText,
  height: [...notWhole, 27],
  width: [...notWhole, 27],
  pixels: [null, 1, [1, 2], new Uint8Array(3)],
};

/** Of a dataset. */
export const dataParts = {
  name: [null, 1, {}],
  classes: [...notWhole, 257, 9],
  train: [null, 1, {}, { ...data.train, labels: undefined }, { ...data.train, count: 59 }, {
    ...data.train,
    counts: 60,
  }],
  test: [null, 1, {}, data, { ...data.test, count: 19 }, firstImages(data.train, 0)],
};

/** Of a study of cases and of a search alike. */
export const studyOptions = {
  name: notText,
  data: [null, 1, {}, Promise.resolve(data), { ...data, clases: 47 }],
  pruner: ["median", 1, {}, { settings: { kind: "none" } }, sweepbook.medianPruner],
  repeats: notWhole,
  folds: ["5", true, [5], {}, 1, 0, 2.5, NaN, 61],
  lag: notWhole,
  metric: notChoice,
  valueEpoch: notChoice,
  patience: notWhole.filter((value) => value !== null),
  epochs: notWhole,
  batchSize: notWhole,
  optimizer: notOptimizer,
  seed: notSeed,
  limit: ["1", true, 2, 61, 1.5],
  backend: ["gpu", null, 1],
  blas: notText,
  workers: notWhole,
  storage: ["", 1, true, {}],
  fresh: notBoolean,
  weights: [null, 1, "some"],
  reference: notReference,
};
