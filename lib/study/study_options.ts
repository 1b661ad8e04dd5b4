/**
 * What a study is asked to try, and the checks of it. Notebook cells are not type-checked, so a
 * wrong type or a misspelt option must be caught here.
 *
 * @module
 */
import type { BackendOption } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Layer } from "../models/layers.ts";
import type { Optimizer, Protocol } from "../trial/trial.ts";

/** A net to try: a name for the tables, and hidden layers as values or in compact form. */
export interface StudyCase {
  /** As tables and charts show it. */
  readonly name: string;
  /** The hidden layers, from first to last. */
  readonly layers: readonly Layer[] | string;
}

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** As its files show it. */
  readonly name: string;
  /** To train and measure on. */
  readonly data: Dataset;
  /** One trial is made of each. */
  readonly cases: readonly StudyCase[];
  /** 5 by default, as in the paper. */
  readonly epochs?: number;
  /** 100 by default, as in the paper. */
  readonly batchSize?: number;
  /** Adam with Keras's defaults by default. */
  readonly optimizer?: Optimizer;
  /** A whole number from 0 to 2^53 - 1; 1 by default. Every trial has the same. */
  readonly seed?: number;
  /**
   * Which images train and which validate. By default `paper` where every case is one of
   * `cases.paper`, by name and by layers, else `held-out`.
   */
  readonly protocol?: Protocol;
  /** Use only the first so many training images; all by default. */
  readonly limit?: number | null;
  /**
   * What does the matrix products: a BLAS of the machine if there is one that works (`auto`, the
   * default), pure WASM, or a BLAS for certain.
   */
  readonly backend?: BackendOption;
  /** Path of the BLAS to take; by default that of `SWEEPBOOK_BLAS`, or the first found. */
  readonly blas?: string;
  /** Trials at a time; the number of cores by default. Results do not depend on it. */
  readonly workers?: number;
}

const NAMES: Readonly<Record<keyof StudyOptions, true>> = {
  ...{ name: true, data: true, cases: true, epochs: true, batchSize: true, optimizer: true },
  ...{ seed: true, protocol: true, limit: true, backend: true, blas: true, workers: true },
};
const PROTOCOLS: readonly Protocol[] = ["paper", "held-out"];
const BACKENDS: readonly BackendOption[] = ["auto", "wasm", "blas"];

/**
 * Checks the names of all options, and the types of those that are no numbers.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type; the message says which.
 */
export function checkStudyOptions(options: StudyOptions): void {
  const unknown = Object.keys(Object(options)).find((key) => !Object.hasOwn(NAMES, key));
  if (unknown !== undefined) {
    const known = Object.keys(NAMES).join(", ");
    throw new TypeError(`Expected options of a study among ${known}, got ${unknown}.`);
  }
  const { name, data, cases, protocol, backend, blas } = Object(options);
  if (!isText(name)) refuse("name", 'a text such as "hidden-layers"', name);
  if (!(data?.train?.images instanceof Uint8Array && data.test?.images instanceof Uint8Array)) {
    refuse("data", "a dataset such as await loadMnist()", data);
  }
  if (!Array.isArray(cases)) refuse("cases", "an array such as cases.paper", cases);
  for (const one of cases) {
    if (isText(one?.name) && (isText(one.layers) || Array.isArray(one.layers))) continue;
    refuse("every case", 'a name with layers such as { name: "small", layers: "C32 F" }', one);
  }
  if (protocol !== undefined) checkChoice("protocol", protocol, PROTOCOLS);
  if (backend !== undefined) checkChoice("backend", backend, BACKENDS);
  if (blas !== undefined && !isText(blas)) refuse("blas", "the path of a library", blas);
}

/** Throws a RangeError unless `value` is a whole number from `least` to `most`. */
export function checkWhole(name: string, value: unknown, least: number, most = Infinity): void {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return;
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new RangeError(`Expected ${name} to be a whole number ${range}, got ${show(value)}.`);
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (!choices.some((choice) => choice === value)) {
    const list = choices.map((choice) => `"${choice}"`);
    refuse(name, `${list.slice(0, -1).join(", ")} or ${list.at(-1)}`, value);
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function refuse(name: string, expected: string, value: unknown): never {
  throw new TypeError(`Expected ${name} to be ${expected}, got ${show(value)}.`);
}

/** A value in a few words, on one line. */
function show(value: unknown): string {
  return Deno.inspect(value, { depth: 0, iterableLimit: 3, strAbbreviateSize: 60 })
    .replaceAll(/\s+/g, " ");
}
