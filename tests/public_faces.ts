/** How each public function and method is called, and with what it must not be. */
import * as sweepbook from "../lib/mod.ts";
import { createSearchTrial } from "../lib/search_space/search_trial.ts";
import { valueAt } from "../lib/search_space/values.ts";
import { pngOfDigit } from "./images/png_of_digit.ts";
import { writeIdxFolder } from "./datasets/idx_bytes.ts";
import { sampleStudy, sampleTrial } from "./results/sample_trials.ts";
import { sampleDefinition } from "./storage/sample_definition.ts";
import { loadSmallMnist, shortTrial } from "./small_mnist.ts";
import { trainModel } from "./training/trained_model.ts";

/** How a public function is called, and with what it must not be. */
export interface Face {
  /** Arguments that it takes. */
  readonly args: readonly unknown[];
  /** By place: values that it refuses there. */
  readonly wrong: Readonly<Record<number, readonly unknown[]>>;
  /** By place of an object: the names of what it may hold, each with values that are refused. */
  readonly options?: Readonly<Record<number, Readonly<Record<string, readonly unknown[]>>>>;
}

const data = await loadSmallMnist(60, 20);
const trials = [sampleTrial(0)];
const { trial: searchTrial } = createSearchTrial({
  number: 0,
  suggest: (_name, distribution) => valueAt(distribution, 0),
  known: new Map(),
});
const table = sweepbook.toTable(trials);
const searched = [
  {
    ...sampleTrial(0, { params: { rate: 0.1, kind: "a" } }),
    distributions: {
      rate: { kind: "float", low: 0.01, high: 1, log: true, step: null },
      kind: { kind: "categorical", choices: ["a", "b"] },
    },
  } satisfies sweepbook.Trial,
];
const figure = sweepbook.plotLearningCurves(trials);
const folder = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const idxFolder = `${folder}/idx`;
await writeIdxFolder(idxFolder);

const kept = sweepbook.createMemoryStorage();
kept.write(sampleDefinition("sample")).close();

const digit = pngOfDigit(data.train);
const trained = await trainModel({ layers: "F" });
await sweepbook.saveModel(`${folder}/model`, trained);

const notWhole = ["1", null, true, [1], {}, 0, 1.5, -1, NaN, Infinity];
const notSize = ["1", null, true, [1], [1, 2, 3], {}, 0, 1.5, -1, NaN];
const notSeed = ["1", null, true, [1], {}, 1.5, -1, NaN, 2 ** 53];
const notPositive = ["1", null, true, [1], {}, 0, -1, NaN, Infinity, 1e-46, 3.5e38];
const notFraction = ["0.5", null, true, [0.5], {}, 1, -0.1, NaN];
const notText = ["", null, 1, true, ["a"], {}];
const notChoice = ["", "Valid", null, 1, true, ["same"]];
const notLayers = [null, 1, "C32", {}, [1], [sweepbook.flatten], [{ kind: "soft" }]];
const notTrials = [null, undefined, 1, "trials", {}, [1], [{}], sampleStudy()];
const notTable = [null, undefined, 1, "table", {}, trials];
const notParams = ["rate", 1, true, {}, [], [1], [null], [""], ["rats", "kind"]];
const notOptimizer = ["adam", null, 1, {}, { kind: "rmsprop" }, sweepbook.adam];
const notReference = [0.98, "paper", { label: "a" }, { value: 0.5 }, { label: "a", value: 98 }];
const notFunction = [null, 1, "f", {}];
const notFolder = ["", null, 1, {}];
const notName = ["", " ", null, 1, true, ["a"], {}, "12", "a".repeat(513), "\ud800"];
const notFinite = [undefined, "1", null, true, [1], {}, NaN, Infinity, -Infinity];
const notStudy = [undefined, null, 1, {}, { ...sampleStudy(...trials), plan: "tpe" }];
const notPlanned = ["20", "", null, true, 0, 1.5, -1, NaN, Infinity, {}];
const notRows = ["20", "", null, true, 0, 1.5, -1, NaN, {}];
const notBoolean = [null, 1, "yes"];
const [epoch] = trials[0].runs[0].epochs;
const notCheckpoint = [
  ...[1, "run.ckpt", [], {}, { epochs: [], weights: [], optimizer: [] }],
  { epochs: [{ ...epoch, loss: "0.5" }], weights: [], optimizer: [] },
  { epochs: [epoch], weights: [[1, 2]], optimizer: [] },
  { epochs: [epoch], weights: [], optimizer: [] }, // of no net
];
const notSignal = [null, 1, new AbortController()];
const notTrialName = [undefined, null, "0", "", -1, 1, 0.5, NaN, {}];
const mistake = { index: 0, taken: 3, probability: 0.9, ...sweepbook.imageAt(data.train, 0) };
const notGrid = [undefined, null, 1, "grid", {}, [], [1], [[]], [["1"]], [[1], [1, 2]], [[NaN]]];
const notProbabilities = [undefined, null, 1, {}, [], ["1"], [2], [NaN]];
const neurons = { activation: notChoice, initializer: notChoice };
const windows = { strides: notSize, padding: notChoice };
const plotted: Face = {
  args: [trials, {}],
  wrong: { 0: notTrials },
  options: { 1: { reference: notReference, most: notWhole } },
};

const plottedParams: Face = {
  args: [searched, { params: ["rate", "kind"] }],
  wrong: { 0: [...notTrials, trials] },
  options: { 1: { params: notParams } },
};

/** Of a study of cases and of a search alike. */
const studyOptions = {
  name: notText,
  data: [null, 1, {}, Promise.resolve(data)],
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

/** By the name of its export. */
export const faces: Readonly<Record<string, Face>> = {
  conv: {
    args: [8, {}],
    wrong: { 0: [undefined, ...notWhole] },
    options: { 1: { kernelSize: notSize, dilation: notSize, ...windows, ...neurons } },
  },
  maxPool: { args: [2, {}], wrong: { 0: [undefined, ...notSize] }, options: { 1: windows } },
  avgPool: { args: [2, {}], wrong: { 0: [undefined, ...notSize] }, options: { 1: windows } },
  dropout: { args: [0.5], wrong: { 0: [undefined, ...notFraction] } },
  flatten: { args: [], wrong: {} },
  dense: { args: [8, {}], wrong: { 0: [undefined, ...notWhole] }, options: { 1: neurons } },
  batchNorm: {
    args: [{}],
    wrong: {},
    options: { 0: { momentum: notFraction, epsilon: notPositive } },
  },
  formatLayers: { args: [[sweepbook.flatten()]], wrong: { 0: [undefined, ...notLayers] } },
  parseLayers: {
    args: ["C32 F"],
    wrong: { 0: [undefined, null, 1, {}, ["F"], "C", "X3", "C32(k0)", "F)"] },
  },
  describeNet: {
    args: [[sweepbook.flatten()], [28, 28, 1], 10],
    wrong: { 0: [undefined, ...notLayers], 1: [null, 28, [28, "28", 1], [0]], 2: notWhole },
  },
  convolutionSteps: {
    args: [[[1, 2], [3, 4]], [[1]], {}],
    wrong: { 0: notGrid, 1: [...notGrid, [[1, 2, 3]]] },
    options: { 2: { strides: notSize } },
  },
  poolingSteps: {
    args: [[[1, 2], [3, 4]], {}],
    wrong: { 0: [...notGrid, [[1]]] },
    options: { 1: { size: [...notSize, 3], strides: notSize, kind: notChoice } },
  },
  findNet: { args: ["deeper"], wrong: { 0: [undefined, ...notText, "deepest"] } },
  periodicNet: {
    args: [searchTrial, {}],
    wrong: { 0: [undefined, null, 1, {}, sweepbook.adam()] },
    options: {
      1: {
        periods: [null, 1, [], [0], ["1"], [9]],
        filters: [null, 1, [], [0], ["1"]],
        kernelSizes: [null, 1, [], [0], ["1"]],
        dropoutRates: [null, 1, [], [1], ["0"]],
        denseUnits: [null, 1, [], [0], ["1"]],
        imageSize: [...notSize, 4],
      },
    },
  },
  gridSampler: { args: [], wrong: {} },
  randomSampler: { args: [], wrong: {} },
  tpeSampler: {
    args: [{}],
    wrong: {},
    options: { 0: { startupTrials: notSeed, candidates: notWhole } },
  },
  medianPruner: {
    args: [{}],
    wrong: {},
    options: { 0: { startupTrials: notSeed, warmupEpochs: notSeed } },
  },
  halvingPruner: {
    args: [{}],
    wrong: {},
    options: { 0: { minEpochs: notWhole, factor: [...notWhole, 1] } },
  },
  adam: {
    args: [{}],
    wrong: {},
    options: {
      0: {
        learningRate: notPositive,
        beta1: notFraction,
        beta2: notFraction,
        epsilon: notPositive,
      },
    },
  },
  sgd: {
    args: [{}],
    wrong: {},
    options: { 0: { learningRate: notPositive, momentum: notFraction } },
  },
  isFinished: { args: ["complete"], wrong: { 0: [undefined, null, 1, "done"] } },
  loadMnist: {
    args: [{}],
    wrong: {},
    options: { 0: { folder: notFolder, onProgress: notFunction, download: notBoolean } },
  },
  loadIdxFolder: {
    args: [idxFolder, {}],
    wrong: { 0: [undefined, ...notFolder, "no such folder"] },
    options: { 1: { name: notText, classes: [...notWhole, 257] } },
  },
  countClasses: { args: [data], wrong: { 0: [undefined, null, 1, {}, data.train] } },
  datasetChecksum: { args: [data], wrong: { 0: [undefined, null, 1, {}, data.train] } },
  imageAt: {
    args: [data.train, 0],
    wrong: { 0: [undefined, null, 1, {}, data], 1: ["1", null, {}, -1, 60, 0.5, NaN] },
  },
  train: {
    args: [shortTrial({ layers: "F", epochs: 1 }), data, {}],
    wrong: { 0: [undefined, null, 1, "F", {}], 1: [undefined, null, 1, {}, data.train] },
    options: {
      0: {
        layers: [...notText, "X"],
        epochs: notWhole,
        batchSize: notWhole,
        optimizer: notOptimizer,
        seed: notSeed,
        protocol: notChoice,
        limit: ["1", true, 0, 1.5],
      },
      2: {
        backend: ["webgl", null, 1],
        blas: ["no such library", 1, true],
        isStopped: notFunction,
        test: notBoolean,
        from: notCheckpoint,
        checkpoints: notBoolean,
        onStep: notFunction,
        onEpoch: notFunction,
      },
    },
  },
  timeSteps: {
    args: ["F", data, { batchSize: 10, steps: 2, warmUp: 1 }],
    wrong: {
      0: [undefined, null, 1, {}, [1], "X3", "D8"],
      1: [undefined, null, 1, {}, data.train],
    },
    options: {
      2: {
        batchSize: [...notWhole, 61],
        steps: [...notWhole, 6],
        warmUp: [...notWhole, 5],
        backend: ["webgl", null, 1],
        blas: ["no such library", 1, true],
      },
    },
  },
  loadDigit: {
    args: [digit, {}],
    wrong: {
      0: [undefined, "", null, 1, {}, "no such file", "https://a.b/c.png", new Uint8Array(9)],
    },
    options: { 1: { height: [...notWhole, 1025], width: [...notWhole, 1025] } },
  },
  saveModel: {
    args: [`${folder}/model`, trained, {}],
    wrong: { 0: [undefined, ...notFolder], 1: [undefined, null, 1, {}] },
    options: {
      1: {
        study: notText,
        dataset: notText,
        trial: [null, 1, "F", {}],
        run: [null, 1, {}, { number: 7, seed: 1 }],
        weights: [null, 1, [], [1], [[1]], trained.weights.slice(1)],
        provenance: [null, 1, "wasm", {}],
        input: [null, 28, [28, "28", 1], [0, 1, 1], [14, 14, 1]],
        labels: [null, 1, [], [1], ["a"]],
      },
      2: { overwrite: [null, 1, "yes"] },
    },
  },
  restoreModel: {
    args: [trained],
    wrong: { 0: [undefined, null, 1, {}] },
    options: {
      0: {
        study: notText,
        dataset: notText,
        trial: [null, 1, "F", {}],
        run: [null, 1, {}, { number: 7, seed: 1 }],
        weights: [null, 1, [], [1], [[1]], trained.weights.slice(1)],
        provenance: [null, 1, "wasm", {}],
        input: [null, 28, [28, "28", 1], [0, 1, 1], [14, 14, 1]],
        labels: [null, 1, [], [1], ["a"]],
      },
    },
  },
  loadModel: {
    args: [`${folder}/model`],
    wrong: { 0: [undefined, ...notFolder, "no such folder"] },
  },
  buildModel: {
    args: [[sweepbook.flatten()], { seed: 1 }],
    wrong: { 0: [undefined, ...notLayers], 1: [undefined, null, {}] },
    options: { 1: { seed: notSeed, input: [null, 28, [0, 1, 1]], classes: notWhole } },
  },
  prepareBackend: {
    args: ["wasm", null],
    wrong: { 0: [undefined, null, 1, "webgl"], 1: ["no such library", 1, true] },
  },
  chooseEngine: {
    args: ["auto", undefined],
    wrong: { 0: [undefined, null, 1, "gpu"], 1: ["no such library", null, 1] },
  },
  createStudy: {
    args: [{ name: "a", data, cases: [{ name: "F", layers: "F" }] }],
    wrong: { 0: [undefined, null, 1, {}] },
    options: {
      0: {
        ...studyOptions,
        cases: [null, 1, {}, [], ["F"], [{ name: "a" }], [{ layers: "F" }], [{
          name: 1,
          layers: "F",
        }]],
        search: [() => ({ layers: "F" })],
        trials: [1, null],
        sampler: [sweepbook.randomSampler()],
        protocol: notChoice,
      },
    },
  },
  createMemoryStorage: { args: [], wrong: {} },
  openSqliteStorage: {
    args: [`${folder}/studies.db`],
    wrong: { 0: [undefined, "", null, 1, {}] },
  },
  openStorage: { args: [null], wrong: { 0: ["", " ", 1, {}, true] } },
  followStudy: {
    args: ["sample", { storage: kept }],
    wrong: { 0: [undefined, "none", ...notText] },
    options: {
      1: { storage: ["", 1, true, {}], onProgress: notFunction, signal: notSignal },
    },
  },
  watchStudy: {
    args: ["sample", { storage: kept }],
    wrong: { 0: [undefined, "none", ...notText] },
    options: { 1: { storage: ["", 1, true, {}], signal: notSignal } },
  },
  countFinished: { args: [trials], wrong: { 0: [undefined, null, 1, {}] } },
  exportStudy: {
    args: [sampleStudy(...trials), `${folder}/record`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder] },
    options: { 2: { overwrite: [null, 1, "yes"] } },
  },
  exportReport: {
    args: [{ ...sampleStudy(...trials), provenance: null }, `${folder}/report.html`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder, "report.txt"] },
    options: {
      2: {
        data: [1, {}, data.train, Promise.resolve(data)],
        classifier: [1, "net", {}],
        pdf: notBoolean,
        overwrite: notBoolean,
      },
    },
  },
  checkReport: {
    args: [sampleStudy(...trials), `${folder}/report.html`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder, "report.txt"] },
    options: { 2: { overwrite: notBoolean } },
  },
  folderName: { args: ["rates: 1/3"], wrong: { 0: [undefined, ...notText] } },
  checkExport: {
    args: [sampleStudy(...trials), `${folder}/record`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder] },
    options: { 2: { overwrite: [null, 1, "yes"] } },
  },
  formatDuration: { args: [1], wrong: { 0: [undefined, null, "1", {}, -1, NaN, Infinity] } },
  formatPercent: { args: [1], wrong: { 0: [undefined, null, "1", {}, 98, -0.1, NaN] } },
  describeBest: {
    args: [trials, null, {}],
    wrong: { 0: notTrials, 1: notReference },
    options: { 2: { planned: notPlanned } },
  },
  bestRun: {
    args: [trials[0]],
    wrong: { 0: [undefined, null, 1, {}, trials, sampleTrial(0, { state: "pruned" })] },
  },
  bestTrial: { args: [trials], wrong: { 0: notTrials } },
  compareTrials: {
    args: [sampleTrial(0), sampleTrial(1)],
    wrong: { 0: [undefined, null, 1, "case", {}, trials], 1: [undefined, null, 1, "case", {}] },
  },
  toTable: {
    args: [trials, {}],
    wrong: { 0: notTrials },
    options: {
      1: { time: [null, 1, "no"], reference: notReference, rows: notRows, planned: notPlanned },
    },
  },
  toText: { args: [table, 80], wrong: { 0: notTable, 1: [null, "80", 0, NaN, {}] } },
  toMarkdown: { args: [table], wrong: { 0: notTable } },
  toLatex: {
    args: [table, {}],
    wrong: { 0: notTable },
    options: { 1: { name: notText, dataset: notText } },
  },
  plotAccuracyRanges: plotted,
  plotLearningCurves: plotted,
  plotHistory: {
    args: [trials, {}],
    wrong: { 0: notTrials },
    options: { 1: { reference: notReference } },
  },
  plotIntervals: plotted,
  plotTradeOff: {
    args: [trials, {}],
    wrong: { 0: notTrials },
    options: { 1: { against: notChoice } },
  },
  toImportances: { args: [searched], wrong: { 0: notTrials } },
  plotImportances: { args: [searched], wrong: { 0: notTrials } },
  plotSlice: plottedParams,
  plotContour: plottedParams,
  plotParallelCoordinates: plottedParams,
  plotTimeline: { args: [trials], wrong: { 0: notTrials } },
  plotConfusion: { args: trials, wrong: { 0: [undefined, null, 1, {}, trials] } },
  toClassScores: { args: trials, wrong: { 0: [undefined, null, 1, {}, trials] } },
  plotClassScores: { args: trials, wrong: { 0: [undefined, null, 1, {}, trials] } },
  plotMistakes: {
    args: [[mistake], {}],
    wrong: { 0: [undefined, null, 1, {}, [1], [data.train], mistake] },
    options: { 1: { most: notWhole, title: notText } },
  },
  plotFilters: {
    args: [[[[1, -1]]], {}],
    wrong: { 0: [undefined, null, 1, {}, [], ...notGrid.map((grid) => [grid])] },
    options: { 1: { title: notText } },
  },
  plotFeatureMaps: {
    args: [[[[1, 0]]], {}],
    wrong: { 0: [undefined, null, 1, {}, [], ...notGrid.map((grid) => [grid])] },
    options: { 1: { title: notText, image: [null, 1, {}, data.train] } },
  },
  plotModel: {
    args: ["C2 P2 F", {}],
    wrong: { 0: [undefined, null, 1, {}, [1], "X3", "D8"] },
    options: {
      1: { name: notText, input: [null, 28, [28, "28", 1], [0, 1, 1]], classes: notWhole },
    },
  },
  plotCost: {
    args: ["C2 P2 F", {}],
    wrong: { 0: [undefined, null, 1, {}, [1], "X3", "D8"] },
    options: {
      1: { name: notText, input: [null, 28, [28, "28", 1], [0, 1, 1]], classes: notWhole },
    },
  },
  plotConvolution: {
    args: [[[1, 2], [3, 4]], [[1]], {}],
    wrong: { 0: notGrid, 1: [...notGrid, [[1, 2, 3]]] },
    options: { 2: { strides: notSize } },
  },
  plotPooling: {
    args: [[[1, 2], [3, 4]], {}],
    wrong: { 0: [...notGrid, [[1]]] },
    options: { 1: { size: [...notSize, 3], strides: notSize, kind: notChoice } },
  },
  plotClasses: { args: [data], wrong: { 0: [undefined, null, 1, {}, data.train] } },
  plotPrediction: {
    args: [sweepbook.imageAt(data.train, 0), [0.25, 0.75], {}],
    wrong: { 0: [...notGrid, data.train], 1: notProbabilities },
    options: { 2: { labels: [null, 1, [], ["a"], [1, 2], ["a", "b", "c"]] } },
  },
  plotFolds: {
    args: [trials[0], {}],
    wrong: { 0: [undefined, null, 1, {}, trials] },
    options: { 1: { reference: notReference } },
  },
  plotImages: {
    args: [[sweepbook.imageAt(data.train, 0)]],
    wrong: { 0: [undefined, null, 1, {}, [], [1], [data.train], data.train] },
  },
  onInterrupt: { args: [() => {}], wrong: { 0: [undefined, ...notFunction] } },
  inlinePlotly: { args: [], wrong: {} },
  showFigure: {
    args: [figure, {}],
    wrong: { 0: [undefined, null, 1, {}, trials, table] },
    options: { 1: { native: [null, 1, "no"] } },
  },
  showTable: {
    args: [trials, {}],
    wrong: { 0: notTrials },
    options: {
      1: { time: [null, 1, "no"], reference: notReference, rows: notRows, planned: notPlanned },
    },
  },
};

/** A study with nothing left to run. */
const study = await sweepbook.createStudy({
  name: "sample",
  data,
  cases: [{ name: "F", layers: "C2 P4 F" }],
  epochs: 1,
});
const search = await sweepbook.createStudy({
  name: "search",
  data,
  search: (trial) => ({
    layers: `F D${trial.suggestInt("units", 4, 32)}`,
    optimizer: sweepbook.adam({ learningRate: trial.suggestFloat("rate", 1e-4, 1e-2) }),
  }),
  trials: 2,
  storage: null,
});
await study.optimize({ onProgress: () => {} });
const model = await study.best!.load();

/** What is called of a study and of a trial that a search function is given. */
const methodFaces = {
  search: {
    args: [{
      name: "a",
      data,
      search: (trial: sweepbook.SearchTrial) => ({
        layers: `F D${trial.suggestInt("units", 1, 8)}`,
      }),
      trials: 2,
    }],
    wrong: { 0: [undefined, null, 1, {}] },
    options: {
      0: {
        ...studyOptions,
        search: [null, 1, "F", {}, () => 1, () => ({}), () => ({ layers: 1 }), () => {
          throw new Error("no");
        }],
        trials: [undefined, ...notWhole],
        sampler: [null, "random", 1, {}, { settings: {} }, sweepbook.randomSampler],
        protocol: [...notChoice, "paper"],
        cases: [[{ name: "F", layers: "F" }]],
      },
    },
  },
  table: {
    args: [{}],
    wrong: {},
    options: {
      0: { time: [null, 1, "no"], reference: notReference, rows: notRows, planned: notPlanned },
    },
  },
  charts: { args: [{}], wrong: {}, options: { 0: { reference: notReference, most: notWhole } } },
  history: { args: [{}], wrong: {}, options: { 0: { reference: notReference } } },
  params: {
    args: [{ params: ["rate", "units"] }],
    wrong: {},
    options: { 0: { params: notParams } },
  },
  tradeOff: { args: [{}], wrong: {}, options: { 0: { against: notChoice } } },
  compare: { args: [0, "F"], wrong: { 0: notTrialName, 1: notTrialName } },
  optimize: {
    args: [{}],
    wrong: {},
    options: {
      0: { onProgress: notFunction, onNote: notFunction, signal: notSignal },
    },
  },
  watch: { args: [{}], wrong: {}, options: { 0: { signal: notSignal } } },
  export: {
    args: [`${folder}/study`, {}],
    // An object stands for the options.
    wrong: { 0: ["", null, 1] },
    options: { 1: { overwrite: [null, 1, "yes"] } },
  },
  mistakes: {
    args: [0, {}],
    wrong: { 0: notTrialName.slice(1) },
    options: { 1: { most: notWhole } },
  },
  featureMaps: {
    args: [sweepbook.imageAt(data.train, 0), {}],
    wrong: { 0: [undefined, null, 1, {}, data.train] },
    options: { 1: { trial: notTrialName.slice(1), convolution: [...notWhole, 2] } },
  },
  findMistakes: {
    args: [data.test, {}],
    wrong: { 0: [undefined, null, 1, {}, data] },
    options: { 1: { indices: [null, 1, ["0"], [-1], [20], [0.5]] } },
  },
  report: {
    args: [`${folder}/study.html`, {}],
    // An object stands for the options.
    wrong: { 0: ["", null, 1, "report.txt"] },
    options: { 1: { pdf: notBoolean, overwrite: notBoolean } },
  },
  ofTrial: { args: [0], wrong: { 0: notTrialName.slice(1) } },
  folds: {
    args: [0, {}],
    wrong: { 0: notTrialName.slice(1) },
    options: { 1: { reference: notReference } },
  },
  suggestFloat: {
    args: ["rate", 0.1, 1, {}],
    wrong: { 0: [undefined, ...notName], 1: notFinite, 2: [...notFinite, 0] },
    options: { 3: { log: notBoolean, step: ["1", true, [1], {}, 0, -1, NaN, Infinity] } },
  },
  suggestInt: {
    args: ["width", 1, 8, {}],
    wrong: { 0: [undefined, ...notName], 1: [...notFinite, 0.5], 2: [...notFinite, 0, 1.5] },
    options: { 3: { log: notBoolean, step: notWhole } },
  },
  suggestCategorical: {
    args: ["choice", [1, "a", null]],
    wrong: {
      0: [undefined, ...notName],
      1: [undefined, null, 1, "ab", {}, [], [1, 1], [NaN], [Infinity], [undefined], [{}], [[1]]],
    },
  },
} satisfies Record<string, Face>;

type Image = sweepbook.LabelledImage;

/** Calls a function or a method. */
export type Call = (...args: unknown[]) => unknown;

/** All of them, and the methods of a study and of a trial that a search function is given. */
export const calls: [name: string, call: Call, face: Face][] = [
  ...Object.entries(faces).map(([name, face]): [string, Call, Face] => [
    name,
    sweepbook[name as keyof typeof sweepbook] as Call,
    face,
  ]),
  ["createStudy of a search", sweepbook.createStudy as Call, methodFaces.search],
  ["study.table", (...args) => study.table(...args as []), methodFaces.table],
  ["study.learningCurves", (...args) => study.learningCurves(...args as []), methodFaces.charts],
  ["study.accuracyRanges", (...args) => study.accuracyRanges(...args as []), methodFaces.charts],
  ["study.history", (...args) => study.history(...args as []), methodFaces.history],
  ["study.intervals", (...args) => study.intervals(...args as []), methodFaces.charts],
  ["study.tradeOff", (...args) => study.tradeOff(...args as []), methodFaces.tradeOff],
  ["study.slice", (...args) => search.slice(...args as []), methodFaces.params],
  ["study.contour", (...args) => search.contour(...args as []), methodFaces.params],
  [
    "study.parallelCoordinates",
    (...args) => search.parallelCoordinates(...args as []),
    methodFaces.params,
  ],
  ["study.compare", (...args) => study.compare(...args as [0, 0]), methodFaces.compare],
  ["study.optimize", (...args) => study.optimize(...args as []), methodFaces.optimize],
  ["study.watch", (...args) => study.watch(...args as []), methodFaces.watch],
  ["study.export", (...args) => study.export(...args as []), methodFaces.export],
  ["study.report", (...args) => study.report(...args as []), methodFaces.report],
  ["study.confusion", (...args) => study.confusion(...args as []), methodFaces.ofTrial],
  ["study.classTable", (...args) => study.classTable(...args as []), methodFaces.ofTrial],
  ["study.classScores", (...args) => study.classScores(...args as []), methodFaces.ofTrial],
  ["study.filters", (...args) => study.filters(...args as []), methodFaces.ofTrial],
  ["study.mistakes", (...args) => study.mistakes(...args as []), methodFaces.mistakes],
  [
    "study.featureMaps",
    (...args) => study.featureMaps(...args as [Image]),
    methodFaces.featureMaps,
  ],
  ["model.featureMaps", (...args) => model.featureMaps(...args as [Image]), {
    ...methodFaces.featureMaps,
    options: { 1: { convolution: [...notWhole, 2] } },
  }],
  [
    "model.findMistakes",
    (...args) => model.findMistakes(...args as [typeof data.test]),
    methodFaces.findMistakes,
  ],
  ["study.model", (...args) => study.model(...args as []), methodFaces.ofTrial],
  ["study.metrics", (...args) => study.metrics(...args as []), methodFaces.ofTrial],
  ["study.folds", (...args) => study.folds(...args as []), methodFaces.folds],
  ["trial.suggestFloat", searchTrial.suggestFloat as Call, methodFaces.suggestFloat],
  ["trial.suggestInt", searchTrial.suggestInt as Call, methodFaces.suggestInt],
  [
    "trial.suggestCategorical",
    searchTrial.suggestCategorical as Call,
    methodFaces.suggestCategorical,
  ],
];
