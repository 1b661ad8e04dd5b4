import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { CTRL_C, PseudoTerminal, terminalTest } from "./pseudo_terminal.ts";
import { FILES, readTrials } from "./study_process.ts";

const deno = Deno.execPath();
const COMMANDS = {
  "deno task": [deno, "task", "study"],
  "npx -y deno task": ["npx", "-y", "deno", "task", "study"],
};
const NETS = ["--cases", "F,F D8", "--limit", "300", "--workers", "1"];
/** Long enough not to end by themselves; the signals of one Ctrl-C are heard apart at times. */
const LONG = ["--cases", "C8 P2 F D8,C16 P2 F D8", "--epochs", "50"];

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

/** That the study's files are there, with nothing beside them, and can be read. */
async function assertFiles(folder: string, trials: readonly string[]): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assertEquals(names.sort(), FILES);
  assertEquals((await readTrials(folder)).map(({ name }) => name), trials);
}

function assertStopped(text: string): void {
  assertMatch(text, /^.*Stopped: 0 of 2 trials finished\.$/m);
  assertStringIncludes(text, "C8 P2 F D8 (waiting)");
  assertMatch(text, /^No trial is complete yet\.$/m);
}

/**
 * Starts a short study whose first export waits, as for a slow disk, until somebody reads what it
 * writes to the file `slow`.
 */
async function startSlowExport(command: readonly string[], folder: string) {
  const options = [...NETS, "--epochs", "9", "--out", folder];
  const terminal = await PseudoTerminal.of([...command, ...options]);
  await terminal.start();
  const slow = `${folder}/table.md.${await findStudy(folder)}.partial`;
  assert((await new Deno.Command("mkfifo", { args: [slow] }).output()).success);
  // A file that is written before it. Deno's watcher would open what is made, and be the reader.
  while (await Deno.stat(`${folder}/epochs.csv`).then(() => false, () => true)) await pause();
  return { terminal, slow };
}

/** The process number of the study that writes to a folder, once it has begun. */
async function findStudy(folder: string): Promise<number> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    for await (const { name } of Deno.readDir("/proc")) {
      const line = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
      // Neither what runs the terminal nor `deno task`.
      const isStudy = /^[^\0]*deno\0run\0.*lib\/cli\/study.ts\0/.test(line);
      if (isStudy && line.includes(folder)) return Number(name);
    }
    await pause();
  }
  throw new Error("The study has not begun");
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

for (const [name, command] of Object.entries(COMMANDS)) {
  const study = (folder: string) => [...command, ...LONG, "--out", folder];
  /** Of npx the signal is left, which it ended itself with. */
  const code = (number: number) => name === "deno task" ? 128 + number : -number;
  const test = (what: string, run: (folder: string) => Promise<void>) =>
    terminalTest(`${what}: ${name} study`, run, command[0] === "npx" ? ["npx"] : []);

  test("one Ctrl-C stops the study, with files and table", async (folder) => {
    const { codes, text } = await inTerminal(study(folder), (it) => it.type(CTRL_C));
    assertStopped(text);
    assertEquals(codes[0], code(2));
    await assertFiles(folder, ["C8 P2 F D8", "C16 P2 F D8"]);
  });

  test("two quick Ctrl-C are one", async (folder) => {
    const { codes, text } = await inTerminal(study(folder), (it) => it.type(CTRL_C + CTRL_C));
    assertStopped(text);
    assertEquals(codes[0], code(2));
    await assertFiles(folder, ["C8 P2 F D8", "C16 P2 F D8"]);
  });

  test("a terminal that is closed stops the study, with files", async (folder) => {
    const { codes } = await inTerminal(study(folder), (it) => it.hangUp());
    assert(codes.includes(129), `Expected 129 among the exit codes ${codes}`);
    await assertFiles(folder, ["C8 P2 F D8", "C16 P2 F D8"]);
  });

  test("a cancel stops the study, with files and table", async (folder) => {
    const { codes, text } = await inTerminal(study(folder), (it) => it.signal(15));
    assertStopped(text);
    assertEquals(codes[0], code(15));
    await assertFiles(folder, ["C8 P2 F D8", "C16 P2 F D8"]);
  });

  test("Ctrl-C during an export lets it end", async (folder) => {
    const { terminal, slow } = await startSlowExport(command, folder);
    await terminal.type(CTRL_C + CTRL_C);
    await terminal.shows("^C");
    assertMatch(await Deno.readTextFile(slow), /^\| Case/m);
    assertEquals((await terminal.ended())[0], code(2));
    assertMatch(terminal.text, /^.*Stopped: [12] of 2 trials finished\.$/m);
    assertMatch(terminal.text, /^Best( so far .*)?: /m);
    await assertFiles(folder, ["F", "F D8"]);
  });
}

terminalTest("Ctrl-C a second after another ends the study at once", async (folder) => {
  const { terminal } = await startSlowExport([deno, "run", "-A", "lib/cli/study.ts"], folder);
  const ended = terminal.ended();
  let pressed = 0;
  let codes: number[] | null = null;
  while (codes === null) {
    pressed++;
    await terminal.type(CTRL_C);
    // One second is the rule; a slow machine hears the first late, and so takes another press.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = new Promise<null>((resolve) => timer = setTimeout(resolve, 1_100, null));
    codes = await Promise.race([ended, later]);
    clearTimeout(timer);
  }
  assertEquals(codes, [130]);
  assert(pressed > 1, "Expected the first Ctrl-C to wait for the export");
  assert(!terminal.text.includes("Wrote"), terminal.text);
});

terminalTest("in a terminal of 40 columns the bars show their trials", async (folder) => {
  const nets = ["--cases", "C8 P2 C8 P2 F D8,C8 P2 C8 P2 F D9", "--limit", "300"];
  const options = ["--workers", "2", "--epochs", "9999", "--out", folder];
  const { raw, text } = await inTerminal(
    [...COMMANDS["deno task"], ...nets, ...options],
    async (terminal) => {
      await terminal.shows(" F D8  ░");
      await terminal.shows(" F D9  ░");
      await terminal.type(CTRL_C);
    },
    { columns: 40 },
  );
  assertStringIncludes(raw, "\x1b[J");
  const [, table] = text.split("table.tex");
  for (const line of table.split("\n")) assert(line.length <= 40, `"${line}" is too wide`);
});

terminalTest("a terminal that is dumb is sent no escapes by the study", async (folder) => {
  const { raw } = await inTerminal(
    [deno, "run", "-A", "lib/cli/study.ts", ...NETS, "--epochs", "9999", "--out", folder],
    (terminal) => terminal.type(CTRL_C),
    { env: { TERM: "dumb" } },
  );
  // Deno's own, while it loads modules.
  const ours = raw.replaceAll("\x1b[0G\x1b[2K\x1b[J", "");
  assertMatch(ours, /^F {2}epoch 1\/9999 {2}training /m);
  assert(!ours.includes("\x1b"), JSON.stringify(ours));
});
