/**
 * A study as a page to send.
 *
 * @module
 */
import { dirname } from "node:path";
import { findBrowser } from "../browser/find_browser.ts";
import { checkBoolean, checkFunction, checkKeys, refuseRange } from "../check/check.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { datasetChecksum } from "../datasets/dataset_checksum.ts";
import { bestTrial } from "../trial/best.ts";
import { checkFile, checkReport, checkStudy, toMark } from "./check_report.ts";
import { type Classifier, findMistakes, type Mistakes } from "./find_mistakes.ts";
import { printPdf } from "./print_pdf.ts";
import type { ReportableStudy, ReportedStudy, ReportOptions } from "./reported_study.ts";

/** So many of the images that the best gets wrong are shown. */
const MOST_MISTAKES = 40;

/**
 * Writes a study as one page that can be sent: the best in a sentence, every trial in a table that its
 * reader can sort, learning curves, how the trials compare with the best, its confusion matrix and
 * the images that it gets wrong, what made the study and how to repeat it. The page asks for nothing
 * from anywhere, needs no script, prints well, and has the colours of its reader's device. Folders
 * that are missing are made. A study that is not at its end is reported as it stands.
 *
 * It is written under another name first, so that it is whole or not there. What is there already is
 * replaced where it is a report of the same study with no more trials finished; a PDF file, where it
 * lies beside one.
 *
 * @param file Its name ends in `.html`.
 * @returns The paths of the page and, where it was asked for, of the PDF file.
 * @throws {TypeError} If an argument or an option is not of its type, or a field of a study made by
 * hand or an option is unknown.
 * @throws {RangeError} If the name of the file ends otherwise, a number of the study is out of range,
 * or the data are not those of the study.
 * @throws {Error} If the file is something else and `overwrite` is not true, or it cannot be written,
 * or no browser is found that prints it.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { createStudy, exportReport, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const folder = await Deno.makeTempDir();
 * const [page] = await exportReport(study, `${folder}/report.html`, { data });
 * assertStringIncludes(await Deno.readTextFile(page), "<h1>tiny</h1>");
 * ```
 */
export async function exportReport(
  study: ReportableStudy,
  file: string | URL,
  options: ReportOptions = {},
): Promise<string[]> {
  const reported = checkStudy(study);
  const path = checkFile(file);
  const { data, classifier, pdf, overwrite } = checkOptions(options, reported);
  // Before anything is written.
  const browser = pdf ? await findBrowser() : null;
  const printed = path.replace(/\.html?$/i, ".pdf");
  await checkReport(reported, path, { overwrite });
  if (pdf && !overwrite && await isThere(printed) && !await isThere(path)) {
    throw new Error(
      `Expected "${printed}" to be nothing that this report would spoil, got a file without its ` +
        "page; write it to another file, or over this one with overwrite: true.",
    );
  }
  const mistakes = await mistakesOf(reported, data, classifier);
  // Loaded with all that draws it when it is needed: commands and notebooks begin without.
  const { toPage } = await import("./page.ts");
  const page = toPage(reported, { mistakes, date: new Date(), mark: toMark(reported) });
  await writeWhole(path, page);
  if (browser === null) return [path];
  await printPdf(browser, path, printed);
  return [path, printed];
}

function checkOptions(options: ReportOptions, study: ReportedStudy): Required<ReportOptions> {
  const known = ["data", "classifier", "pdf", "overwrite"];
  const { data = null, classifier = null, pdf = false, overwrite = false } = checkKeys(
    "options of exportReport()",
    options,
    known,
  );
  checkBoolean("pdf", pdf);
  if (data !== null) checkDataset("data", data);
  if (classifier !== null) {
    checkFunction("findMistakes of classifier", (classifier as Classifier).findMistakes);
  }
  const checksum = study.provenance?.data ?? null;
  if (data !== null && checksum !== null && datasetChecksum(data) !== checksum) {
    refuseRange("data", `those of the study, of the SHA-256 ${checksum}`, datasetChecksum(data));
  }
  return { data, classifier, pdf, overwrite };
}

/** What the best gets wrong, or why that is left out. */
async function mistakesOf(
  { trials, dataset }: ReportedStudy,
  data: Dataset | null,
  classifier: Classifier | null,
): Promise<Mistakes | string> {
  const best = bestTrial(trials);
  if (best === null) return "There is no best.";
  if (data === null) return `The pictures are left out, for ${dataset} was not at hand.`;
  return await findMistakes(best, data, { most: MOST_MISTAKES, classifier });
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function writeWhole(path: string, text: string): Promise<void> {
  // Several of one program may write it at a time.
  const partial = `${path}.${crypto.randomUUID()}.partial`;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(partial, text);
    await Deno.rename(partial, path);
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    const [reason] = (error as Error).message.split(" (os error");
    throw new Error(`Cannot write "${path}": ${reason.replace(/\.$/, "")}.`, { cause: error });
  }
}
