/**
 * Which program writes to a study, and whether it still lives.
 *
 * @module
 */
import process from "node:process";

/** A program that writes to a study. */
export interface Program {
  /** The number of its process. */
  readonly pid: number;
  /** The name of its machine. */
  readonly host: string;
  /** When it was started, as its system counts; empty where the system does not tell. */
  readonly started: string;
}

/** A program on another machine counts as dead when it has not been heard of for so long. */
const SILENCE_MS = 60_000;

/** This program. */
export function thisProgram(): Program {
  return { pid: Deno.pid, host: Deno.hostname(), started: startOf(Deno.pid) ?? "" };
}

/**
 * Whether a program lives: on this machine its process is looked for, on another it must have been
 * heard of within a minute.
 *
 * @param heardMs When it was last heard of, in milliseconds since 1970.
 */
export function isAlive({ pid, host, started }: Program, heardMs: number): boolean {
  if (host !== Deno.hostname()) return Date.now() - heardMs < SILENCE_MS;
  const start = startOf(pid);
  // Another process may have been given the same number since.
  return start !== null && start === started;
}

/** Such as `process 4711 on host`. */
export function describeProgram({ pid, host }: Program): string {
  return `process ${pid} on ${host}`;
}

/** When a process of this machine was started; null where there is none, empty where it is unknown. */
function startOf(pid: number): string | null {
  if (Deno.build.os === "linux") {
    try {
      return startIn(Deno.readTextFileSync(`/proc/${pid}/stat`));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
    }
  }
  try {
    process.kill(pid, 0);
    return "";
  } catch (error) {
    return (error as { code?: string }).code === "EPERM" ? "" : null;
  }
}

/** The 22nd field of Linux's /proc/pid/stat; the second is a name in brackets, which may hold any. */
function startIn(stat: string): string | null {
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isDead = state === "Z" || state === "X";
  return isDead ? null : fields[18];
}
