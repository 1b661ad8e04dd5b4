/**
 * What a run was made on.
 *
 * @module
 */
import { cpus, release, type as system } from "node:os";

/** Date, machine and versions of a run. */
export interface Machine {
  /** Day of the run, `2026-01-31`. */
  readonly date: string;
  /** As the processor calls itself. */
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  readonly deno: string;
  readonly v8: string;
}

/** Looks at this machine. */
export function describeMachine(): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() || Deno.build.arch,
    cores: navigator.hardwareConcurrency,
    system: `${system()} ${release()}`,
    deno: Deno.version.deno,
    v8: Deno.version.v8,
  };
}

/** One line for people. */
export function formatMachine({ date, cpu, cores, system, deno, v8 }: Machine): string {
  return `${date}, ${cpu}, ${cores} cores, ${system}, Deno ${deno} (V8 ${v8})`;
}
