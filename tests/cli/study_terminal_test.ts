import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { CTRL_C, PseudoTerminal } from "./pseudo_terminal.ts";
import { FILES, inFolder, readTrials } from "./study_process.ts";

/** Sends signals to processes that have lost their parents, and waits for them, as Linux can. */
const ignore = Deno.build.os !== "linux";
const deno = Deno.execPath();
const COMMANDS = {
  "deno task": [deno, "task", "study"],
  "npx -y deno task": ["npx", "-y", "deno", "task", "study"],
};
const NETS = ["--cases", "F,F D8", "--limit", "300", "--workers", "1"];
const ENDLESS = [...NETS, "--epochs", "1000000"];

/** Runs the study in a terminal until its first epoch, then what the user does, then to its end. */
async function inTerminal(
  command: readonly string[],
  act: (terminal: PseudoTerminal) => Promise<void>,
  options: { columns?: number; env?: Record<string, string> } = {},
) {
  const terminal = await PseudoTerminal.of(command, options);
  await terminal.start();
  await terminal.shows("epoch 1/");
  await act(terminal);
  return { codes: await terminal.ended(), raw: terminal.raw, text: terminal.text };
}

/** That the study's files are there and whole, with nothing beside them. */
async function assertFiles(folder: string, states: readonly string[]): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assertEquals(names.sort(), FILES);
  assertEquals((await readTrials(folder)).map(({ state }) => state), states);
}

function assertStopped(text: string): void {
  assertMatch(text, /^.*Stopped: 0 of 2 trials finished\.$/m);
  assertStringIncludes(text, "F (waiting)");
  assertMatch(text, /No epoch is finished yet|^Best: /m);
}

for (const [name, command] of Object.entries(COMMANDS)) {
  const study = (folder: string) => [...command, ...ENDLESS, "--out", folder];
  /** Of npx the signal is left, which it ended itself with. */
  const code = (number: number) => name === "deno task" ? 128 + number : -number;

  Deno.test(
    `one Ctrl-C stops "${name} study" in a terminal: files and table`,
    { ignore },
    () =>
      inFolder(async (folder) => {
        const { codes, text } = await inTerminal(study(folder), (it) => it.type(CTRL_C));
        assertStopped(text);
        assertEquals(codes[0], code(2));
        await assertFiles(folder, ["waiting", "waiting"]);
      }),
  );

  Deno.test(
    `two quick Ctrl-C are one to "${name} study"`,
    { ignore },
    () =>
      inFolder(async (folder) => {
        const { codes, text } = await inTerminal(study(folder), (it) => it.type(CTRL_C + CTRL_C));
        assertStopped(text);
        assertEquals(codes[0], code(2));
        await assertFiles(folder, ["waiting", "waiting"]);
      }),
  );

  Deno.test(
    `"${name} study" in a terminal that is closed writes its files`,
    { ignore },
    () =>
      inFolder(async (folder) => {
        const { codes } = await inTerminal(study(folder), (it) => it.hangUp());
        assert(codes.includes(129), `Expected 129 among the exit codes ${codes}`);
        await assertFiles(folder, ["waiting", "waiting"]);
      }),
  );

  Deno.test(
    `a cancel of "${name} study" writes files and table`,
    { ignore },
    () =>
      inFolder(async (folder) => {
        const { codes, text } = await inTerminal(study(folder), (it) => it.signal(15));
        assertStopped(text);
        assertEquals(codes[0], code(15));
        await assertFiles(folder, ["waiting", "waiting"]);
      }),
  );
}

/**
 * Starts a short study whose export waits at one file, as for a slow disk: until somebody reads
 * that file, which the study takes for its own.
 */
async function startSlowExport(folder: string) {
  const options = [...NETS, "--epochs", "2", "--out", folder];
  const terminal = await PseudoTerminal.of([deno, "run", "-A", "lib/cli/study.ts", ...options]);
  const slow = `${folder}/table.md.${terminal.pid}.partial`;
  await new Deno.Command("mkfifo", { args: [slow] }).output();
  const changes = Deno.watchFs(folder);
  await terminal.start();
  // The file before it.
  for await (const { paths } of changes) {
    if (paths.some((path) => path.endsWith("/trials.json"))) break;
  }
  return { terminal, slow };
}

Deno.test("Ctrl-C during an export lets it end", { ignore }, () =>
  inFolder(async (folder) => {
    const { terminal, slow } = await startSlowExport(folder);
    await terminal.type(CTRL_C + CTRL_C);
    await terminal.shows("^C^C");
    // Once for each time that it is written: when a trial ends, and at the end.
    let table = "";
    while (!terminal.text.includes("Wrote")) table = await Deno.readTextFile(slow);
    assertEquals(await terminal.ended(), [130]);
  }));
