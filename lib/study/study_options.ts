/**
 * What a study is asked to try, and the checks of it.
 *
 * @module
 */
import { type BackendOption, backendOptions } from "../backends/engine.ts";
import {
  checkArray,
  checkChoice,
  checkKeys,
  checkText,
  checkWhole,
  refuseType,
} from "../check/check.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { checkLayers } from "../models/check_layers.ts";
import { parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { adam, checkOptimizer, optimizerOptions } from "../trial/optimizer.ts";
import { checkReference, type Reference } from "../trial/reference.ts";
import { type Optimizer, type Protocol, protocols } from "../trial/setup.ts";

/**
 * A net to try. What a case says of its training goes before what the study says. A net of the
 * catalogue is a case too.
 */
export interface StudyCase {
  /** As tables and charts show it; no two cases of a study share one. */
  readonly name: string;
  /** The hidden layers, from first to last, as values or in compact form. */
  readonly layers: readonly Layer[] | string;
  /** Passes over the training images; those of the study by default. */
  readonly epochs?: number;
  /** Images per step; those of the study by default. */
  readonly batchSize?: number;
  /** How the weights are updated; that of the study by default. */
  readonly optimizer?: Optimizer;
  /** Seeds all that is random in this case; that of the study by default. */
  readonly seed?: number;
}

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** As its files show it. */
  readonly name: string;
  /** To train and measure on. */
  readonly data: Dataset;
  /** One trial is made of each. */
  readonly cases: readonly StudyCase[];
  /**
   * Passes over the training images, at least 1.
   *
   * @default 5, as in the paper
   */
  readonly epochs?: number;
  /**
   * Images per step, at least 1.
   *
   * @default 100, as in the paper
   */
  readonly batchSize?: number;
  /**
   * How the weights are updated.
   *
   * @default adam()
   */
  readonly optimizer?: Optimizer;
  /**
   * Seeds all that is random, in every trial alike: a whole number from 0 to 2^53 - 1.
   *
   * @default 1
   */
  readonly seed?: number;
  /**
   * Which images train and which validate.
   *
   * @default `paper` where every case is one of `cases.paper`, by name and by layers, else
   * `held-out`
   */
  readonly protocol?: Protocol;
  /**
   * Only the first so many training images are used.
   *
   * @default null: all
   */
  readonly limit?: number | null;
  /**
   * What does the matrix products: a BLAS of the machine if there is one that works (`auto`), pure
   * WASM, or a BLAS for certain.
   *
   * @default "auto"
   */
  readonly backend?: BackendOption;
  /**
   * Path of the BLAS to take.
   *
   * @default that of the environment variable `SWEEPBOOK_BLAS`, or the first that is found
   */
  readonly blas?: string;
  /**
   * Trials at a time, at least 1. Results do not depend on it.
   *
   * @default the number of cores
   */
  readonly workers?: number;
  /**
   * An accuracy reached elsewhere, which tables and charts show beside the study's.
   *
   * @default null: none
   */
  readonly reference?: Reference | null;
}

/** What is left of the options once they are checked and every default is filled in. */
export interface CheckedOptions
  extends Required<Omit<StudyOptions, "cases" | "blas" | "protocol">> {
  /** With their layers read. */
  readonly cases: readonly (Omit<StudyCase, "layers"> & { readonly layers: readonly Layer[] })[];
  /** Undefined where none was given. */
  readonly protocol?: Protocol;
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
 * Checks all options but the limit, which depends on the protocol, and fills in the defaults.
 *
 * @throws {TypeError} If an option is unknown, or not of its type.
 * @throws {RangeError | SyntaxError} If a number is out of range, layers cannot be read, or two
 * cases share a name.
 */
export function checkStudyOptions(options: StudyOptions): CheckedOptions {
  checkKeys("options of a study", options, OPTIONS);
  const { data, epochs = 5, batchSize = 100, seed = 1, limit = null, reference = null } = options;
  const {
    optimizer = adam(),
    protocol,
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
    protocol: protocol === undefined ? protocol : checkChoice("protocol", protocol, protocols),
    limit,
    backend: checkChoice("backend", backend, backendOptions),
    blas: blas === undefined ? blas : checkText("blas", blas, "the path of a library"),
    workers: checkWhole("workers", workers, 1),
    reference: checkReference(reference),
  };
}

function checkCases(value: StudyOptions["cases"]): CheckedOptions["cases"] {
  const cases = checkArray("cases", value, "an array such as cases.paper", checkCase);
  if (cases.length === 0) throw new RangeError("Expected at least one case to try, got none.");
  const names = cases.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return cases;
  throw new RangeError(`Expected every case to have a name of its own, got "${twice}" twice.`);
}

function checkCase(value: StudyCase): CheckedOptions["cases"][number] {
  const expected = 'a name with layers such as { name: "small", layers: "C32 F" }';
  if (typeof value !== "object" || value === null) return refuseType("every case", expected, value);
  const { name, layers, ...settings } = value;
  checkText("the name of every case", name, 'a text such as "small"');
  const of = `case "${name}"`;
  const misplaced = Object.keys(settings).find((key) => optimizerOptions.includes(key));
  if (misplaced !== undefined) {
    throw new TypeError(
      `Expected ${misplaced} of ${of} within its optimizer, such as ` +
        `optimizer: adam({ learningRate: 0.01 }), got it beside the layers.`,
    );
  }
  checkKeys(`what ${of} says`, value, ["name", "layers", ...CASE_SETTINGS, ...NET_NOTES]);
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
