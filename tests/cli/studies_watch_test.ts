import { assertEquals, assertMatch } from "@std/assert";
import { plainPlan } from "../study/fake_study.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { OtherWriter } from "../storage/other_writer.ts";
import { CTRL_C, PseudoTerminal, terminalTest } from "./pseudo_terminal.ts";
import { store, toDefinition } from "./stored_studies.ts";
import { finish, inFolder, studies } from "./study_process.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const twoEpochs = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1), sampleEpoch(2)] });
const waiting = sampleTrial(1, { state: "waiting", epochs: [] });

/** Starts to watch, and waits until it has said so. */
async function watch(path: string, ...args: string[]) {
  const process = studies("watch", ...args, "--storage", path);
  const [forText, forAll] = process.stderr.tee();
  const reader = forText.pipeThrough(new TextDecoderStream()).getReader();
  assertMatch(
    (await reader.read()).value!,
    /^Running in process \d+ on .*; Ctrl-C ends the watching alone\n$/,
  );
  await reader.cancel();
  const all = { ...process, stderr: forAll };
  return { process, lines: () => new Response(all.stderr).text().then((text) => text.split("\n")) };
}

Deno.test("a study that another program runs is watched, line by line, to its end", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const other = await OtherWriter.begin(path, toDefinition("rates"), [running, waiting]);
    const { process, lines } = await watch(path, "rates");
    await other.save(twoEpochs);
    await other.save(sampleTrial(0));
    await other.save(sampleTrial(1));
    await other.end();
    const [told, stdout, { code }] = await Promise.all([
      lines(),
      new Response(process.stdout).text(),
      process.status,
    ]);
    assertEquals(code, 0);
    // What it had behind it is not told, and every epoch after that once.
    assertEquals(told.slice(1, -1).map((line) => line.split("  training")[0]), [
      "case 1  epoch 2/3",
      "case 1  epoch 3/3",
      "case 2  epoch 1/3",
      "case 2  epoch 2/3",
      "case 2  epoch 3/3",
    ]);
    assertMatch(stdout, /^Ended: 2 of 2 trials finished, best 96\.50 % \(case 1\)$/m);
    assertMatch(stdout, /^★ case 1 /m);
  }));

Deno.test("the watching ends with the program that runs the study, and says so", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const other = await OtherWriter.begin(path, toDefinition("my rates"), [running, waiting]);
    const { process, lines } = await watch(path, "my rates");
    await other.kill();
    const [, stdout, { code }] = await Promise.all([
      lines(),
      new Response(process.stdout).text(),
      process.status,
    ]);
    assertEquals(code, 1);
    assertEquals(
      stdout.split("\n")[0],
      "Stopped, for its program is gone: 0 of 2 trials finished; " +
        'deno task studies resume "my rates" goes on',
    );
  }));

Deno.test("a study that is not running is shown as it stands", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const run = (name: string) => finish(studies("watch", name, "--storage", path));
    store(path, toDefinition("whole"));
    store(path, toDefinition("half"), [sampleTrial(0), waiting]);
    store(path, toDefinition("bad"), [sampleTrial(0), sampleTrial(1, { state: "failed" })]);
    const [whole, half, bad] = [await run("whole"), await run("half"), await run("bad")];
    assertEquals([whole.code, half.code, bad.code], [0, 1, 1]);
    assertEquals([whole.stderr, half.stderr], [[""], [""]]);
    assertEquals(whole.stdout[0], "Ended: 2 of 2 trials finished, 1 pruned, best 96.50 % (case 1)");
    assertMatch(half.stdout[0], /^Stopped: 1 of 2 .*; deno task studies resume "half" goes on$/);
    assertMatch(bad.stdout[0], /^Ended: 2 of 2 trials finished, 1 failed, /);
    const none = await run("hal");
    assertEquals([none.code, none.stdout], [2, [""]]);
    assertMatch(none.stderr[0], /^studies: Expected the name .* got "hal"; did you mean "half"\?$/);
  }));

terminalTest("Ctrl-C ends the watching alone, and takes the bars away", async (folder) => {
  const path = `${folder}/studies.db`;
  const plan = { ...plainPlan, repeats: 1 };
  const other = await OtherWriter.begin(path, toDefinition("rates", { plan }), [running, waiting]);
  const command = [Deno.execPath(), "run", "-A", "lib/cli/studies.ts", "watch", "rates"];
  const terminal = await PseudoTerminal.of([...command, "--storage", path]);
  await terminal.start();
  await terminal.shows("epoch 1/3");
  await other.save(twoEpochs);
  await terminal.shows("epoch 2/3");
  await terminal.type(CTRL_C);
  const [code] = await terminal.ended();
  assertEquals(code, 130);
  const last = terminal.raw.slice(terminal.raw.lastIndexOf("\x1b[J") + 3);
  assertMatch(
    last,
    /^Watched no longer; the study goes on: 0 of 2 trials finished, about .* left\r\n$/,
  );
  // It was not disturbed.
  await other.save(sampleTrial(0));
  await other.end();
});
