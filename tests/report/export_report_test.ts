import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { exportReport } from "../../lib/report/export_report.ts";
import type { Classifier } from "../../lib/report/find_mistakes.ts";
import type { ReportableStudy, ReportOptions } from "../../lib/report/reported_study.ts";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { datasetChecksum } from "../../lib/datasets/dataset_checksum.ts";
import { listNames, withFolder } from "../results/export_folder.ts";
import { sampleEvaluation, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { fakeProvenance } from "../study/fake_study.ts";
import { reportable } from "./sample_report.ts";

const study = reportable([sampleTrial(0), sampleTrial(1, { state: "waiting", epochs: [] })]);

/** That a report is refused in a sentence, and changes nothing. */
async function refuses(
  file: string,
  says: string,
  options: ReportOptions = {},
  other: ReportableStudy = study,
): Promise<void> {
  const before = await Deno.readTextFile(file).catch(() => null);
  const error = await assertRejects(() => exportReport(other, file, options), Error, says);
  assertEquals(error.message.includes("\n"), false);
  assertEquals(await Deno.readTextFile(file).catch(() => null), before);
}

Deno.test("a report is one file, in a folder that is made", () =>
  withFolder(async (folder) => {
    const file = `${folder}/new/report.html`;
    assertEquals(await exportReport(study, file), [file]);
    assertEquals(listNames(`${folder}/new`), ["report.html"]);
    assertStringIncludes(await Deno.readTextFile(file), "<h1>hidden layers</h1>");
  }));

Deno.test("a report replaces one of the same study, but none of another or a fuller one", () =>
  withFolder(async (folder) => {
    const file = `${folder}/report.html`;
    await exportReport(study, file);
    const fuller = reportable([sampleTrial(0), sampleTrial(1)]);
    await exportReport(fuller, file);
    await refuses(file, "the report of this study with 2 trials finished, where it has 1 now;");
    const other = { ...study, name: '"><b>' };
    await refuses(file, 'the report of another study "hidden layers"', {}, other);
    await exportReport(other, file, { overwrite: true });
    await refuses(file, `the report of another study '"><b>'`);
  }));

Deno.test("a report of a study of a long name knows its own, and tells of it on one line", () =>
  withFolder(async (folder) => {
    const file = `${folder}/report.html`;
    for (const name of ["数".repeat(512), "\u{1F469}".repeat(10_000), "\n\x1b[31m".repeat(512)]) {
      const named = { ...study, name };
      await exportReport(named, file, { overwrite: true });
      await exportReport(named, file);
      await refuses(file, "the report of another study ");
      await refuses(file, "of another study ", {}, { ...study, name: `${name}.` });
    }
  }));

Deno.test("a report replaces no file that is none, and says where it cannot be written", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/mine.html`, "<!doctype html>mine");
    await refuses(`${folder}/mine.html`, "got a file that is no report of a study;");
    await Deno.mkdir(`${folder}/folder.html`);
    await refuses(`${folder}/folder.html`, "folder.html");
    await refuses(`${folder}/mine.html/report.html`, "Cannot write ");
    await refuses(`${folder}/report.pdf`, "to be a path that ends in .html");
    assertEquals(listNames(folder), ["folder.html", "mine.html"]);
  }));

Deno.test("the images that the best gets wrong are shown from the study's data alone", () =>
  withFolder(async (folder) => {
    const data = await loadSmallMnist(60, 20);
    const file = `${folder}/report.html`;
    await refuses(file, "Expected data to be those of the study", { data });
    const provenance = { ...fakeProvenance, data: datasetChecksum(data) };
    const test = { ...sampleEvaluation, mistakes: [3, 8, 11] };
    const runs = [sampleRun(0, { test })];
    const own = reportable([sampleTrial(0, { runs })], { provenance });
    await exportReport(own, file, { data });
    const alternatives = async () =>
      [...(await Deno.readTextFile(file)).matchAll(/alt="([^"]*)"/g)].map(([, text]) => text);
    assertEquals(await alternatives(), ["Image 3, a 0", "Image 8, a 5", "Image 11, a 6"]);
    // The most confident mistake comes first.
    const sure = [0.5, 0.9, 0.7];
    const classifier: Classifier = {
      findMistakes: (set, { indices }) =>
        Promise.resolve([1, 2, 0].map((i) => {
          const index = indices[i];
          return { ...imageAt(set, index), index, taken: 0, probability: sure[i] };
        })),
    };
    await exportReport(own, file, { data, classifier });
    assertEquals(await alternatives(), ["Image 8, a 5", "Image 11, a 6", "Image 3, a 0"]);
    assertStringIncludes(await Deno.readTextFile(file), "<b>0</b><small>, 90\u00a0%</small>");
    // What it has right, though the run had it wrong, is shown last.
    const other = {
      findMistakes: async () =>
        (await classifier.findMistakes(data.test, { indices: [3, 8, 11] })).slice(0, 1),
    };
    await exportReport(own, file, { data, classifier: other });
    assertEquals(await alternatives(), ["Image 8, a 5", "Image 3, a 0", "Image 11, a 6"]);
    await exportReport(own, file, {
      data,
      classifier: { findMistakes: () => Promise.resolve([]) },
    });
    assertEquals(await alternatives(), ["Image 3, a 0", "Image 8, a 5", "Image 11, a 6"]);
  }));
