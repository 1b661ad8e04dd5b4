/** How each public method is called, and with what it must not be. One table, as of the functions. */
import * as sweepbook from "../lib/mod.ts";
import { faces } from "./public_faces.ts";
import {
  data,
  digit,
  type Face,
  folder,
  imageParts,
  notBoolean,
  notChoice,
  notFinite,
  notFolder,
  notFunction,
  notName,
  notParams,
  notPlanned,
  notReference,
  notRows,
  notSignal,
  notTrialName,
  notWhole,
  searchTrial,
  setParts,
  studyOptions,
} from "./public_values.ts";

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
    parts: { 0: imageParts },
    options: { 1: { trial: notTrialName.slice(1), convolution: [...notWhole, 2] } },
  },
  findMistakes: {
    args: [data.test, {}],
    wrong: { 0: [undefined, null, 1, {}, data] },
    parts: { 0: setParts },
    options: { 1: { indices: [null, 1, ["0"], [-1], [20], [0.5]] } },
  },
  report: {
    args: [`${folder}/study.html`, {}],
    // An object stands for the options.
    wrong: { 0: ["", null, 1, "report.txt"] },
    options: { 1: { pdf: notBoolean, overwrite: notBoolean } },
  },
  alone: { args: [], wrong: {} },
  save: {
    args: [`${folder}/best`, {}],
    wrong: { 0: [undefined, ...notFolder] },
    options: { 1: { overwrite: notBoolean } },
  },
  classify: {
    args: [digit],
    wrong: { 0: [undefined, "", null, 1, {}, "no such file", new Uint8Array(9)] },
  },
  classifyPixels: {
    args: [sweepbook.imageAt(data.train, 0)],
    wrong: { 0: [undefined, null, 1, {}, data.train] },
    parts: { 0: imageParts },
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
  ["study.importances", (...args) => search.importances(...args as []), methodFaces.alone],
  ["study.timeline", (...args) => study.timeline(...args as []), methodFaces.alone],
  ["study.describeBest", (...args) => study.describeBest(...args as []), methodFaces.alone],
  ["study.stop", (...args) => study.stop(...args as []), methodFaces.alone],
  ["study.retry", (...args) => study.retry(...args as []), methodFaces.alone],
  ["best.save", (...args) => study.best!.save(...args as [string]), methodFaces.save],
  ["best.load", (...args) => study.best!.load(...args as []), methodFaces.alone],
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
  ["model.classify", (...args) => model.classify(...args as [string]), methodFaces.classify],
  [
    "model.classifyPixels",
    (...args) => model.classifyPixels(...args as [Image]),
    methodFaces.classifyPixels,
  ],
  ["model.filters", (...args) => model.filters(...args as []), methodFaces.alone],
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
