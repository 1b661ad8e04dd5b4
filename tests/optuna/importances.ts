/**
 * `deno task importances`: our importances of params beside those of Optuna's functional ANOVA, on
 * the same trials. Prints a table in Markdown; fails where a param's differ by more than the
 * tolerance.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { toMarkdown } from "../../lib/mod.ts";
import { describeMachine, formatMachine } from "../bench/machine.ts";
import { toColumns, toTable } from "../bench/tables.ts";
import { importanceSets, ourImportances } from "./importance_sets.ts";
import { OptunaSide } from "./optuna_side.ts";

const HELP = `Compare the importances of params with Optuna's

Usage: deno task importances [options]

Options:
  --forests <n>   Optuna's are the means over so many forests, at least 2 (10)
  -h, --help      Print this help`;

/** The most that an importance may differ by, of 1. */
export const TOLERANCE = 0.05;

if (import.meta.main) await runCommand({ name: "importances", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, { forests: "value" });
  const forests = toWhole("--forests", values.forests, 2) ?? 10;
  const log = (line: string) => console.error(line);
  const { python } = await ensureEnvironment(new URL("requirements.txt", import.meta.url), log);
  await using optuna = new OptunaSide(python);
  console.log(`${formatMachine(describeMachine())}, ${await optuna.versions()}.`);
  const lines: string[][] = [];
  const known: Record<string, Record<string, number>> = {};
  let worst = 0;
  for (const [name, trials] of Object.entries(importanceSets())) {
    const theirs = await optuna.importances(trials, forests);
    const ours = ourImportances(trials);
    known[name] = {};
    for (const [param, importance] of Object.entries(ours)) {
      const all = theirs.map((one) => one[param]);
      const mean = all.reduce((sum, one) => sum + one) / forests;
      known[name][param] = Number(mean.toFixed(4));
      worst = Math.max(worst, Math.abs(importance - mean));
      const range = `${Math.min(...all).toFixed(3)} to ${Math.max(...all).toFixed(3)}`;
      lines.push([name, param, importance.toFixed(3), mean.toFixed(3), range]);
    }
    log(`${name}: done`);
  }
  const columns = toColumns(["Trials", "Param"], ["Ours", "Optuna", "Optuna's forests"]);
  console.log(toMarkdown(toTable(columns, lines, [])));
  console.log(`The largest difference is ${worst.toFixed(3)}.`);
  if (Deno.env.has("SWEEPBOOK_KNOWN")) console.log(JSON.stringify(known));
  if (worst > TOLERANCE) throw new Error(`an importance differs by more than ${TOLERANCE}.`);
  return 0;
}
