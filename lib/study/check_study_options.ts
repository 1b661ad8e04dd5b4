/**
 * The checks of what a study is asked to try.
 *
 * @module
 */
import { backendOptions } from "../backends/engine.ts";
import {
  checkArray,
  checkChoice,
  checkKeys,
  checkText,
  checkWhole,
  refuseType,
} from "../check/check.ts";
import { show } from "../check/show.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { checkLayers } from "../models/check_layers.ts";
import { parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { adam, checkOptimizer, optimizerOptions } from "../trial/optimizer.ts";
import { checkReference } from "../trial/reference.ts";
import { type Protocol, protocols } from "../trial/setup.ts";
import type { StudyCase, StudyOptions } from "./study_options.ts";

/** What is left of the options once they are checked and every default is filled in. */
export interface CheckedOptions extends Required<Omit<StudyOptions, "cases" | "blas">> {
  /** With their layers read. */
  readonly cases: readonly (Omit<StudyCase, "layers"> & { readonly layers: readonly Layer[] })[];
  /** Undefined where none was given. */
  readonly blas?: string;
}

const OPTIONS = [
  "name",
  "data",
  "cases",
  "epochs",
  "batchSize",
  "optimizer",
  "seed",
  "protocol",
  "limit",
  "backend",
  "blas",
  "workers",
  "reference",
];
const CASE_SETTINGS = ["epochs", "batchSize", "optimizer", "seed"];
/** What nets of the catalogue say beside that. */
const NET_NOTES = ["title", "source", "notes", "references"];

/**
 * Checks all options and fills in the defaults.
 *
 * @throws {TypeError} If an option is unknown, or not of its type.
 * @throws {RangeError} If a number is out of range, or two cases share a name.
 * @throws {SyntaxError} If layers cannot be read.
 */
export function checkStudyOptions(options: StudyOptions): CheckedOptions {
  checkKeys("options of a study", options, OPTIONS);
  const { data, epochs = 5, batchSize = 100, seed = 1, limit = null, reference = null } = options;
  const {
    optimizer = adam(),
    protocol = "held-out",
    backend = "auto",
    blas,
    workers = navigator.hardwareConcurrency,
  } = options;
  return {
    name: checkText("name", options.name, 'a text such as "hidden-layers"'),
    data: checkDataset("data", data),
    cases: checkCases(options.cases),
    epochs: checkWhole("epochs", epochs, 1),
    batchSize: checkWhole("batchSize", batchSize, 1),
    optimizer: checkOptimizer("optimizer", optimizer),
    seed: checkWhole("seed", seed, 0),
    protocol: checkChoice("protocol", protocol, protocols),
    limit: checkLimit(limit, protocol, data),
    backend: checkChoice("backend", backend, backendOptions),
    blas: blas === undefined ? blas : checkText("blas", blas, "the path of a library"),
    workers: checkWhole("workers", workers, 1),
    reference: checkReference(reference),
  };
}

function checkLimit(limit: number | null, protocol: Protocol, { train }: Dataset): number | null {
  // A held-out sixth has to leave at least one image on either side.
  const least = protocol === "held-out" ? 3 : 1;
  checkWhole("the number of training images in data", train.count, least);
  return limit === null ? null : checkWhole("limit", limit, least, train.count);
}

function checkCases(value: StudyOptions["cases"]): CheckedOptions["cases"] {
  const cases = checkArray("cases", value, "an array such as cases.paper", checkCase);
  if (cases.length === 0) throw new RangeError("Expected at least one case to try, got none.");
  const names = cases.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return cases;
  throw new RangeError(`Expected every case to have a name of its own, got ${show(twice)} twice.`);
}

function checkCase(value: StudyCase): CheckedOptions["cases"][number] {
  const expected = 'a name with layers such as { name: "small", layers: "C32 F" }';
  if (typeof value !== "object" || value === null) return refuseType("every case", expected, value);
  const { name, layers, ...settings } = value;
  checkText("the name of every case", name, 'a text such as "small"');
  const of = `case ${show(name)}`;
  const misplaced = Object.keys(settings).find((key) => optimizerOptions.includes(key));
  if (misplaced !== undefined) {
    throw new TypeError(
      `Expected ${misplaced} of ${of} within its optimizer, such as ` +
        `optimizer: adam({ learningRate: 0.01 }), got it beside the layers.`,
    );
  }
  const own = Object.entries(value).filter(([key]) => !NET_NOTES.includes(key));
  checkKeys(`what ${of} says`, Object.fromEntries(own), ["name", "layers", ...CASE_SETTINGS]);
  const { epochs, batchSize, optimizer, seed } = settings;
  return {
    name,
    layers: typeof layers === "string" ? parseLayers(layers) : checkLayers(layers),
    epochs: epochs === undefined ? epochs : checkWhole(`epochs of ${of}`, epochs, 1),
    batchSize: batchSize === undefined ? batchSize : checkWhole(`batchSize of ${of}`, batchSize, 1),
    optimizer: optimizer === undefined
      ? optimizer
      : checkOptimizer(`optimizer of ${of}`, optimizer),
    seed: seed === undefined ? seed : checkWhole(`seed of ${of}`, seed, 0),
  };
}
