import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createStudy, loadModel, openSqliteStorage } from "../../lib/mod.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { hostileNames } from "../storage/hostile_names.ts";
import { plainPlan } from "../study/fake_study.ts";
import { begin, store, toDefinition } from "./stored_studies.ts";
import { FILES, finish, inFolder, readTrials, studies } from "./study_process.ts";

/** Runs the command on a database that holds "rates" and "nets". */
function withStudies(
  test: (run: (...args: string[]) => ReturnType<typeof finish>, folder: string) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    store(path, toDefinition("rates", { plan: { ...plainPlan, repeats: 3 }, planned: 40 }));
    store(path, toDefinition("nets"), [sampleTrial(0), sampleTrial(1, { state: "running" })]);
    await test((...args) => finish(studies(...args, "--storage", path)), folder);
  });
}

Deno.test("studies are listed, with the file and its size", () =>
  withStudies(async (run) => {
    const { code, stdout, stderr } = await run();
    assertEquals([code, stderr], [0, [""]]);
    const rows = stdout.map((line) => line.replaceAll(/\d{4}(-\d\d){2} \d\d:\d\d/g, "TIME"));
    assertMatch(rows[0], /^ {2}Study +Trials +Best +Changed +Checkpoints +Program$/);
    assertMatch(rows[2], /^ {2}nets +1 complete, 1 waiting +96\.50 % +TIME +– +–$/);
    assertMatch(rows[3], /^ {2}rates +1 complete, 1 pruned, 38 waiting +96\.50 % +TIME +– +–$/);
    assertMatch(rows.at(-1)!, /studies\.db, \d+\.\d KiB$/);
    assertEquals((await run("list")).stdout.length, stdout.length);
  }));

Deno.test("a study is shown with its table, its best, its plan and what made it", () =>
  withStudies(async (run) => {
    const { code, stdout } = await run("show", "rates");
    assertEquals(code, 0);
    const text = stdout.join("\n");
    assertMatch(text, /^★ case 1 /m);
    assertMatch(text, /^Best so far \(2 of 40 trials ended\): case 1 /m);
    assertMatch(text, /^Value: validation accuracy at the best epoch, .* maximized; 3 repeats\.$/m);
    assertMatch(text, /^Made by Sweepbook 0\.0\.0 .* on fake, fake; MNIST, SHA-256 0{16}…$/m);
    assertMatch(stdout.at(-1)!, /^Last changed .*; no program runs it now\.$/);
    // Its program is gone: nothing of it is running.
    assertMatch((await run("show", "nets")).stdout.join("\n"), /^ {2}case 2 \(waiting\) /m);
  }));

Deno.test("hostile names are listed and shown as text, and nothing of them is obeyed", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    for (const name of hostileNames) store(path, toDefinition(name), [sampleTrial(0, { name })]);
    const { code, stdout, stderr } = await finish(studies("--storage", path));
    assertEquals([code, stderr], [0, [""]]);
    const states = stdout.filter((line) => line.includes("1 complete"));
    assertEquals(states.length, hostileNames.length);
    // deno-lint-ignore no-control-regex
    assert(!/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/.test(stdout.join("\n")));
    for (const name of ["'; DROP TABLE studies; --", "../../etc/passwd", "a\nb", "=1+1", "🙂"]) {
      const shown = await finish(studies("show", name, "--storage", path));
      assertEquals([shown.code, shown.stderr], [0, [""]]);
      assert(shown.stdout.some((line) => line.startsWith("★ ")), shown.stdout.join("\n"));
    }
  }));

Deno.test("of a long search the best are shown, and all of them when asked for", () =>
  withStudies(async (run, folder) => {
    const trials = Array.from(
      { length: 60 },
      (_, number) => ({
        ...sampleTrial(number, { name: `Trial ${number}`, params: { rate: number } }),
        distributions: { rate: { kind: "int", low: 0, high: 99, step: 1, log: false } as const },
      }),
    );
    const sampler = { kind: "tpe", startupTrials: 10 };
    const definition = { plan: { ...plainPlan, sampler, lag: 8 }, planned: 60 };
    store(`${folder}/studies.db`, toDefinition("search", definition), trials);
    const rows = (lines: string[]) => lines.filter((line) => /^. Trial \d/.test(line)).length;
    const { stdout } = await run("show", "search");
    assertEquals(rows(stdout), 20);
    assert(stdout.some((line) => line.endsWith("; sampler tpe (startupTrials 10); lag 8.")));
    assertEquals(rows((await run("show", "search", "--all")).stdout), 60);
  }));

Deno.test("a study is exported, and replaces files of another only when told to", () =>
  withStudies(async (run, folder) => {
    const out = ["--out", `${folder}/out`];
    const { code, stdout } = await run("export", "rates", ...out);
    assertEquals(code, 0);
    assertEquals(stdout.map((line) => line.split("/").at(-1)!).sort(), FILES);
    assertEquals((await readTrials(`${folder}/out`)).map(({ state }) => state), [
      "complete",
      "pruned",
    ]);
    const refused = await run("export", "nets", ...out);
    assertEquals([refused.code, refused.stdout], [2, [""]]);
    assertMatch(refused.stderr[0], /^studies: .* another study "rates"; .* with --overwrite\.$/);
    assertEquals((await run("export", "nets", ...out, "--overwrite")).code, 0);
    // A program that is gone trains nothing.
    assertEquals((await readTrials(`${folder}/out`))[1].state, "waiting");
  }));

Deno.test("the best net is saved with where it comes from; without its weights there is a sentence", () =>
  withStudies(async (run, folder) => {
    const { code, stderr } = await run("save", "rates");
    assertEquals(code, 1);
    assertEquals(
      stderr[0],
      "studies: The weights of case 1 were not kept; train it again with --fresh.",
    );
    const cases = [{ name: "flat", layers: "F" }];
    const data = await loadSmallMnist(60, 20);
    const storage = openSqliteStorage(`${folder}/studies.db`);
    const study = await createStudy({ name: "flat nets", data, cases, epochs: 1, storage });
    await study.optimize();
    storage.close();
    const saved = await run("save", "flat nets", "--out", `${folder}/model`);
    assertEquals(saved.code, 0, saved.stderr.join());
    assertMatch(saved.stdout.at(-1)!, /^It is flat: deno task classify .*model IMAGE\.\.\.$/);
    using model = await loadModel(`${folder}/model`);
    assertEquals([model.provenance.study, model.provenance.name], ["flat nets", "flat"]);
  }));

Deno.test("a study gets another name, but none that is taken", () =>
  withStudies(async (run) => {
    const refused = await run("rename", "rates", "nets");
    assertEquals(refused.code, 2);
    assertStringIncludes(refused.stderr[0], 'there is a study "nets" already.');
    const { code, stdout } = await run("rename", "rates", "first rates");
    assertEquals([code, stdout], [0, ['Renamed "rates" to "first rates"']]);
    assertEquals((await run("show", "first rates")).code, 0);
    assertEquals((await run("show", "rates")).code, 2);
  }));

Deno.test("a study is deleted when told for certain, and others stay", () =>
  withStudies(async (run) => {
    const refused = await run("delete", "rates");
    assertEquals([refused.code, refused.stdout], [2, [""]]);
    assertMatch(refused.stderr[0], /^studies: Expected --yes to delete "rates" where .*\.$/);
    const { code, stdout } = await run("delete", "rates", "--yes");
    assertEquals(code, 0);
    assertMatch(stdout.join(), /^Deleted "rates": \d+(\.\d KiB| bytes) freed$/);
    assertMatch((await run()).stdout[2], /^ {2}nets /);
    assertEquals((await run("delete", "rates", "--yes")).code, 2);
  }));

Deno.test("check says whether something is wrong, and so does its exit code", () =>
  withStudies(async (run, folder) => {
    const { code, stdout } = await run("check");
    assertEquals([code, stdout.length], [0, 1]);
    assertMatch(stdout[0], /^Nothing is wrong with .*studies\.db: 2 studies$/);
    const file = await Deno.readFile(`${folder}/studies.db`);
    file.fill(0xff, 5_000, file.length - 5_000);
    await Deno.writeFile(`${folder}/studies.db`, file);
    const damaged = await run("check");
    assertEquals([damaged.code, damaged.stderr], [1, [""]]);
    assertMatch(damaged.stdout[0], /damaged.*\.$/);
  }));

Deno.test("a study that a live program runs can be seen and exported, and is left to it", () =>
  withStudies(async (run, folder) => {
    const storage = openSqliteStorage(`${folder}/studies.db`);
    const running = sampleTrial(0, { state: "running" });
    using _ = begin(storage, toDefinition("live", { planned: 1 }), [running]);
    assertMatch((await run()).stdout[2], / live +1 running .* process \d+ on /);
    assertMatch((await run("show", "live")).stdout.at(-1)!, /; process \d+ on .* runs it\.$/);
    const exported = await run("export", "live", "--out", `${folder}/out`);
    assertEquals([exported.code, (await readTrials(`${folder}/out`))[0].state], [0, "running"]);
    for (const args of [["delete", "live", "--yes"], ["delete", "live"], ["rename", "live", "x"]]) {
      const { code, stdout, stderr } = await run(...args);
      assertEquals([code, stdout, stderr.length], [1, [""], 1]);
      assertMatch(stderr[0], /^studies: Cannot .* "live": process \d+ on .*\.$/);
    }
    storage.close();
  }));
