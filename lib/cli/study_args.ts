/**
 * The options of `deno task study`.
 *
 * @module
 */
import {
  type BackendOption,
  cases,
  findNet,
  formatLayers,
  PAPER_BEST,
  parseLayers,
  type Protocol,
  type Reference,
  type StudyCase,
} from "../mod.ts";
import { UsageError } from "./command.ts";
import { readOptions, toChoice, toWhole } from "./options.ts";

/** What the user asked for; where something is left out, the study has its own default. */
export interface StudyArgs {
  /** The nets to try. */
  readonly cases: readonly StudyCase[];
  /** Passes over the training images. */
  readonly epochs?: number;
  /** Images per step. */
  readonly batchSize?: number;
  /** Only the first so many training images. */
  readonly limit?: number;
  /** Of all that is random. */
  readonly seed?: number;
  /** Trials at a time. */
  readonly workers?: number;
  /** Which images train and which validate: as in the paper, where all cases are the paper's. */
  readonly protocol: Protocol;
  /** What does the matrix products. */
  readonly backend?: BackendOption;
  /** Path of the BLAS to take. */
  readonly blas?: string;
  /** What the study is set beside: the paper's best, where all cases are the paper's. */
  readonly reference: Reference | null;
  /** Folder of the results. */
  readonly out: string;
  /** Whether the files of another study there may be replaced. */
  readonly overwrite: boolean;
}

/** What `--help` prints. */
export const HELP = `Run the paper's study of hidden layers on MNIST and write its tables

Usage: deno task study [options]

Options:
  --cases <list>       Nets to train, separated by commas: names of the catalogue (case-1 to
                       case-6, article, baseline, baseline-batch-norm, deeper, keras-convnet) or
                       hidden layers such as "C32 P2 F D128" (the paper's six cases)
  --epochs <n>         Passes over the training images (5)
  --batch-size <n>     Images per step (100)
  --limit <n>          Train on the first n training images only (all 60,000)
  --seed <n>           Seed of the weights, the order of the images, dropout and the split (1)
  --workers <n>        Trials at a time; results do not depend on it (one per core)
  --backend <name>     auto: matrix products by a BLAS of the machine if there is one that works;
                       wasm: by WASM, the same to the bit on every machine with FMA; blas: by a
                       BLAS for certain (auto)
  --blas <path>        The BLAS library to take (that of SWEEPBOOK_BLAS, or the first that is found)
  --out <folder>       Where trials.csv, epochs.csv, trials.json, table.md and table.tex are
                       written (a new folder under data/studies)
  --overwrite          Replace the files of another study in that folder
  --protocol <name>    paper: train on all training images, validate on the test images after
                       each epoch; held-out: validate on a sixth of the training images, use the
                       test images once at the end (paper for the paper's cases, else held-out)
  -h, --help           Print this help

The files are written whenever a trial ends. Ctrl-C stops the study, keeps what is finished, writes
the files and prints the table; so do a cancel (SIGTERM) and a closed terminal (SIGHUP). Ctrl-C once
more, after a second, ends it at once.

Exit code: 0 when all trials are complete; 1 when the images cannot be had, a trial failed, or the
files or the table could not be written; 2 for options that make no sense; when stopped, 130 by
Ctrl-C, 143 by a cancel, 129 by a closed terminal.

Example: deno task study --cases deeper,"C16 P2 F D64" --epochs 2 --limit 6000`;

const OPTIONS = {
  cases: "value",
  epochs: "value",
  "batch-size": "value",
  limit: "value",
  seed: "value",
  workers: "value",
  backend: "value",
  blas: "value",
  out: "value",
  overwrite: "flag",
  protocol: "value",
} as const;

/**
 * Reads the command line.
 *
 * @throws {UsageError} If an option is unknown, or its value is not of its kind.
 * @throws {TypeError} If a protocol or a backend is none.
 * @throws {RangeError} If no net has the name, or a number of a layer is out of range.
 * @throws {SyntaxError} If layers cannot be read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readStudyArgs } from "./study_args.ts";
 *
 * const { cases, epochs } = readStudyArgs(["--cases", "case-2, F D32", "--epochs", "3"]);
 * assertEquals(cases.map(({ name }) => name), ["Case 2", "F D32"]);
 * assertEquals(epochs, 3);
 * ```
 */
export function readStudyArgs(args: readonly string[]): StudyArgs {
  const values = readOptions(args, OPTIONS);
  if (values.out === "") throw new UsageError("Expected --out to be a folder, got nothing.");
  const chosen = values.cases === undefined ? cases.paper : splitList(values.cases).map(toCase);
  const isOfPaper = chosen.every((one) => cases.paper.some((net) => net === one));
  const protocol = toChoice("--protocol", values.protocol, ["paper", "held-out"]);
  return {
    cases: chosen,
    reference: isOfPaper ? PAPER_BEST : null,
    epochs: toWhole("--epochs", values.epochs, 1),
    batchSize: toWhole("--batch-size", values["batch-size"], 1),
    limit: toWhole("--limit", values.limit, 1),
    seed: toWhole("--seed", values.seed, 0),
    workers: toWhole("--workers", values.workers, 1),
    protocol: protocol ?? (isOfPaper ? "paper" : "held-out"),
    backend: toChoice("--backend", values.backend, ["auto", "wasm", "blas"]),
    blas: values.blas,
    out: values.out ?? newFolder(),
    overwrite: values.overwrite ?? false,
  };
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
function newFolder(): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `data/studies/${time}-${Deno.pid}`;
}
