import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { basename, join } from "node:path";
import { exportStudy } from "../../lib/results/export.ts";
import { sampleEpoch, sampleStudy, sampleTrial } from "./sample_trials.ts";

const names = ["trials.csv", "epochs.csv", "trials.json", "table.md", "table.tex"];

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function listNames(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
}

Deno.test("exportStudy() creates the folder and writes the five files, no other", () =>
  withFolder(async (folder) => {
    const target = join(folder, "new", "exports");
    const paths = await exportStudy(sampleStudy(sampleTrial(0)), target);
    assertEquals(paths.map((path) => basename(path)), names);
    assertEquals(listNames(target), names.toSorted());
    const epochs = await Deno.readTextFile(join(target, "epochs.csv"));
    assertStringIncludes(epochs, "trial,case,epoch,loss,accuracy,valLoss,valAccuracy,seconds\r\n");
    assertEquals(epochs.trimEnd().split("\r\n").length, 4);
  }));

Deno.test("exportStudy() replaces the files of an earlier export", () =>
  withFolder(async (folder) => {
    await exportStudy(sampleStudy(sampleTrial(0), sampleTrial(1)), folder);
    await exportStudy(sampleStudy(sampleTrial(0)), folder);
    const text = await Deno.readTextFile(join(folder, "trials.csv"));
    assertEquals(text.trimEnd().split("\r\n").length, 2);
    assertEquals(listNames(folder), names.toSorted());
  }));

Deno.test("exportStudy() writes the header of epochs.csv where no epoch is finished", () =>
  withFolder(async (folder) => {
    await exportStudy(sampleStudy(sampleTrial(0, { epochs: [], state: "waiting" })), folder);
    const text = await Deno.readTextFile(join(folder, "epochs.csv"));
    assertEquals(text, "trial,case,epoch,loss,accuracy,valLoss,valAccuracy,seconds\r\n");
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
    await assertRejects(() => exportStudy(sampleStudy(sampleTrial(0)), folder), Error);
    assertEquals(listNames(folder), ["epochs.csv", "trials.csv"]);
  }));
