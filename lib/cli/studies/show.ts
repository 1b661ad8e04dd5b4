/**
 * `deno task studies show NAME`.
 *
 * @module
 */
import { type Provenance, type StoredStudy, toTable, toText } from "../../studies.ts";
import { print } from "../print.ts";
import { terminalSize } from "../terminal.ts";
import { describePlan, formatTime } from "./formats.ts";
import { findStudy, readStudiesArgs, toRecord, withStorage } from "./stored.ts";

/** Prints a study: its table with the best, its plan, and what made it. */
export function showStudy(args: readonly string[]): Promise<number> {
  const { names: [name], values } = readStudiesArgs(args, { all: "flag" }, ["the name of a study"]);
  return withStorage(values.storage, async (storage) => {
    const study = await findStudy(storage, name);
    const { trials, reference, planned } = toRecord(study);
    const { notes, ...table } = toTable(trials, {
      reference,
      planned,
      ...(values.all ? { rows: "all" as const } : {}),
    });
    const width = Deno.stdout.isTerminal() ? terminalSize().columns : Infinity;
    const all = { ...table, notes: [...notes, ...describe(study)] };
    await print(toText(all, width).trimEnd());
    return 0;
  });
}

function describe({ definition, writer, changed }: StoredStudy): string[] {
  const { dataset, plan, provenance } = definition;
  const now = writer === null ? "no program runs it now" : `${writer} runs it`;
  return [
    describePlan(plan),
    describeProvenance(dataset, provenance),
    `Last changed ${formatTime(changed)}; ${now}.`,
  ];
}

function describeProvenance(dataset: string, provenance: Provenance): string {
  const { data, engine, arithmetic, processor, sweepbook, tfjs, deno } = provenance;
  return `Made by Sweepbook ${sweepbook} (arithmetic ${arithmetic}), tfjs ${tfjs}, Deno ${deno}, on ` +
    `${engine}, ${processor}; ${dataset}, SHA-256 ${data.slice(0, 16)}…`;
}
