/**
 * What a report must not spoil.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { checkBoolean, checkKeys, checkText, refuseRange, refuseType } from "../check/check.ts";
import { show } from "../check/show.ts";
import { checkRecord } from "../results/check_record.ts";
import { countFinished, withOwnNumbers } from "../trial/record.ts";
import { checkReference } from "../trial/reference.ts";
import type { ReportableStudy, ReportedStudy, ReportOptions } from "./reported_study.ts";

/** How the head of a page begins what tells whose report it is. */
const MARK = `<meta name="sweepbook-report" content="`;

/** Of the pages of reports the mark stands within so many bytes. */
const HEAD = 4096;
/** Letters of a name in it: a name may be any length, and a letter of it takes up to 12 bytes. */
const LETTERS = 60;

/** Whose report a page is, and how far the study was. */
interface Mark {
  /** Of the study, or how that begins. */
  readonly name: string;
  readonly identity: string;
  readonly finished: number;
}

/**
 * A study that is handed in, with what it may leave out.
 *
 * @throws {TypeError} If it is none, or a field is unknown or not of its type.
 * @throws {RangeError} If a number of it is out of range.
 */
export function checkStudy(study: ReportableStudy): ReportedStudy {
  checkRecord(study, "one to report");
  const { name, dataset, plan = null, reference = null, provenance = null } = study;
  if (typeof provenance !== "object") {
    refuseType("the provenance of a study", "study.provenance", provenance);
  }
  const trials = withOwnNumbers(study.trials);
  const { planned = trials.length } = study;
  return { name, dataset, plan, planned, trials, reference: checkReference(reference), provenance };
}

/** Whose report the page is, for its head. */
export function toMark(study: ReportedStudy): string {
  return `${MARK}${encodeURIComponent(JSON.stringify(markOf(study)))}">`;
}

/**
 * The path of a page.
 *
 * @throws {TypeError} If it is neither a text nor the URL of a file.
 * @throws {RangeError} If it does not end in `.html`.
 */
export function checkFile(file: string | URL): string {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  checkText("the file of a report", path, 'a path such as "report.html"');
  if (!/\.html?$/i.test(path)) {
    refuseRange("the file of a report", "a path that ends in .html", path);
  }
  return path;
}

/**
 * Refuses to write a report where it would replace anything but a report of the same study with no
 * more trials finished. Two studies are the same if they have the same name, dataset and plan.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or a field of a study made by
 * hand or an option is unknown.
 * @throws {RangeError} If the name of the file does not end in `.html`, or a number of the study is
 * out of range.
 * @throws {Error} If the file is anything else and `overwrite` is not true; the message says what.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { checkReport } from "../mod.ts";
 *
 * const file = await Deno.makeTempFile({ suffix: ".html" });
 * const study = { name: "rates", dataset: "MNIST", trials: [] };
 * await assertRejects(() => checkReport(study, file), Error, "a file that is no report");
 * ```
 */
export async function checkReport(
  study: ReportableStudy,
  file: string | URL,
  options: Pick<ReportOptions, "overwrite"> = {},
): Promise<void> {
  const mark = markOf(checkStudy(study));
  const path = checkFile(file);
  const { overwrite = false } = checkKeys("options of checkReport()", options, ["overwrite"]);
  if (checkBoolean("overwrite", overwrite)) return;
  const found = await findSpoilt(mark, path);
  if (found === null) return;
  throw new Error(
    `Expected "${path}" to be nothing that this report would spoil, got ${found}; ` +
      "write it to another file, or over this one with overwrite: true.",
  );
}

/** What a file is, in words, where a report would spoil it; null: it would not. */
async function findSpoilt(mark: Mark, file: string): Promise<string | null> {
  const page = await readHead(file);
  if (page === null) return null;
  const old = readMark(page);
  if (old === null) return "a file that is no report of a study";
  if (old.identity !== mark.identity) return `the report of another study ${show(old.name)}`;
  if (old.finished <= mark.finished) return null;
  return `the report of this study with ${old.finished} trials finished, where it has ` +
    `${mark.finished} now`;
}

/** The first bytes of a file; null where there is none. */
async function readHead(path: string): Promise<string | null> {
  try {
    using file = await Deno.open(path);
    const bytes = new Uint8Array(HEAD);
    let length = 0;
    while (length < HEAD) {
      const read = await file.read(bytes.subarray(length));
      if (read === null) break;
      length += read;
    }
    return new TextDecoder().decode(bytes.subarray(0, length));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    const [reason] = (error as Error).message.split(" (os error");
    throw new Error(`Cannot write "${path}": ${reason.replace(/\.$/, "")}.`, { cause: error });
  }
}

function readMark(page: string): Mark | null {
  const content = page.split(MARK)[1]?.split('"')[0];
  if (content === undefined) return null;
  try {
    return JSON.parse(decodeURIComponent(content));
  } catch {
    return null;
  }
}

function markOf({ name, dataset, plan, trials }: ReportedStudy): Mark {
  const identity = createHash("sha256").update(JSON.stringify([name, dataset, plan])).digest("hex");
  const letters = [...name];
  const begin = letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join("")}…` : name;
  return { name: begin, identity, finished: countFinished(trials) };
}
