import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import deno from "../../deno.json" with { type: "json" };
import { V8_FLAGS } from "../../lib/cli/v8_flags.ts";
import { FILES, finish, inFolder, readEpochs, readTrials, SHORT, study } from "./study_process.ts";

Deno.test("a study prints its epochs, its files, its table, and its best at the end", () =>
  inFolder(async (folder) => {
    const { code, stdout, stderr } = await finish(study(...SHORT, "--out", `${folder}/new/out`));
    assertEquals(code, 0);
    const [training, ...epochLines] = stderr;
    assertMatch(training, /^Study "hidden-layers, .+"\. Training on /);
    assertEquals(epochLines.length, 4);
    for (const line of epochLines) {
      assertMatch(line, /^F( D8)? {2}epoch [12]\/2 {2}training .* % {2}validation .* %/);
    }
    const out = await Array.fromAsync(Deno.readDir(`${folder}/new/out`));
    assertEquals(out.map(({ name }) => name).sort(), FILES);
    for (const file of FILES) assert(stdout.some((line) => line.endsWith(`out/${file}`)));
    assert(stdout.some((line) => line.startsWith("★ F")));
    assertMatch(
      stdout.at(-1)!,
      /^Best: F.* % held-out validation accuracy at epoch \d \(first 300 training images\)\. /,
    );

    const epochs = await readEpochs(`${folder}/new/out`);
    assertEquals(epochs.map((row) => row.split(",").slice(0, 5).join()), [
      "trial,case,run,fold,epoch",
      "0,F,0,,1",
      "0,F,0,,2",
      "1,F D8,0,,1",
      "1,F D8,0,,2",
    ]);
    const trials = await readTrials(`${folder}/new/out`);
    assertEquals(trials.map(({ name, state }) => `${name} ${state}`), [
      "F complete",
      "F D8 complete",
    ]);
    assertEquals(trials[0].setup.protocol, "held-out");
    assertEquals(trials[0].setup.limit, 300);
    assertStringIncludes(await Deno.readTextFile(`${folder}/new/out/table.md`), "F D8");
    assertStringIncludes(await Deno.readTextFile(`${folder}/new/out/table.tex`), "\\toprule");
  }));

Deno.test("a seed gives the same epochs with 1 and with 2 workers, and twice in a row", () =>
  inFolder(async (folder) => {
    const nets = ["--cases", "C4 P2 Dr.25 F,F D8", "--limit", "300", "--epochs", "2"];
    const run = async (workers: number, seed: number, name: string) => {
      const options = [
        "--workers",
        `${workers}`,
        "--seed",
        `${seed}`,
        "--out",
        `${folder}/${name}`,
      ];
      assertEquals((await finish(study(...nets, ...options))).code, 0);
      return await readEpochs(`${folder}/${name}`);
    };
    const first = await run(1, 0, "first");
    assertEquals(first.length, 5);
    assertEquals(await run(2, 0, "two workers"), first);
    assertEquals(await run(2, 0, "two workers again"), first);
    const other = await run(2, 1, "other seed");
    assert(other.slice(1).every((row, i) => row !== first[i + 1]), "Expected the seed to matter");
  }));

Deno.test("a trial that fails is told below the table, and the others go on", () =>
  inFolder(async (folder) => {
    const nets = ["--cases", "F D99999999999,F", "--limit", "300", "--epochs", "1"];
    const { code, stdout } = await finish(study(...nets, "--out", folder));
    assertEquals(code, 1);
    assert(stdout.some((line) => line.startsWith("F D99999999999 failed: ")));
    assertMatch(stdout.at(-1)!, /^Best: F, .*\.$/);
    assertEquals((await readTrials(folder)).map(({ state }) => state), ["failed", "complete"]);
  }));

Deno.test("--help prints the options and starts nothing", async () => {
  for (const args of [["--help"], ["--epochs", "x", "-h"]]) {
    const { code, stdout, stderr } = await finish(study(...args));
    assertEquals([code, stderr], [0, [""]]);
    for (const option of ["cases", "space", "epochs", "repeats", "workers", "out"]) {
      assertMatch(stdout.join("\n"), new RegExp(`^  --${option} `, "m"));
    }
    for (const line of stdout) assert(line.length <= 100, `"${line}" is too wide`);
  }
});

const refused: [args: string[], says: string][] = [
  [["--epochs", "none"], 'Expected --epochs to be a whole number of at least 1, got "none".'],
  [["--cases", "case-7"], "Expected the name of a net to be among article,"],
  [["--cases", "C3 C3"], 'Cannot build "C3 C3"'],
  [["--out", "deno.json"], 'Expected --out to be a folder that can be written, got "deno.json": '],
];

for (const [args, says] of refused) {
  Deno.test(`${args.join(" ")} ends at once with one sentence and exit code 2`, async () => {
    const { code, stdout, stderr } = await finish(study(...args));
    assertEquals([code, stdout, stderr.length], [2, [""], 1]);
    assertStringIncludes(stderr[0], `study: ${says}`);
  });
}

Deno.test("the task of the study has V8's flags of the notebooks' kernel", () => {
  assertStringIncludes(deno.tasks.study.command, ` --v8-flags=${V8_FLAGS} `);
});
