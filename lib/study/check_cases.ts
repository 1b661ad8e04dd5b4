/**
 * The checks of the cases that a study is asked to try.
 *
 * @module
 */
import { checkArray, checkKeys, checkText, checkWhole, refuseType } from "../check/check.ts";
import { show } from "../check/show.ts";
import { checkLayers } from "../models/check_layers.ts";
import { parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { checkOptimizer, optimizerOptions } from "../trial/optimizer.ts";
import type { StudyCase } from "./study_case.ts";

/** A case with its layers read. */
export type CheckedCase = Omit<StudyCase, "layers"> & { readonly layers: readonly Layer[] };

const CASE_SETTINGS = ["epochs", "batchSize", "optimizer", "seed"];
/** What nets of the catalogue say beside that. */
const NET_NOTES = ["title", "source", "notes", "references"];

/**
 * The cases of a study, their layers read.
 *
 * @throws {TypeError} If they are no array, or one says something unknown or of another type.
 * @throws {RangeError} If there is none, a number is out of range, or two share a name.
 * @throws {SyntaxError} If layers cannot be read.
 */
export function checkCases(value: readonly StudyCase[]): CheckedCase[] {
  const cases = checkArray("cases", value, "an array such as cases.paper", checkCase);
  if (cases.length === 0) throw new RangeError("Expected at least one case to try, got none.");
  const names = cases.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return cases;
  throw new RangeError(`Expected every case to have a name of its own, got ${show(twice)} twice.`);
}

function checkCase(value: StudyCase): CheckedCase {
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
