import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { finish, inFolder, readTrials, study } from "./study_process.ts";

const TINY = ["--limit", "300", "--epochs", "1"];

/** Writes a module whose default export is this search function, and gives its path. */
async function writeSpace(folder: string, search: string): Promise<string> {
  const path = `${folder}/space.ts`;
  await Deno.writeTextFile(path, `export default (trial: any) => ${search};`);
  return path;
}

for await (const { name } of Deno.readDir(new URL("../../notebooks/spaces/", import.meta.url))) {
  Deno.test(`notebooks/spaces/${name} imports the library alone, and can be searched`, () =>
    inFolder(async (folder) => {
      const space = `notebooks/spaces/${name}`;
      const text = await Deno.readTextFile(space);
      const imports = [...text.matchAll(/\bfrom "(.*)"/g)].map(([, from]) => from);
      assertEquals(imports, ["../../lib/mod.ts"]);
      const options = ["--space", space, "--trials", "2", "--repeats", "2", ...TINY];
      const { code, stdout, stderr } = await finish(study(...options, "--out", folder));
      assertEquals(code, 0, stderr.join("\n"));
      const runs = stderr.slice(1);
      assertEquals(runs.length, 4);
      for (const line of runs) {
        assertMatch(
          line,
          /^Trial [01] {2}run [12]\/2 {2}epoch 1\/1 {2}training .* validation .* %/,
        );
      }
      assertMatch(runs[3], / 2 of 2 trials finished, best \d\d\.\d\d % \(Trial [01]\)$/);
      assertMatch(stdout.join("\n"), /^★ Trial [01] /m);
      const { name: called, trials } = JSON.parse(
        await Deno.readTextFile(`${folder}/trials.json`),
      );
      const subject = name.replace(".ts", "");
      assertEquals([called, trials.length], [`${subject}, epochs 1, limit 300, repeats 2`, 2]);
      for (const { params } of trials) assert(params.learningRate >= 1e-4);
    }));
}

Deno.test("trials that fail are told, the search goes on, and its exit code is 1", () =>
  inFolder(async (folder) => {
    const space = await writeSpace(
      folder,
      '{ if (trial.number === 1) throw new Error("No such net"); return { layers: "F" }; }',
    );
    const options = ["--space", space, "--trials", "3", ...TINY, "--out", folder];
    const { code, stdout, stderr } = await finish(study(...options));
    assertEquals(code, 1);
    assertMatch(stdout.join("\n"), /^Trial 1 failed: Cannot make trial 1: No such net\.$/m);
    assertMatch(stderr.at(-1)!, / {2}3 of 3 trials finished, 1 failed, best /);
    assertEquals((await readTrials(folder)).map(({ state }) => state), [
      "complete",
      "failed",
      "complete",
    ]);
  }));

Deno.test("pruned trials are told, and the exit code is 0", () =>
  inFolder(async (folder) => {
    // From trial 5 on nothing is learned.
    const space = await writeSpace(
      folder,
      `({ layers: "F", optimizer: { kind: "sgd", momentum: 0,
          learningRate: trial.number < 5 ? 0.1 : 1e-12 } })`,
    );
    const options = ["--space", space, "--trials", "6", "--pruner", "median", "--lag", "1"];
    const more = ["--fresh", "--limit", "300", "--epochs", "3", "--repeats", "2", "--out", folder];
    const { code, stderr } = await finish(study(...options, ...more));
    assertEquals(code, 0);
    assertMatch(
      stderr.at(-1)!,
      /^Trial 5 {2}run 1\/2 {2}epoch [12]\/3 .* {2}pruned {2}6 of 6 trials finished, 1 pruned, best /,
    );
    const { state, runs } = (await readTrials(folder))[5];
    assertEquals([state, runs.map(({ epochs }) => epochs.length > 0)], ["pruned", [true, false]]);
  }));

Deno.test("a grid has as many trials as combinations, and goes by the loss where asked to", () =>
  inFolder(async (folder) => {
    const space = await writeSpace(
      folder,
      `({ layers: trial.suggestCategorical("isFlat", [true, false])
          ? "F" : "F D" + trial.suggestInt("units", 8, 16, { step: 8 }) })`,
    );
    const options = ["--space", space, "--sampler", "grid", "--metric", "valLoss", "--value-epoch"];
    const { code, stderr } = await finish(study(...options, "best", ...TINY, "--out", folder));
    assertEquals(code, 0, stderr.join("\n"));
    assertMatch(stderr.at(-1)!, / {2}3 of 3 trials finished, best valLoss \d\.\d{4} \(Trial \d\)$/);
    const trials = await readTrials(folder);
    assertEquals(trials.map(({ setup }) => setup.layers), ["F", "F D8", "F D16"]);
    assertEquals(trials[0].objective, { metric: "valLoss", direction: "minimize", epoch: "best" });
  }));

Deno.test("repeats and folds of cases are a line for each run", () =>
  inFolder(async (folder) => {
    const options = ["--cases", "F", "--repeats", "2", "--folds", "2", ...TINY, "--out", folder];
    const { code, stderr } = await finish(study(...options));
    assertEquals(code, 0);
    const runs = stderr.slice(1).map((line) => line.match(/^F {2}run (\d)\/4 {2}epoch 1\/1 /)?.[1]);
    assertEquals(runs.sort(), ["1", "2", "3", "4"]);
    const [{ runs: kept }] = await readTrials(folder);
    assertEquals(kept.map(({ seed, fold }) => `${seed} ${fold?.index}/${fold?.count}`), [
      "1 0/2",
      "1 1/2",
      "2 0/2",
      "2 1/2",
    ]);
  }));

Deno.test({
  name: "a cancel keeps the trials of a search that have ended",
  ignore: Deno.build.os === "windows", // sends no signal to a process
  fn: () =>
    inFolder(async (folder) => {
      // No two are alike: those would be taken over.
      const space = await writeSpace(
        folder,
        "({ layers: `F D${trial.number + 1}` })",
      );
      const options = ["--space", space, "--trials", "9000", "--lag", "2", "--fresh", ...TINY];
      const process = study(...options, "--out", `${folder}/out`);
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      let told = "";
      while (!told.includes("2 of 9000 trials finished")) {
        const { value, done } = await reader.read();
        assert(!done, `Expected the second trial to end, got:\n${told}`);
        told += value;
      }
      process.kill("SIGTERM");
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        told += read.value;
      }
      const stdout = await new Response(process.stdout).text();
      assertEquals((await process.status).code, 143);
      const [, count] = told.match(/^Stopped: (\d+) of 9000 trials finished\.$/m) ?? [];
      const trials = await readTrials(`${folder}/out`);
      assertEquals(trials.filter(({ state }) => state === "complete").length, Number(count));
      assert(trials.length <= Number(count) + 2, "Expected no trials that were not begun");
      assertMatch(
        stdout.trimEnd().split("\n").at(-1)!,
        /^Best so far \([\d,]+ of [\d,]+ trials ended\): Trial \d+ \(F D\d+\), .*\.$/,
      );
    }),
});

/** What is wrong, the search function, options; and what is said. */
const refused: [what: string, search: string, options: string[], says: string][] = [
  ["gives nothing", "{}", ["--trials", "2"], "what the search function gives for trial 0"],
  ["throws", '{ throw new Error("No"); }', ["--trials", "2"], "Cannot make trial 0: No."],
  [
    "asks for what a grid does not have",
    '({ layers: "F" + trial.suggestFloat("rate", 0, 1) })',
    ["--sampler", "grid"],
    '"rate"',
  ],
];

for (const [what, search, options, says] of refused) {
  Deno.test(`a search function that ${what} at first costs one sentence and exit code 2`, () =>
    inFolder(async (folder) => {
      const space = await writeSpace(folder, search);
      const all = ["--space", space, ...options, ...TINY, "--out", `${folder}/out`];
      const { code, stdout, stderr } = await finish(study(...all));
      assertEquals([code, stdout, stderr.length], [2, [""], 1], stderr.join("\n"));
      assertMatch(stderr[0], /^study: .*\.$/);
      assertStringIncludes(stderr[0], says);
      assertEquals(await Deno.stat(`${folder}/out`).catch(() => null), null);
    }));
}
