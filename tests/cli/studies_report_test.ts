import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { datasetChecksum } from "../../lib/datasets/dataset_checksum.ts";
import { createStudy, loadMnist } from "../../lib/mod.ts";
import { browserTest } from "../browser/needs_browser.ts";
import { sampleEvaluation, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { fakeProvenance } from "../study/fake_study.ts";
import { store, toDefinition } from "./stored_studies.ts";
import { finish, inFolder, studies } from "./study_process.ts";

/** Runs the command on a database that holds "rates", of MNIST, and "nets", of something else. */
function withStudies(
  test: (run: (...args: string[]) => ReturnType<typeof finish>, folder: string) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const provenance = { ...fakeProvenance, data: datasetChecksum(await loadMnist()) };
    const mistakes = { ...sampleEvaluation, mistakes: [8] };
    const trial = sampleTrial(0, { runs: [sampleRun(0, { test: mistakes })] });
    store(path, toDefinition("rates", { provenance, planned: 40 }), [trial]);
    store(path, toDefinition("nets", { dataset: "mine" }));
    store(path, toDefinition("another MNIST"), [trial]);
    await test((...args) => finish(studies(...args, "--storage", path)), folder);
  });
}

Deno.test("a stored study is reported with the digits that its best gets wrong", () =>
  withStudies(async (run, folder) => {
    const file = `${folder}/report.html`;
    const { code, stdout, stderr } = await run("report", "rates", "--out", file);
    assertEquals([code, stdout, stderr], [0, [`Wrote ${file}`], [""]]);
    const page = await Deno.readTextFile(file);
    assertStringIncludes(page, "Best so far (1 of 40 trials ended): case 1");
    assertStringIncludes(page, 'alt="Image 8, a 5"');
    assertStringIncludes(page, "is not known, for the weights were not kept.");
  }));

Deno.test("a report of other data says that the pictures are left out", () =>
  withStudies(async (run, folder) => {
    const file = `${folder}/report.html`;
    assertEquals((await run("report", "nets", "--out", file)).code, 0);
    assertStringIncludes(await Deno.readTextFile(file), "left out, for mine was not at hand.");
  }));

Deno.test("a report of an MNIST that is not here says that the pictures are left out", () =>
  withStudies(async (run, folder) => {
    const file = `${folder}/report.html`;
    const { code, stderr } = await run("report", "another MNIST", "--out", file);
    const why = "the MNIST that is here is not what the study was trained on";
    const told = `studies: The digits that the best gets wrong are left out, for ${why}.`;
    assertEquals([code, stderr], [0, [told]]);
    assertStringIncludes(await Deno.readTextFile(file), "The pictures are left out");
  }));

Deno.test("a report leaves out what the best takes digits for where its weights have decayed", () =>
  inFolder(async (folder) => {
    const [storage, file] = [`${folder}/studies.db`, `${folder}/report.html`];
    const data = await loadMnist();
    const cases = [{ name: "flat", layers: "F" }];
    const study = await createStudy({ name: "a", data, cases, storage, epochs: 1, limit: 60 });
    await study.optimize();
    const [{ name }] = [...Deno.readDirSync(`${storage}-checkpoints`)];
    await Deno.truncate(`${storage}-checkpoints/${name}`, 100);
    const args = ["report", "a", "--out", file, "--storage", storage];
    const { code, stderr } = await finish(studies(...args));
    assertEquals([code, stderr.length], [0, 1]);
    assertMatch(
      stderr[0],
      /^studies: .* cut short\. What the best takes digits for is left out\.$/,
    );
    assertStringIncludes(await Deno.readTextFile(file), "what it was taken for is not known");
  }));

Deno.test("the report of another study is replaced only when told to", () =>
  withStudies(async (run, folder) => {
    const out = ["--out", `${folder}/report.html`];
    assertEquals((await run("report", "nets", ...out)).code, 0);
    const refused = await run("report", "rates", ...out);
    assertEquals([refused.code, refused.stdout], [2, [""]]);
    assertMatch(refused.stderr[0], /^studies: .* another study "nets"; .* with --overwrite\.$/);
    assertEquals((await run("report", "rates", ...out, "--overwrite")).code, 0);
  }));

browserTest("a report is printed as PDF beside the page", () =>
  withStudies(async (run, folder) => {
    const { code, stdout } = await run("report", "nets", "--out", `${folder}/a.b.html`, "--pdf");
    assertEquals([code, stdout], [0, [`Wrote ${folder}/a.b.html`, `Wrote ${folder}/a.b.pdf`]]);
    const pdf = await Deno.readFile(`${folder}/a.b.pdf`);
    assertEquals(new TextDecoder().decode(pdf.subarray(0, 5)), "%PDF-");
    await Deno.writeTextFile(`${folder}/mine.pdf`, "mine");
    const refused = await run("report", "nets", "--out", `${folder}/mine.html`, "--pdf");
    assertEquals([refused.code, await Deno.readTextFile(`${folder}/mine.pdf`)], [1, "mine"]);
    assertMatch(
      refused.stderr[0],
      /mine\.pdf" to be nothing .* without its page; .*--overwrite\.$/,
    );
  }));

Deno.test("without a browser --pdf is refused in a sentence, and nothing is written", () =>
  withStudies(async (_, folder) => {
    const command = fileURLToPath(new URL("../../lib/cli/studies.ts", import.meta.url));
    const args = ["report", "nets", "--pdf", "--out", `${folder}/report.html`];
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", command, ...args, "--storage", `${folder}/studies.db`],
      env: { NO_COLOR: "1", PATH: folder },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
    const { code, stdout, stderr } = await finish(process.spawn());
    // On macOS Chrome is found where it is installed.
    if (Deno.build.os === "darwin") return;
    assertEquals([code, stdout, stderr.length], [1, [""], 1]);
    assertMatch(stderr[0], /^studies: Pictures and PDF files need Chromium or Chrome, .*\.$/);
    assertEquals(await Deno.stat(`${folder}/report.html`).catch(() => null), null);
  }));
