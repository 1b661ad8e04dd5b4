/**
 * How much memory a process holds.
 *
 * @module
 */

/** Memory of a process, in MiB. */
export interface ResidentMemory {
  /** Resident: what is in the machine's memory, shared pages of libraries included. */
  readonly rssMiB: number;
  /** The same with each shared page divided by its sharers; null where Linux does not tell. */
  readonly pssMiB: number | null;
}

/** Asks the system what this process holds now, all its workers included. */
export function readResidentMemory(): ResidentMemory {
  if (Deno.build.os !== "linux") {
    return { rssMiB: Deno.memoryUsage().rss / 2 ** 20, pssMiB: null };
  }
  return {
    rssMiB: readMebibytes("/proc/self/status", /^VmRSS:\s+(\d+) kB/m)!,
    pssMiB: readMebibytes("/proc/self/smaps_rollup", /^Pss:\s+(\d+) kB/m),
  };
}

/** The larger of each figure. */
export function larger(a: ResidentMemory, b: ResidentMemory = a): ResidentMemory {
  return {
    rssMiB: Math.max(a.rssMiB, b.rssMiB),
    pssMiB: a.pssMiB === null || b.pssMiB === null ? null : Math.max(a.pssMiB, b.pssMiB),
  };
}

/** A line of kibibytes out of a file of Linux; null where there is no such file. */
function readMebibytes(file: string, line: RegExp): number | null {
  try {
    const kibibytes = Deno.readTextFileSync(file).match(line)?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
