import { assert, assertEquals, assertMatch } from "@std/assert";
import { sampleTrial } from "../results/sample_trials.ts";
import { plainPlan } from "../study/fake_study.ts";
import { store, toDefinition } from "./stored_studies.ts";
import { finish, inFolder, readEpochs, readTrials, studies, study } from "./study_process.ts";

/** Starts a study, ends it by SIGKILL once it has told a text, and gives what it told. */
async function killed(text: string, args: readonly string[]): Promise<string> {
  const process = study(...args);
  const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let told = "";
  while (!told.includes(text)) {
    const { value, done } = await reader.read();
    assert(!done, `Expected "${text}" before the end of:\n${told}`);
    told += value;
  }
  process.kill("SIGKILL");
  await reader.cancel();
  await Promise.all([process.stdout.cancel(), process.status]);
  return told;
}

/** The trials of a folder without their durations, as JSON. */
async function readOutcome(folder: string): Promise<string> {
  const isTime = (key: string) => key === "durationMs";
  return JSON.stringify(
    await readTrials(folder),
    (key, value) => isTime(key) ? undefined : value,
    1,
  );
}

Deno.test("a study of cases that was killed goes on to the table of one that was not", () =>
  inFolder(async (folder) => {
    const kept = ["--storage", `${folder}/studies.db`];
    const nets = ["--cases", "F D8,C2 P4 F Dr.5", "--limit", "300", "--epochs", "60"];
    const more = ["--repeats", "2", "--patience", "50", "--seed", "3", "--metric", "valLoss"];
    const all = [...nets, ...more, "--batch-size", "50", "--name", "my nets"];
    await killed("run 1/2", [...all, ...kept, "--workers", "1", "--out", `${folder}/first`]);
    const { code, stdout, stderr } = await finish(
      studies("resume", "my nets", ...kept, "--out", `${folder}/resumed`),
    );
    assertEquals(code, 0, stderr.join("\n"));
    assertMatch(stderr.join("\n"), /^[1-3] of 4 runs were trained by .*studies\.db\./m);
    assert(stdout.some((line) => line.startsWith("★ ")));
    const undisturbed = [...all, "--storage", "none", "--out", `${folder}/whole`];
    assertEquals((await finish(study(...undisturbed))).code, 0);
    assertEquals(await readOutcome(`${folder}/resumed`), await readOutcome(`${folder}/whole`));
    assertEquals(await readEpochs(`${folder}/resumed`), await readEpochs(`${folder}/whole`));
  }));

/** It leaves to the study what it does not say, and throws for one of its trials. */
const SPACE = `export default (trial: any) => {
  const units = trial.suggestInt("units", 4, 16);
  if (trial.number === 1) throw new Error("No such net");
  return { layers: "F D" + units, ...(units > 10 ? { batchSize: 30 } : {}) };
};`;

Deno.test("a search that was killed goes on by its function, and is as if it was not", () =>
  inFolder(async (folder) => {
    const kept = ["--storage", `${folder}/studies.db`];
    const space = `${folder}/space.ts`;
    await Deno.writeTextFile(space, SPACE);
    const options = ["--space", space, "--trials", "12", "--sampler", "random", "--lag", "2"];
    const more = [
      "--name",
      "space",
      "--limit",
      "300",
      "--epochs",
      "6",
      "--pruner",
      "halving",
      "--batch-size",
      "75",
    ];
    await killed("3 of 12 trials", [...options, ...more, ...kept, "--out", `${folder}/first`]);

    const refused = async (args: string[], says: RegExp) => {
      const out = ["--out", `${folder}/refused`];
      const { code, stdout, stderr } = await finish(studies("resume", ...args, ...kept, ...out));
      assertEquals([code, stdout, stderr.length], [2, [""], 1], stderr.join("\n"));
      assertMatch(stderr[0], says);
    };
    await refused(["space"], /^studies: Expected --space with the search function of "space", /);
    await refused(["space", "--space", "none.ts"], /^studies: Expected --space to be a file, /);
    const other = `${folder}/other.ts`;
    await Deno.writeTextFile(other, SPACE.replace("4, 16", "4, 17"));
    await refused(
      ["space", "--space", other],
      /got another: in trial 0 "units" is now .*; deno task study takes another --name, or begins/,
    );
    await Deno.writeTextFile(other, SPACE.replace('"F D"', '"F D8 D"'));
    await refused(["space", "--space", other], /got another: in Trial 0, .* layers is "F D8 D/);

    const { code, stderr } = await finish(
      studies("resume", "space", "--space", space, ...kept, "--out", `${folder}/resumed`),
    );
    assertEquals(code, 1, stderr.join("\n")); // for the trial that failed
    const undisturbed = [...options, ...more, "--storage", "none", "--out", `${folder}/whole`];
    await finish(study(...undisturbed));
    assertEquals(await readOutcome(`${folder}/resumed`), await readOutcome(`${folder}/whole`));
    const states = (await readTrials(`${folder}/resumed`)).map(({ state }) => state);
    assertEquals([states.length, states[1]], [12, "failed"]);
    assert(states.includes("pruned"), states.join());
  }));

Deno.test("a study that has ended is shown again, and one of another program is left to it", () =>
  inFolder(async (folder) => {
    const kept = ["--storage", `${folder}/studies.db`, "--name", "nets"];
    const nets = ["--cases", "F,F D8", "--limit", "300", "--epochs", "1"];
    assertEquals((await finish(study(...nets, ...kept, "--out", `${folder}/out`))).code, 0);
    const resume = ["resume", "nets", "--storage", `${folder}/studies.db`];
    const again = await finish(studies(...resume, "--out", `${folder}/out`));
    assertEquals([again.code, again.stderr.length], [0, 1]);
    assertMatch(
      again.stderr[0],
      /^2 of 2 runs were trained by [-\d]+ and are taken from .*\.db\.$/,
    );
    assertMatch(again.stdout.at(-1)!, /^Best: F/);

    const long = [...nets.with(-1, "9000"), ...kept.with(-1, "long"), "--workers", "1"];
    const live = study(...long, "--out", `${folder}/live`);
    try {
      const reader = live.stderr.pipeThrough(new TextDecoderStream()).getReader();
      while (!(await reader.read()).value?.includes("epoch"));
      reader.cancel();
      const second = await finish(
        studies(...resume.with(1, "long"), "--out", `${folder}/second`),
      );
      assertEquals([second.code, second.stdout, second.stderr.length], [1, [""], 1]);
      assertMatch(second.stderr[0], new RegExp(`"long": process ${live.pid} on .*\\.$`));
      // Nor does it leave a folder behind.
      assertEquals(await Deno.stat(`${folder}/second`).catch(() => null), null);
    } finally {
      live.kill("SIGKILL");
      await Promise.all([live.stdout.cancel(), live.status]);
    }
  }));

Deno.test("what the command cannot make again is refused, with a word on where it goes on", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    store(path, toDefinition("fashion", { dataset: "Fashion-MNIST" }));
    store(path, toDefinition("mine", { plan: { ...plainPlan, pruner: { kind: "mine" }, lag: 1 } }));
    store(path, toDefinition("empty"), []);
    const odd = { ...sampleTrial(0, { state: "waiting", limit: 300 }), params: {} };
    store(path, toDefinition("other data"), [odd]);
    const refused = async (name: string, says: RegExp, ...more: string[]) => {
      const options = ["--storage", path, "--out", `${folder}/out`, ...more];
      const { code, stdout, stderr } = await finish(studies("resume", name, ...options));
      assertEquals([code, stdout, stderr.length], [2, [""], 1], stderr.join("\n"));
      assertMatch(stderr[0], says);
    };
    await refused("fashion", /^studies: Expected a study of MNIST, got "fashion", which is of /);
    await refused("mine", /^studies: Expected a pruner that Sweepbook has, got "mine", that of /);
    await refused("empty", /^studies: Expected "empty" to have trials to go on with, got none; /);
    await refused("empty", /^studies: Expected no --space, as "empty" has cases/, "--space", "a");
    await refused("other data", /the checksum of the data is "\w{8}" and was "00000000"/);
  }));
