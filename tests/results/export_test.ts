import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { basename, join } from "node:path";
import { exportStudy, folderName } from "../../lib/results/export.ts";
import { sampleEpoch, samplePlan, sampleStudy, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";
import { listNames, names, withFolder } from "./export_folder.ts";

const epochHeader = "trial,case,run,fold,epoch,loss,accuracy,valLoss,valAccuracy,seconds\r\n";

Deno.test("exportStudy() creates the folder and writes its files, no other", () =>
  withFolder(async (folder) => {
    const target = join(folder, "new", "exports");
    const paths = await exportStudy(sampleStudy(sampleTrial(0)), target);
    assertEquals(paths.map((path) => basename(path)), names);
    assertEquals(listNames(target), names.toSorted());
    const epochs = await Deno.readTextFile(join(target, "epochs.csv"));
    assertStringIncludes(epochs, epochHeader);
    assertEquals(epochs.trimEnd().split("\r\n").length, 4);
  }));

Deno.test("exportStudy() counts the trials of several studies anew", () =>
  withFolder(async (folder) => {
    const { name, dataset, trials } = sampleStudy(sampleTrial(0), sampleTrial(1));
    await exportStudy({ name, dataset, trials: [...trials, ...trials] }, folder);
    const numbersIn = async (file: string) => {
      const [, ...lines] = (await Deno.readTextFile(join(folder, file))).trimEnd().split("\r\n");
      return [...new Set(lines.map((line) => line.split(",")[0]))];
    };
    assertEquals(await numbersIn("trials.csv"), ["0", "1", "2", "3"]);
    assertEquals(await numbersIn("epochs.csv"), ["0", "1", "2", "3"]);
  }));

Deno.test("exportStudy() writes the header of epochs.csv where no epoch is finished", () =>
  withFolder(async (folder) => {
    await exportStudy(sampleStudy(sampleTrial(0, { epochs: [], state: "waiting" })), folder);
    const text = await Deno.readTextFile(join(folder, "epochs.csv"));
    assertEquals(text, epochHeader);
  }));

Deno.test("exportStudy() gives one epochs.csv for one seed, the seconds aside", () =>
  withFolder(async (folder) => {
    const read = async (durationMs: number) => {
      const epochs = [1, 2].map((epoch) => sampleEpoch(epoch, { durationMs: durationMs * epoch }));
      await exportStudy(sampleStudy(sampleTrial(0, { epochs, durationMs })), folder);
      return await Deno.readTextFile(join(folder, "epochs.csv"));
    };
    const withoutSeconds = (text: string) => text.replaceAll(/,[^,\r\n]*\r\n/g, "\r\n");
    const [slow, fast] = [await read(2000), await read(1000)];
    assertEquals(slow === fast, false);
    assertEquals(withoutSeconds(slow), withoutSeconds(fast));
  }));

Deno.test("exportStudy() leaves no partial file where it cannot write", () =>
  withFolder(async (folder) => {
    await Deno.mkdir(join(folder, "epochs.csv"));
    const study = sampleStudy(sampleTrial(0));
    const says = `Cannot write "${join(folder, "epochs.csv")}": `;
    const { message } = await assertRejects(() => exportStudy(study, folder), Error, says);
    assertEquals(message.includes("os error"), false);
    assertEquals(listNames(folder), ["epochs.csv", "runs.csv", "trials.csv", "trials.json"]);
    // What is there is its own: it may be written when there is room again.
    await Deno.remove(join(folder, "epochs.csv"));
    assertEquals((await exportStudy(study, folder)).length, names.length);
  }));

Deno.test("exportStudy() writes every trial into a line of trials.jsonl, as trials.json has it", () =>
  withFolder(async (folder) => {
    const epochs = [sampleEpoch(1, { loss: NaN })];
    await exportStudy(
      sampleStudy(sampleTrial(0, { name: "a\nb", epochs }), sampleTrial(1)),
      folder,
    );
    const read = (file: string) => Deno.readTextFile(join(folder, file));
    const lines = (await read("trials.jsonl")).trimEnd().split("\n");
    assertEquals(
      lines.map((line) => JSON.parse(line)),
      JSON.parse(await read("trials.json")).trials,
    );
  }));

Deno.test("exportStudy() says of a search that was stopped how many trials it was to have", () =>
  withFolder(async (folder) => {
    const read = (file: string) => Deno.readTextFile(join(folder, file));
    const study = { ...sampleStudy(sampleTrial(0, { params: { rate: 1 } })), plan: samplePlan };
    await exportStudy({ ...study, planned: 500 }, folder);
    assertEquals(JSON.parse(await read("trials.json")).planned, 500);
    for (const file of ["table.md", "table.tex"]) {
      assertStringIncludes(await read(file), "1 of 500 trials were made.");
    }
    await assertRejects(
      () => exportStudy({ ...study, planned: 0 }, folder),
      RangeError,
      "Expected the planned trials of a study to be a whole number of at least 1, got 0.",
    );
  }));

Deno.test("exportStudy() writes every run into runs.csv, whose numbers are the trials'", () =>
  withFolder(async (folder) => {
    const trials = [0, 0].map(() => trialOf([0.9, 0.8]));
    await exportStudy(sampleStudy(...trials), folder);
    const text = await Deno.readTextFile(join(folder, "runs.csv"));
    const lines = text.trimEnd().split("\r\n").map((line) => line.split(","));
    const places = ["trial", "run", "seed", "value"].map((name) => lines[0].indexOf(name));
    assertEquals(lines.slice(1).map((line) => places.map((place) => line[place])), [
      ["0", "0", "1", "0.9"],
      ["0", "1", "2", "0.8"],
      ["1", "0", "1", "0.9"],
      ["1", "1", "2", "0.8"],
    ]);
  }));

Deno.test("exports of one program into one folder follow each other", () =>
  withFolder(async (folder) => {
    const study = sampleStudy(sampleTrial(0));
    const [first, second, third] = await Promise.allSettled([
      exportStudy(study, folder),
      exportStudy({ ...study, name: "other" }, folder),
      exportStudy(study, folder),
    ]);
    assertEquals([first.status, second.status, third.status], [
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    assertEquals(listNames(folder), names.toSorted());
  }));

Deno.test("exportStudy() removes what a program that was killed had not written to its end", () =>
  withFolder(async (folder) => {
    const study = sampleStudy(sampleTrial(0));
    const others = ["notes.csv.1.partial", "trials.csv.2.partial", "trials.csv.partial"];
    for (const name of ["trials.csv.1.partial", ...others]) {
      await Deno.writeTextFile(join(folder, name), "half");
      // One is young: another program may still write it.
      if (!name.includes("2")) await Deno.utime(join(folder, name), 0, 0);
    }
    await exportStudy(study, folder);
    assertEquals(listNames(folder), [...names, ...others].sort());
  }));

Deno.test("folderName() gives no more than file systems take, of whole characters", () =>
  withFolder(async (folder) => {
    for (const name of ["数".repeat(100), "a" + "𐐀".repeat(90), "é".repeat(200), "x".repeat(300)]) {
      const short = folderName(name);
      assertEquals([short.isWellFormed(), name.startsWith(short)], [true, true]);
      await Deno.mkdir(join(folder, short));
    }
  }));
