/**
 * The options of `deno task study`.
 *
 * @module
 */
import { basename, extname } from "node:path";
import {
  cases,
  findNet,
  formatLayers,
  gridSampler,
  halvingPruner,
  medianPruner,
  PAPER_BEST,
  parseLayers,
  randomSampler,
  type StudyCase,
  type StudyOptions,
  tpeSampler,
} from "../studies.ts";
import { UsageError } from "./command.ts";
import { type OptionValues, readOptions, toChoice, toWhole } from "./options.ts";

/** What the user asked for; where something is left out, the study has its own default. */
export interface StudyArgs extends Omit<StudyOptions, "data" | "search" | "optimizer"> {
  /** Path of the module of the search function; undefined: the study has cases. */
  readonly space?: string;
  /** Folder of the results. */
  readonly out: string;
  /** Whether the files of another study there may be replaced. */
  readonly overwrite: boolean;
}

const OPTIONS = {
  cases: "value",
  space: "value",
  trials: "value",
  sampler: "value",
  epochs: "value",
  "batch-size": "value",
  limit: "value",
  seed: "value",
  patience: "value",
  protocol: "value",
  repeats: "value",
  folds: "value",
  metric: "value",
  "value-epoch": "value",
  pruner: "value",
  lag: "value",
  workers: "value",
  backend: "value",
  blas: "value",
  name: "value",
  storage: "value",
  weights: "value",
  fresh: "flag",
  out: "value",
  overwrite: "flag",
} as const;

/** What decides a study's outcome, in the order in which its name tells them. */
const DECIDING = [
  "cases",
  "sampler",
  "epochs",
  "batch-size",
  "limit",
  "seed",
  "patience",
  "protocol",
  "repeats",
  "folds",
  "metric",
  "value-epoch",
  "pruner",
  "lag",
  "backend",
  "blas",
] as const;

type Values = OptionValues<typeof OPTIONS>;

const samplers = { tpe: tpeSampler, random: randomSampler, grid: gridSampler };
const pruners = { none: () => null, median: medianPruner, halving: halvingPruner };

/**
 * Reads the command line.
 *
 * @throws {UsageError} If an option is unknown, its value is not of its kind, or it does not go
 * together with another.
 * @throws {TypeError} If an option takes one of a few words, and its value is none of them.
 * @throws {RangeError} If no net has the name, or a number of a layer is out of range.
 * @throws {SyntaxError} If layers cannot be read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readStudyArgs } from "./study_args.ts";
 *
 * const { cases, epochs } = readStudyArgs(["--cases", "case-2, F D32", "--epochs", "3"]);
 * assertEquals(cases?.map(({ name }) => name), ["Case 2", "F D32"]);
 * assertEquals(epochs, 3);
 * ```
 */
export function readStudyArgs(args: readonly string[]): StudyArgs {
  const values = readOptions(args, OPTIONS);
  if (values.out === "") throw new UsageError("Expected --out to be a folder, got nothing.");
  if (values.storage === "") throw new UsageError("Expected --storage to be a file, got nothing.");
  if (values.name?.trim() === "") {
    throw new UsageError("Expected --name to be a text, got nothing.");
  }
  return {
    ...readTrials(values),
    epochs: toWhole("--epochs", values.epochs, 1),
    batchSize: toWhole("--batch-size", values["batch-size"], 1),
    limit: toWhole("--limit", values.limit, 1),
    seed: toWhole("--seed", values.seed, 0),
    patience: toWhole("--patience", values.patience, 1),
    repeats: toWhole("--repeats", values.repeats, 1),
    folds: toWhole("--folds", values.folds, 2),
    metric: toChoice("--metric", values.metric, ["valAccuracy", "valLoss", "accuracy", "loss"]),
    valueEpoch: toChoice("--value-epoch", values["value-epoch"], ["last", "best"]),
    pruner: toKind("--pruner", values.pruner, pruners),
    lag: toWhole("--lag", values.lag, 1),
    workers: toWhole("--workers", values.workers, 1),
    backend: toChoice("--backend", values.backend, ["auto", "wasm", "blas"]),
    blas: values.blas,
    storage: values.storage === "none" ? null : values.storage,
    weights: toChoice("--weights", values.weights, ["best", "all", "none"]),
    fresh: values.fresh ?? false,
    out: values.out ?? newFolder(),
    overwrite: values.overwrite ?? false,
  };
}

/** What is tried, by which protocol, and beside what. */
function readTrials(
  values: Values,
): Pick<StudyArgs, "name" | "cases" | "space" | "trials" | "sampler" | "protocol" | "reference"> {
  const { space, folds } = values;
  refuseStrayOptions(values);
  const protocol = toChoice("--protocol", values.protocol, ["paper", "held-out"]);
  if (protocol === "paper" && (space ?? folds) !== undefined) {
    const what = space !== undefined ? "--space" : "--folds";
    throw new UsageError(
      `Expected --protocol held-out beside ${what}, whose test images do not validate, got "paper".`,
    );
  }
  if (space !== undefined) {
    return {
      name: nameOf(values, basename(space, extname(space))),
      space,
      trials: toWhole("--trials", values.trials, 1),
      sampler: toKind("--sampler", values.sampler, samplers),
      protocol: "held-out",
    };
  }
  const chosen = values.cases === undefined ? cases.paper : splitList(values.cases).map(toCase);
  const isOfPaper = chosen.every((one) => cases.paper.some((net) => net === one));
  return {
    name: nameOf(values, "hidden-layers"),
    cases: chosen,
    protocol: protocol ?? (isOfPaper && folds === undefined ? "paper" : "held-out"),
    reference: isOfPaper ? PAPER_BEST : null,
  };
}

/** By default the same options make the same study, which goes on, and others another. */
function nameOf(values: Values, subject: string): string {
  const told = DECIDING.filter((option) => values[option] !== undefined)
    .map((option) => `${option} ${values[option]}`);
  return values.name ?? [subject, ...told].join(", ");
}

/** Refuses options that would do nothing, and a search without its number of trials. */
function refuseStrayOptions({ cases, space, trials, sampler, pruner, lag }: Values): void {
  if (space === undefined) {
    const stray = trials !== undefined ? "--trials" : sampler !== undefined ? "--sampler" : null;
    if (stray !== null) throw new UsageError(`Expected --space where there is ${stray}, got none.`);
    if (lag === undefined || (pruner ?? "none") !== "none") return;
    throw new UsageError("Expected --space or --pruner where there is --lag, got none.");
  }
  if (space === "") throw new UsageError("Expected --space to be a file, got nothing.");
  if (cases !== undefined) throw new UsageError("Expected --cases or --space, got both.");
  if (trials !== undefined || sampler === "grid") return;
  throw new UsageError("Expected --trials where there is --space, such as --trials 20, got none.");
}

/** Makes what one of a few words names. */
function toKind<T>(
  name: string,
  text: string | undefined,
  kinds: Readonly<Record<string, () => T>>,
): T | undefined {
  const kind = toChoice(name, text, Object.keys(kinds));
  return kind === undefined ? undefined : kinds[kind]();
}

/** Splits at the commas that are not inside parentheses. */
function splitList(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim()).filter((part) => part !== "");
}

/** How hidden layers begin in compact form; no name of the catalogue does. */
const FIRST_LAYER = /^((C|P|A|Dr?)[\d.]|(F|BN)\b)/i;

/** A net of the catalogue, or hidden layers under their own name. */
function toCase(text: string): StudyCase {
  if (!FIRST_LAYER.test(text)) return findNet(text);
  const layers = parseLayers(text);
  return { name: formatLayers(layers), layers };
}

/** A folder of its own for each run, also for two that start in the same second. */
export function newFolder(): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `data/studies/${time}-${Deno.pid}`;
}
