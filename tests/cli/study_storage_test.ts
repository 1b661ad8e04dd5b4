import { assert, assertEquals, assertMatch } from "@std/assert";
import { finish, inFolder, readEpochs, readTrials, study } from "./study_process.ts";

const NETS = ["--cases", "F,F D8", "--limit", "300", "--epochs", "2"];

/** Runs a study on a database in a folder of its own. */
function withDatabase(
  test: (run: (...args: string[]) => ReturnType<typeof finish>, folder: string) => Promise<void>,
): Promise<void> {
  return inFolder((folder) =>
    test((...args) => finish(study(...args, "--storage", `${folder}/studies.db`)), folder)
  );
}

Deno.test("the same command again takes all from the database, and --fresh trains anew", () =>
  withDatabase(async (run, folder) => {
    const first = await run(...NETS, "--out", `${folder}/first`);
    assertEquals([first.code, first.stderr.length], [0, 5]);
    // All is in the one file that people copy.
    assertEquals(await Deno.stat(`${folder}/studies.db-wal`).catch(() => null), null);
    const again = await run(...NETS, "--out", `${folder}/again`);
    assertEquals([again.code, again.stderr.length], [0, 1]);
    assertMatch(again.stderr[0], /^2 of 2 runs were trained by .*\.db; --fresh trains anew\.$/);
    assertEquals(await readEpochs(`${folder}/again`), await readEpochs(`${folder}/first`));
    const fresh = await run(...NETS, "--fresh", "--out", `${folder}/fresh`);
    assertEquals([fresh.code, fresh.stderr.length], [0, 5]);
    assertEquals(await readEpochs(`${folder}/fresh`), await readEpochs(`${folder}/first`));
  }));

Deno.test("what another study has trained is taken over under another name", () =>
  withDatabase(async (run, folder) => {
    const first = await run(...NETS, "--name", "first", "--out", `${folder}/first`);
    assertEquals(first.code, 0);
    const second = await run(...NETS, "--name", "second", "--out", `${folder}/second`);
    assertEquals(second.code, 0);
    assertMatch(
      second.stderr.at(-1)!,
      /^2 of 2 runs were trained on \d{4}-\d\d-\d\d in "first" and are taken from .*\.db; --fresh /,
    );
    assertEquals(await readEpochs(`${folder}/second`), await readEpochs(`${folder}/first`));
  }));

Deno.test("what has changed under one name is said, and how to go on; cases may be added", () =>
  withDatabase(async (run, folder) => {
    const named = [...NETS, "--name", "nets"];
    assertEquals((await run(...named, "--out", `${folder}/first`)).code, 0);
    for (
      const [args, says] of [
        [["--epochs", "3"], 'in "F" epochs is 3 and was 2;'],
        [["--seed", "2"], 'in "F" seed is 2 and was 1;'],
        [["--metric", "loss"], 'metric is "loss" and was "valAccuracy";'],
        [["--repeats", "2"], "repeats is 2 and was 1;"],
      ] as const
    ) {
      const { code, stdout, stderr } = await run(...named, ...args, "--out", `${folder}/other`);
      assertEquals([code, stdout, stderr.length], [2, [""], 1]);
      assert(stderr[0].includes(says), stderr[0]);
      assertMatch(stderr[0], /; give it another --name, or begin it anew with --fresh\.$/);
    }
    const more = await run(...named.with(1, "F,F D8,F D4"), "--out", `${folder}/more`);
    assertEquals(more.code, 0);
    assertMatch(more.stderr[1], /^2 of 3 runs were trained by /);
    assertEquals(more.stderr.filter((line) => line.includes("epoch")).length, 2);
  }));

Deno.test("by default other options are another study, which takes over what is the same", () =>
  withDatabase(async (run, folder) => {
    assertEquals((await run(...NETS, "--out", `${folder}/first`)).code, 0);
    const longer = await run(...NETS, "--epochs", "3", "--out", `${folder}/longer`);
    assertEquals(longer.code, 0, longer.stderr.join("\n"));
    const fewer = await run(...NETS.with(1, "F"), "--out", `${folder}/fewer`);
    assert(fewer.stderr.some((line) => line.startsWith("1 of 1 runs were trained on ")));
    assertEquals((await readTrials(`${folder}/fewer`)).length, 1);
  }));

Deno.test("a study that another terminal runs is left to it, without files or a table", () =>
  withDatabase(async (run, folder) => {
    const long = [...NETS.with(-1, "9000"), "--storage", `${folder}/studies.db`, "--workers", "1"];
    const live = study(...long, "--out", `${folder}/first`);
    try {
      const reader = live.stderr.pipeThrough(new TextDecoderStream()).getReader();
      while (!(await reader.read()).value?.includes("epoch"));
      reader.cancel();
      const second = await run(...NETS.with(-1, "9000"), "--out", `${folder}/second`);
      assertEquals([second.code, second.stdout, second.stderr.length], [1, [""], 1]);
      assertMatch(second.stderr[0], new RegExp(`^study: .* process ${live.pid} on .*\\.$`));
      assertEquals(await Deno.stat(`${folder}/second`).catch(() => null), null);
      const other = await run(...NETS, "--name", "other", "--out", `${folder}/other`);
      assertEquals(other.code, 0, other.stderr.join("\n"));
    } finally {
      live.kill("SIGKILL");
      await Promise.all([live.stdout.cancel(), live.status]);
    }
    // No trial had ended, so that it had nothing to write.
    assertEquals(await Deno.stat(`${folder}/first`).catch(() => null), null);
  }));

for (const [fresh, says] of [[[], ""], [["--fresh"], "without --fresh "]] as const) {
  Deno.test({
    name: `Ctrl-C says how to go on${fresh.length > 0 ? " after --fresh" : ""}`,
    ignore: Deno.build.os === "windows", // sends no signal to a process
    fn: () =>
      withDatabase(async (_, folder) => {
        const long = [...NETS.with(-1, "9000"), "--workers", "1", ...fresh];
        const storage = ["--storage", `${folder}/studies.db`, "--out", `${folder}/out`];
        const process = study(...long, ...storage);
        const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
        let told = "";
        for (let isStopped = false;;) {
          const { value, done } = await reader.read();
          if (done) break;
          told += value;
          if (!isStopped && told.includes("epoch 2/")) process.kill("SIGINT");
          isStopped ||= told.includes("epoch 2/");
        }
        await process.stdout.cancel();
        assertEquals((await process.status).code, 130);
        const end =
          `^Stopped: 0 of 2 trials finished\\. The same command ${says}goes on from here\\.$`;
        assertMatch(told, new RegExp(end, "m"));
      }),
  });
}

/** Does something to the files of a database while its study runs; what the command says and gives. */
function disturb(act: (path: string) => void, test: (code: number, told: string) => void) {
  return inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const nets = [...NETS.with(-1, "300"), "--workers", "1", "--name", "nets"];
    const process = study(...nets, "--storage", path, "--out", `${folder}/out`);
    const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
    let told = "", isDone = false;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      told += read.value;
      // The other has ended by then.
      if (!isDone && told.includes("F D8  epoch 2/")) act(path);
      isDone ||= told.includes("F D8  epoch 2/");
    }
    await process.stdout.cancel();
    assertEquals((await readTrials(`${folder}/out`)).length, 2);
    test((await process.status).code, told);
  });
}

Deno.test("a database that is damaged while its study runs is told in the end", () =>
  disturb(
    (path) => {
      Deno.writeFileSync(path, new Uint8Array(20_000).fill(7));
      Deno.truncateSync(`${path}-wal`);
    },
    (code, told) => {
      assertEquals(code, 1);
      const says = told.trimEnd().split("\n").at(-1)!;
      assertMatch(says, /^study: .*(is damaged|is no SQLite database).*/);
    },
  ));

Deno.test({
  name: "where a database is deleted, the study is not said to go on",
  ignore: Deno.build.os === "windows", // removes no open file
  fn: () =>
    disturb(
      (path) => ["", "-wal", "-shm"].forEach((end) => Deno.removeSync(`${path}${end}`)),
      (code, told) => {
        assertEquals(code, 1);
        assertMatch(told, /^study: .* was deleted or moved away /m);
        const end = /^Stopped: 1 of 2 trials finished\. Nothing is stored to go on from\.$/m;
        assertMatch(told, end);
      },
    ),
});
