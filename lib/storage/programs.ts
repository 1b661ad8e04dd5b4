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
  /** The name of its machine, and behind a space the PID namespace of its number, as on Linux. */
  readonly host: string;
  /** When it was started, as its system counts; empty where the system does not tell. */
  readonly started: string;
}

/** A program of which nothing else is known counts as dead when it was not heard of for so long. */
const SILENCE_MS = 60_000;

/** This program. */
export function thisProgram(): Program {
  return { pid: Deno.pid, host: thisHost(), started: startOfProcess(Deno.pid) ?? "" };
}

/**
 * Whether a program lives. On this machine its process is looked for; on another or in another
 * container, and where nothing tells it from a later process of the same number, it must have been
 * heard of within a minute.
 *
 * @param heardMs When it was last heard of, in milliseconds since 1970.
 * @param startOf When a process of this machine was started; null where there is none, empty where it
 * is unknown, as on macOS and Windows.
 */
export function isAlive(
  { pid, host, started }: Program,
  heardMs: number,
  startOf = startOfProcess,
): boolean {
  const isHeard = Date.now() - heardMs < SILENCE_MS;
  // An earlier version wrote no namespace.
  if (host !== thisHost() && host !== Deno.hostname()) return isHeard;
  const start = startOf(pid);
  if (start === null) return false;
  return start === "" || started === "" ? isHeard : start === started;
}

/** Such as `process 4711 on host`. */
export function describeProgram({ pid, host }: Program): string {
  return `process ${pid} on ${host.split(" ")[0]}`;
}

/** Containers may share a machine's name, and each has its own process of a number. */
function thisHost(): string {
  if (Deno.build.os !== "linux") return Deno.hostname();
  try {
    return `${Deno.hostname()} ${Deno.readLinkSync("/proc/self/ns/pid")}`;
  } catch {
    return Deno.hostname(); // no /proc
  }
}

function startOfProcess(pid: number): string | null {
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
