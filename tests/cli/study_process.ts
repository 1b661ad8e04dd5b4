/** The study command as a process of its own, and what it leaves behind. */
import { assert } from "@std/assert";
import { fileURLToPath } from "node:url";
import type { Trial } from "../../lib/mod.ts";

const root = new URL("../../", import.meta.url);
export const SHORT = [
  "--cases",
  "F,F D8",
  "--limit",
  "300",
  "--epochs",
  "2",
  "--protocol",
  "held-out",
];
export const FILES = [
  "epochs.csv",
  "metrics.csv",
  "optuna.journal",
  "runs.csv",
  "table.md",
  "table.tex",
  "trials.csv",
  "trials.json",
  "trials.jsonl",
];

export interface Run {
  code: number;
  stdout: string[];
  stderr: string[];
}

/** Starts the command; what it prints goes nowhere but here. */
export function study(...args: string[]): Deno.ChildProcess {
  return start("study", args);
}

/** Starts the command on stored studies. */
export function studies(...args: string[]): Deno.ChildProcess {
  return start("studies", args);
}

function start(command: string, args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(new URL(`lib/cli/${command}.ts`, root)), ...args],
    cwd: fileURLToPath(root),
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

export async function finish(process: Deno.ChildProcess): Promise<Run> {
  const { code, stdout, stderr } = await process.output();
  const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd().split("\n");
  const run = { code, stdout: lines(stdout), stderr: lines(stderr) };
  const all = [...run.stdout, ...run.stderr].join("\n");
  assert(!/^\s+at /m.test(all), `Expected no stack trace, got:\n${all}`);
  assert(!all.includes("\x1b"), "Expected plain text where there is no terminal");
  return run;
}

export async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The epochs without their last column, the seconds. */
export async function readEpochs(folder: string): Promise<string[]> {
  const text = await Deno.readTextFile(`${folder}/epochs.csv`);
  return text.trimEnd().split(/\r?\n/).map((line) => line.slice(0, line.lastIndexOf(",")));
}

export async function readTrials(folder: string): Promise<Trial[]> {
  return JSON.parse(await Deno.readTextFile(`${folder}/trials.json`)).trials;
}
