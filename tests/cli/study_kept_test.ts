import { assert, assertEquals, assertMatch } from "@std/assert";
import { finish, inFolder, readEpochs, readTrials, SHORT, study } from "./study_process.ts";

Deno.test({
  name: "Ctrl-C writes what is finished",
  ignore: Deno.build.os === "windows", // sends no signal to a process
  fn: () =>
    inFolder(async (folder) => {
      // The net of more operations comes first; it ends while the other is under way.
      const nets = ["--cases", "F,F D8", "--limit", "300", "--protocol", "held-out"];
      const process = study(...nets, "--epochs", "300", "--workers", "1", "--out", folder);
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      let told = "";
      while (!told.includes("F D8  epoch 1/300")) {
        const { value, done } = await reader.read();
        assert(!done, `Expected the second trial to start, got:\n${told}`);
        told += value;
      }
      process.kill("SIGINT");
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        told += read.value;
      }
      assertMatch(told, /^Stopped: 1 of 2 trials finished\.$/m);
      const stdout = await new Response(process.stdout).text();
      assertEquals((await process.status).code, 130);
      assertMatch(stdout, /^F D8 was stopped after epoch \d+ of 300\.$/m);
      assertMatch(
        stdout.trimEnd().split("\n").at(-1)!,
        /^Best so far \(1 of 2 trials ended\): F, .* validation accuracy at epoch \d+ .*\.$/,
      );
      const [first, second] = await readTrials(folder);
      assertEquals([first.state, second.state], ["complete", "waiting"]);
      const epochs = first.runs[0].epochs.length + second.runs[0].epochs.length;
      assertEquals((await readEpochs(folder)).length, 1 + epochs);
    }),
});

Deno.test({
  name: "Ctrl-C in an epoch does not wait for its end",
  ignore: Deno.build.os === "windows", // sends no signal to a process
  fn: () =>
    inFolder(async (folder) => {
      const nets = ["--cases", "C32 C64 P2 F D128", "--limit", "6000"]; // half a minute an epoch
      const process = study(...nets, "--backend", "wasm", "--workers", "1", "--out", folder);
      const [output, told] = process.stderr.tee();
      const reader = output.pipeThrough(new TextDecoderStream()).getReader();
      for (let text = ""; !text.includes("Training on wasm");) {
        const { value, done } = await reader.read();
        assert(!done, `Expected the study to begin, got:\n${text}`);
        text += value;
      }
      await reader.cancel();
      process.kill("SIGINT");
      const [text] = await Promise.all([
        new Response(told).text(),
        process.stdout.cancel(),
        process.status,
      ]);
      assertMatch(text, /^Stopped: 0 of 1 trials finished\.$/m);
      assertEquals((await process.status).code, 130);
      const [{ state, runs: [run] }] = await readTrials(folder);
      assertEquals([state, run.epochs], ["waiting", []]);
    }),
});

Deno.test("what has finished is on disk while the study goes on", () =>
  inFolder(async (folder) => {
    const nets = ["--cases", "F,F D8", "--limit", "300", "--protocol", "held-out"];
    const process = study(...nets, "--epochs", "300", "--workers", "1", "--out", folder);
    try {
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      // The last of the files to be written.
      while (!await Deno.stat(`${folder}/table.tex`).catch(() => null)) {
        assert(!(await reader.read()).done, "Expected files before the end of the study");
      }
      await reader.cancel();
    } finally {
      process.kill("SIGKILL");
    }
    const [stdout] = await Promise.all([new Response(process.stdout).text(), process.status]);
    assertEquals(stdout, "");
    const [first, second] = await readTrials(folder);
    assertEquals([first.runs[0].epochs.length, first.state === "complete"], [300, true]);
    assert(second.state !== "complete" && second.runs[0].epochs.length < 300);
  }));

Deno.test("results that cannot be written do not cost the table", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/table.md`);
    const { code, stdout, stderr } = await finish(study(...SHORT, "--out", folder));
    assertEquals(code, 1);
    assertMatch(stderr.at(-1)!, /^study: Cannot write ".*": .+\.$/);
    assertMatch(stdout.at(-1)!, /^Best: F.*\.$/);
  }));

Deno.test("the files of another or a fuller study are replaced by --overwrite alone", () =>
  inFolder(async (folder) => {
    const first = await finish(study(...SHORT, "--out", folder));
    assertEquals(first.code, 0);
    const refused = async (args: string[], says: RegExp) => {
      const { code, stdout, stderr } = await finish(study(...args, "--out", folder));
      assertEquals([code, stdout, stderr.length], [2, [""], 1], stderr.join("\n"));
      assertMatch(stderr[0], says);
      assertEquals((await readTrials(folder)).map(({ state }) => state), ["complete", "complete"]);
    };
    // Before anything is trained: as it begins, a study has less than itself when it had ended.
    await refused(
      SHORT,
      /^study: .* got this study with 2 of 2 trials finished, .* --overwrite\.$/,
    );
    await refused([...SHORT, "--seed", "7"], /^study: .* got the files of another study .*\.$/);
    const again = await finish(study(...SHORT, "--seed", "7", "--out", folder, "--overwrite"));
    assertEquals(again.code, 0);
    assertEquals((await readTrials(folder))[0].setup.seed, 7);
  }));
