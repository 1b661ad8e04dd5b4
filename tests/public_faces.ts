/** How each public function is called, and with what it must not be. One table. */
import * as sweepbook from "../lib/mod.ts";
import { sampleStudy, sampleTrial } from "./results/sample_trials.ts";
import { shortTrial } from "./small_mnist.ts";
import {
  data,
  dataParts,
  digit,
  type Face,
  figure,
  folder,
  idxFolder,
  imageParts,
  kept,
  mistake,
  neurons,
  notBoolean,
  notCheckpoint,
  notChoice,
  notFolder,
  notFraction,
  notFunction,
  notGrid,
  notLayers,
  notOptimizer,
  notPlanned,
  notPositive,
  notProbabilities,
  notReference,
  notRows,
  notSeed,
  notSignal,
  notSize,
  notStudy,
  notTable,
  notText,
  notTrials,
  notWhole,
  plotted,
  plottedParams,
  recordParts,
  searched,
  searchTrial,
  setParts,
  studyOptions,
  table,
  trained,
  trials,
  windows,
} from "./public_values.ts";

/** Of a model that is saved or restored. */
const modelParts = {
  study: notText,
  dataset: notText,
  trial: [null, 1, "F", {}],
  run: [null, 1, {}, { number: 7, seed: 1 }],
  weights: [null, 1, [], [1], [[1]], trained.weights.slice(1)],
  provenance: [null, 1, "wasm", {}],
  input: [null, 28, [28, "28", 1], [0, 1, 1], [14, 14, 1]],
  labels: [null, 1, [], [1], ["a"]],
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
  countClasses: {
    args: [data],
    wrong: { 0: [undefined, null, 1, {}, data.train] },
    parts: { 0: dataParts },
  },
  datasetChecksum: {
    args: [data],
    wrong: { 0: [undefined, null, 1, {}, data.train] },
    parts: { 0: dataParts },
  },
  imageAt: {
    args: [data.train, 0],
    wrong: { 0: [undefined, null, 1, {}, data], 1: ["1", null, {}, -1, 60, 0.5, NaN] },
    parts: { 0: setParts },
  },
  train: {
    args: [shortTrial({ layers: "F", epochs: 1 }), data, {}],
    wrong: { 0: [undefined, null, 1, "F", {}], 1: [undefined, null, 1, {}, data.train] },
    parts: {
      0: {
        layers: [...notText, "X"],
        epochs: notWhole,
        batchSize: notWhole,
        optimizer: notOptimizer,
        seed: notSeed,
        protocol: notChoice,
        limit: ["1", true, 0, 1.5],
      },
      1: dataParts,
    },
    options: {
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
    parts: { 1: dataParts },
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
    parts: { 1: modelParts },
    options: {
      2: { overwrite: [null, 1, "yes"] },
    },
  },
  restoreModel: {
    args: [trained],
    wrong: { 0: [undefined, null, 1, {}] },
    parts: { 0: modelParts },
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
  startWorkerAhead: { args: [], wrong: {} },
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
    parts: { 0: recordParts },
    options: { 2: { overwrite: [null, 1, "yes"] } },
  },
  exportReport: {
    args: [{ ...sampleStudy(...trials), provenance: null }, `${folder}/report.html`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder, "report.txt"] },
    parts: { 0: recordParts },
    options: {
      2: {
        data: [1, {}, data.train, Promise.resolve(data), { ...data, clases: 47 }],
        classifier: [1, "net", {}],
        pdf: notBoolean,
        overwrite: notBoolean,
      },
    },
  },
  checkReport: {
    args: [sampleStudy(...trials), `${folder}/report.html`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder, "report.txt"] },
    parts: { 0: recordParts },
    options: { 2: { overwrite: notBoolean } },
  },
  folderName: { args: ["rates: 1/3"], wrong: { 0: [undefined, ...notText] } },
  checkExport: {
    args: [sampleStudy(...trials), `${folder}/record`, {}],
    wrong: { 0: [...notStudy, trials], 1: [undefined, ...notFolder] },
    parts: { 0: recordParts },
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
    wrong: {
      0: [undefined, null, 1, {}, [1], [data.train], mistake, [{ ...mistake, titel: "a" }]],
    },
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
    options: {
      1: { title: notText, image: [null, 1, {}, data.train, { ...mistake, titel: "a" }] },
    },
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
  plotClasses: {
    args: [data],
    wrong: { 0: [undefined, null, 1, {}, data.train] },
    parts: { 0: dataParts },
  },
  plotPrediction: {
    args: [sweepbook.imageAt(data.train, 0), [0.25, 0.75], {}],
    wrong: { 0: [...notGrid, data.train], 1: notProbabilities },
    parts: { 0: imageParts },
    options: { 2: { labels: [null, 1, [], ["a"], [1, 2], ["a", "b", "c"]] } },
  },
  plotFolds: {
    args: [trials[0], {}],
    wrong: { 0: [undefined, null, 1, {}, trials] },
    options: { 1: { reference: notReference } },
  },
  plotImages: {
    args: [[sweepbook.imageAt(data.train, 0)]],
    wrong: {
      0: [undefined, null, 1, {}, [], [1], [data.train], data.train, [{ ...mistake, titel: "a" }]],
    },
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
