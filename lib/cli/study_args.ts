/**
 * The options of `deno task study`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { cases, findNet, parseLayers, type Protocol, type StudyCase } from "../mod.ts";

/** What the user asked for. */
export interface StudyArgs {
  readonly help: boolean;
  readonly cases: readonly StudyCase[];
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly limit?: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly protocol: Protocol;
  /** Folder of the exports. */
  readonly out: string;
}

/** What `--help` prints. */
export const HELP = `Run the paper's study of hidden layers on MNIST and export its tables.

Usage: deno task study [options]

  --cases LIST       nets to train, separated by commas: names of the catalogue (case-1 ... case-6,
                     article, baseline, baseline-batch-norm, deeper, keras-convnet) or hidden
                     layers in compact form ("C32 P2 F D128"); default: the paper's six cases
  --epochs N         passes over the training images; default: 5
  --batch-size N     images per step; default: 100
  --limit N          train on the first N images only; default: all 60,000
  --seed N           seeds weights, order, dropout and split; default: 1
  --workers N        trials at a time; default: one a core. Results do not depend on it
  --out FOLDER       where trials.csv, epochs.csv, trials.json, table.md and table.tex go;
                     default: a new folder under data/studies/
  --protocol NAME    paper: train on all images, validate on the test images after each epoch;
                     held-out: validate on a sixth of the training images, test once at the end.
                     default: paper for the paper's cases, held-out for any other
  --help             print this

Example: deno task study --cases deeper,"C16 P2 F D64" --epochs 2 --limit 6000
Ctrl-C stops the study and exports what is finished.`;

const names = {
  help: { type: "boolean", short: "h" },
  cases: { type: "string" },
  epochs: { type: "string" },
  "batch-size": { type: "string" },
  limit: { type: "string" },
  seed: { type: "string" },
  workers: { type: "string" },
  out: { type: "string" },
  protocol: { type: "string" },
} as const;

/**
 * Reads the command line.
 *
 * @throws {TypeError | RangeError | SyntaxError} If an option is unknown or its value makes no
 * sense; the message is one sentence.
 */
export function readStudyArgs(args: readonly string[]): StudyArgs {
  const { values } = parse(args);
  const chosen = values.cases === undefined ? cases.paper : splitList(values.cases).map(toCase);
  const ofPaper = chosen.every((one) => cases.paper.some(({ name }) => name === one.name));
  return {
    help: values.help ?? false,
    cases: chosen,
    epochs: toWhole("--epochs", values.epochs, 1),
    batchSize: toWhole("--batch-size", values["batch-size"], 1),
    limit: toWhole("--limit", values.limit, 1),
    seed: toWhole("--seed", values.seed, 0),
    workers: toWhole("--workers", values.workers, 1),
    out: values.out ?? newFolder(),
    protocol: toProtocol(values.protocol) ?? (ofPaper ? "paper" : "held-out"),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: names, strict: true, allowPositionals: false });
  } catch (error) {
    const [sentence] = (error as Error).message.split(". ");
    throw new TypeError(`${sentence.replace(/\.$/, "")}; --help lists the options.`);
  }
}

function toWhole(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(
    `Expected ${name} to be a whole number of at least ${least}, got "${text}".`,
  );
}

function toProtocol(text: string | undefined): Protocol | undefined {
  if (text === undefined || text === "paper" || text === "held-out") return text;
  throw new RangeError(`Expected --protocol to be paper or held-out, got "${text}".`);
}

/** Splits at the commas that are not inside parentheses. */
function splitList(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim()).filter((part) => part !== "");
}

/** A net of the catalogue, or hidden layers in compact form under their own name. */
function toCase(text: string): StudyCase {
  try {
    return findNet(text);
  } catch (unknownName) {
    // Compact forms hold a space or end flat; a lone word is a name, so its error is the clearer.
    if (!/\s|^F$/i.test(text)) throw unknownName;
    return { name: text, layers: parseLayers(text) };
  }
}

/** A folder of its own for each run: nothing is overwritten. */
function newFolder(): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `data/studies/${time}`;
}
