import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { basename, join } from "node:path";
import { exportStudy } from "../../lib/results/export.ts";
import type { StudyRecord } from "../../lib/results/json.ts";
import type { Run } from "../../lib/trial/run.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, samplePlan, sampleRun, sampleStudy, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";

const names = [
  "trials.csv",
  "runs.csv",
  "epochs.csv",
  "metrics.csv",
  "trials.json",
  "trials.jsonl",
  "optuna.journal",
  "table.md",
  "table.tex",
];
const epochHeader = "trial,case,run,fold,epoch,loss,accuracy,valLoss,valAccuracy,seconds\r\n";

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

Deno.test("exportStudy() replaces the files of the same study with as much or less in it", () =>
  withFolder(async (folder) => {
    const half = sampleStudy(sampleTrial(0), sampleTrial(1, { state: "waiting", epochs: [] }));
    await exportStudy(half, folder);
    const whole = sampleStudy(sampleTrial(0), sampleTrial(1));
    for (let i = 0; i < 2; i++) await exportStudy(whole, folder);
    const text = await Deno.readTextFile(join(folder, "epochs.csv"));
    assertEquals(text.trimEnd().split("\r\n").length, 7);
    assertEquals(listNames(folder), names.toSorted());
  }));

Deno.test("exportStudy() never puts half a study in the place of a whole one, unless told to", () =>
  withFolder(async (folder) => {
    await exportStudy(sampleStudy(sampleTrial(0), sampleTrial(1)), folder);
    const before = await Deno.readTextFile(join(folder, "trials.csv"));
    const half = sampleStudy(sampleTrial(0), sampleTrial(1, { state: "waiting", epochs: [] }));
    await assertRejects(
      () => exportStudy(half, folder),
      Error,
      "got this study with 2 of 2 trials finished, case 2 among them, where it has 1 now; export to",
    );
    assertEquals(await Deno.readTextFile(join(folder, "trials.csv")), before);
    await exportStudy(half, folder, { overwrite: true });
    assertEquals(await Deno.readTextFile(join(folder, "trials.csv")) === before, false);
  }));

Deno.test("exportStudy() spares the files of another study, and what is no study's", () =>
  withFolder(async (folder) => {
    const { setup, ...trial } = sampleTrial(0);
    await exportStudy(sampleStudy({ ...trial, setup }), folder);
    const otherSeed = sampleStudy({ ...trial, setup: { ...setup, seed: 2 } });
    await assertRejects(() => exportStudy(otherSeed, folder), Error, "the files of another study");
    for (const text of ["[]", "{", '{"name":"a","trials":[1]}']) {
      await Deno.writeTextFile(join(folder, "trials.json"), text);
      const says = "got trials.csv that does not come from a study";
      await assertRejects(() => exportStudy(otherSeed, folder), Error, says);
    }
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

Deno.test("exportStudy() never replaces a journal in which Optuna has gone on, unless told to", () =>
  withFolder(async (folder) => {
    const study = sampleStudy(sampleTrial(0));
    await exportStudy(study, folder);
    const theirs = '{"op_code":4,"worker_id":"4f-140","study_id":0,"datetime_start":null}\n';
    await Deno.writeTextFile(join(folder, "optuna.journal"), theirs, { append: true });
    await assertRejects(
      () => exportStudy(study, folder),
      Error,
      "got optuna.journal to which another program has written; export to another folder",
    );
    await exportStudy(study, folder, { overwrite: true });
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

/** Two trials in these states, each with so many epochs. */
const studyOf = (...trials: [state: Trial["state"], epochs: number][]) =>
  sampleStudy(...trials.map(([state, count], number) =>
    sampleTrial(number, {
      state,
      epochs: Array.from({ length: count }, (_, i) => sampleEpoch(i + 1)),
    })
  ));

/** What is there, what is exported over it, and whether that may be. */
const replacements: [old: StudyRecord, now: StudyRecord, allowed: boolean][] = [
  // The same epochs, but the test is gone.
  [studyOf(["complete", 5], ["waiting", 0]), studyOf(["waiting", 5], ["waiting", 0]), false],
  [studyOf(["complete", 5], ["waiting", 0]), studyOf(["waiting", 4], ["waiting", 4]), false],
  [studyOf(["complete", 5], ["waiting", 0]), studyOf(["waiting", 0], ["complete", 5]), false],
  [studyOf(["complete", 5], ["waiting", 0]), studyOf(["failed", 1], ["waiting", 0]), false],
  [studyOf(["failed", 1], ["waiting", 0]), studyOf(["waiting", 0], ["waiting", 0]), false],
  [studyOf(["waiting", 4], ["waiting", 4]), studyOf(["complete", 5], ["waiting", 0]), true],
  [studyOf(["complete", 5], ["waiting", 4]), studyOf(["complete", 5], ["waiting", 0]), true],
  [studyOf(["failed", 1], ["waiting", 0]), studyOf(["complete", 5], ["running", 1]), true],
];

for (const [old, now, allowed] of replacements) {
  const say = ({ trials }: StudyRecord) =>
    trials.map(({ state, runs: [run] }) => `${state} of ${run.epochs.length}`).join(", ");
  Deno.test(`exportStudy() ${allowed ? "puts" : "never puts"} ${say(now)} over ${say(old)}`, () =>
    withFolder(async (folder) => {
      await exportStudy(old, folder);
      if (allowed) assertEquals((await exportStudy(now, folder)).length, names.length);
      else await assertRejects(() => exportStudy(now, folder), Error, "this study with 1 of 2");
    }));
}

Deno.test("exportStudy() never loses the test of the best, and lets another best be tested", () =>
  withFolder(async (folder) => {
    const search = (...tested: boolean[]) => {
      const trials = tested.map((isTested, number) => {
        const params = { rate: number };
        return sampleTrial(number, isTested ? { params } : { params, test: null });
      });
      return { ...sampleStudy(...trials), plan: samplePlan };
    };
    await exportStudy(search(true, false), folder);
    await assertRejects(
      () => exportStudy(search(false, false), folder),
      Error,
      "got this study with the test results of 1 run, where it has those of 0 now; export to",
    );
    assertEquals((await exportStudy(search(false, false, true), folder)).length, names.length);
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

Deno.test("exportStudy() takes a search with more or fewer trials made for the same study", () =>
  withFolder(async (folder) => {
    const search = (...trials: Trial[]) => ({ ...sampleStudy(...trials), plan: samplePlan });
    const made = [0, 1, 2].map((number) => sampleTrial(number, { params: { rate: number } }));
    await exportStudy(search(...made.slice(0, 2)), folder);
    await exportStudy(search(...made), folder);
    const fewer =
      "got this study with 3 of 3 trials finished, case 3 among them, where it has 2 now";
    await assertRejects(() => exportStudy(search(...made.slice(0, 2)), folder), Error, fewer);
    const other = search(...made.slice(0, 2), { ...made[2], params: { rate: 9 } });
    await assertRejects(() => exportStudy(other, folder), Error, "the files of another study");
    // One that was made and has not ended is no loss.
    const waiting = sampleTrial(3, { state: "waiting", epochs: [] });
    await exportStudy(search(...made, waiting), folder);
    assertEquals((await exportStudy(search(...made), folder)).length, names.length);
  }));

Deno.test("exportStudy() tells studies of another plan or other cases apart", () =>
  withFolder(async (folder) => {
    const plan = { ...samplePlan, sampler: null };
    const study = { ...sampleStudy(sampleTrial(0), sampleTrial(1)), plan };
    await exportStudy(study, folder);
    const others = [
      { ...study, plan: { ...plan, repeats: 5 } },
      { ...study, plan: samplePlan },
      { ...study, plan: undefined },
      { ...study, trials: [...study.trials, sampleTrial(2)] },
      { ...study, trials: study.trials.slice(0, 1) },
    ];
    for (const other of others) {
      await assertRejects(() => exportStudy(other, folder), Error, "the files of another study");
    }
    assertEquals((await exportStudy(study, folder)).length, names.length);
  }));

Deno.test("exportStudy() never loses a finished run of a trial that has not ended", () =>
  withFolder(async (folder) => {
    const withRuns = (...states: Run["state"][]) => {
      const runs = states.map((state, i) => sampleRun(i, { state }));
      return sampleStudy(sampleTrial(0, { state: "running", runs }));
    };
    await exportStudy(withRuns("complete", "complete", "running"), folder);
    await assertRejects(
      () => exportStudy(withRuns("complete", "waiting", "running"), folder),
      Error,
      "got this study with 2 of 3 runs of case 1 finished, where it has 1 now",
    );
    const more = withRuns("complete", "complete", "complete");
    assertEquals((await exportStudy(more, folder)).length, names.length);
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

Deno.test("exportStudy() tells studies of another name or dataset apart", () =>
  withFolder(async (folder) => {
    const study = sampleStudy(sampleTrial(0));
    await exportStudy(study, folder);
    for (const other of [{ ...study, name: "b" }, { ...study, dataset: "Fashion-MNIST" }]) {
      await assertRejects(() => exportStudy(other, folder), Error, 'another study "hidden-layers"');
    }
  }));

Deno.test("exportStudy() says where files are of another version", () =>
  withFolder(async (folder) => {
    const study = sampleStudy(sampleTrial(0));
    const file = join(folder, "trials.json");
    for (const [version, which] of [[2, "an earlier"], [99, "a later"]] as const) {
      await exportStudy(study, folder, { overwrite: true });
      const record = JSON.parse(await Deno.readTextFile(file));
      await Deno.writeTextFile(file, JSON.stringify({ ...record, schemaVersion: version }));
      const says = `got the files of ${which} version of Sweepbook`;
      await assertRejects(() => exportStudy(study, folder), Error, says);
    }
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
