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
import { importanceSets, ourImportances, TOLERANCE } from "./importance_sets.ts";
import { OptunaSide } from "./optuna_side.ts";

const HELP = `Compare the importances of params with Optuna's

Usage: deno task importances [options]

Options:
  --forests <n>   Optuna's are the means over so many forests, at least 2 (5)
  -h, --help      Print this help`;

if (import.meta.main) await runCommand({ name: "importances", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, { forests: "value" });
  const forests = toWhole("--forests", values.forests, 2) ?? 5;
  const log = (line: string) => console.error(line);
  const { python } = await ensureEnvironment(new URL("requirements.txt", import.meta.url), log);
  await using optuna = new OptunaSide(python);
  console.log(`${formatMachine(describeMachine())}, ${await optuna.versions()}.`);
  const lines: string[][] = [];
  let worst = 0;
  for (const [name, trials] of Object.entries(importanceSets())) {
    const theirs = await optuna.importances(trials, forests);
    const ours = ourImportances(trials);
    for (const [param, importance] of Object.entries(ours)) {
      const all = theirs.map((one) => one[param]);
      const mean = all.reduce((sum, one) => sum + one) / forests;
      worst = Math.max(worst, Math.abs(importance - mean));
      const range = `${Math.min(...all).toFixed(3)} to ${Math.max(...all).toFixed(3)}`;
      lines.push([name, param, importance.toFixed(3), mean.toFixed(3), range]);
    }
    log(`${name}: done`);
  }
  const columns = toColumns(["Trials", "Param"], ["Ours", "Optuna", "Optuna's forests"]);
  console.log(toMarkdown(toTable(columns, lines, [])));
  console.log(`The largest difference is ${worst.toFixed(3)}.`);
  if (worst > TOLERANCE) throw new Error(`an importance differs by more than ${TOLERANCE}.`);
  return 0;
}
