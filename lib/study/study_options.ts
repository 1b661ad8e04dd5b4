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
import { show } from "../check/show.ts";
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
  /** Tables and charts call it by this name; no two cases of a study share one. */
  readonly name: string;
  /** It has these hidden layers, from first to last, as values or in compact form. */
  readonly layers: readonly Layer[] | string;
  /**
   * It is trained for this many passes over the training images, at least 1; by default as many as
   * the study says.
   *
   * @default {study.epochs}
   */
  readonly epochs?: number;
  /**
   * Each step takes this many images, at least 1; by default as many as the study says.
   *
   * @default {study.batchSize}
   */
  readonly batchSize?: number;
  /**
   * It updates the weights; by default the study's does.
   *
   * @default {study.optimizer}
   */
  readonly optimizer?: Optimizer;
  /**
   * It seeds all that is random in this case; by default the study's does.
   *
   * @default {study.seed}
   */
  readonly seed?: number;
}

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** Its files call the study by this name. */
  readonly name: string;
  /** The trials are trained and measured on it. */
  readonly data: Dataset;
  /** One trial is made of each. */
  readonly cases: readonly StudyCase[];
  /**
   * A trial is trained for this many passes over the training images, at least 1; by default as
   * many as in the paper.
   *
   * @default {5}
   */
  readonly epochs?: number;
  /**
   * Each step takes this many images, at least 1; by default as many as in the paper.
   *
   * @default {100}
   */
  readonly batchSize?: number;
  /**
   * It updates the weights.
   *
   * @default {adam()}
   */
  readonly optimizer?: Optimizer;
  /**
   * It seeds all that is random, in every trial alike: a whole number from 0 to 2^53 - 1.
   *
   * @default {1}
   */
  readonly seed?: number;
  /**
   * It says which images train and which validate.
   *
   * @default {"held-out"}
   */
  readonly protocol?: Protocol;
  /**
   * Only the first so many training images are used, at least 1, and with `held-out` at least 3;
   * null: all.
   *
   * @default {null}
   */
  readonly limit?: number | null;
  /**
   * The matrix products are done by a BLAS of the machine if there is one that works (`auto`), by
   * pure WASM (`wasm`), or by a BLAS for certain (`blas`).
   *
   * @default {"auto"}
   */
  readonly backend?: BackendOption;
  /**
   * The BLAS at this path is taken; by default that of the environment variable `SWEEPBOOK_BLAS`,
   * or the first that is found.
   *
   * @default {undefined}
   */
  readonly blas?: string;
  /**
   * This many trials run at a time, at least 1; by default as many as there are cores. Results do
   * not depend on it.
   *
   * @default {navigator.hardwareConcurrency}
   */
  readonly workers?: number;
  /**
   * Tables and charts show this accuracy, reached elsewhere, beside the study's; null: none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}

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
