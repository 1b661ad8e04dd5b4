/** What an export puts in the place of what, and what it spares. */
import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { exportStudy } from "../../lib/results/export.ts";
import type { StudyRecord } from "../../lib/results/json.ts";
import type { Run } from "../../lib/trial/run.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, samplePlan, sampleRun, sampleStudy, sampleTrial } from "./sample_trials.ts";
import { listNames, names, withFolder } from "./export_folder.ts";

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
