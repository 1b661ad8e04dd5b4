/**
 * `deno task studies`: lists stored studies, shows and reports them, goes on with them, takes them away.
 *
 * @module
 */
import { didYouMean, listChoices, show } from "../check/show.ts";
import { runCommand, UsageError } from "./command.ts";
import { checkStudies } from "./studies/check.ts";
import { deleteStored } from "./studies/delete.ts";
import { exportStored } from "./studies/export.ts";
import { helpFor } from "./studies/help.ts";
import { listStored } from "./studies/list.ts";
import { renameStudy } from "./studies/rename.ts";
import { reportStored } from "./studies/report.ts";
import { resumeStudy } from "./studies/resume.ts";
import { saveBest } from "./studies/save.ts";
import { showStudy } from "./studies/show.ts";
import { watchStored } from "./studies/watch.ts";

/** What does the work of each, from its arguments to the exit code. */
const actions: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  list: listStored,
  show: showStudy,
  watch: watchStored,
  resume: resumeStudy,
  export: exportStored,
  report: reportStored,
  save: saveBest,
  rename: renameStudy,
  delete: deleteStored,
  check: checkStudies,
};

if (import.meta.main) await runCommand({ name: "studies", help: helpFor(Deno.args[0]), main });

/** Runs the command and gives its exit code, as the help lists them. */
async function main(args: readonly string[]): Promise<number> {
  const [name = "list", ...others] = args;
  if (name.startsWith("-")) return await listStored(args);
  if (Object.hasOwn(actions, name)) return await actions[name](others);
  const names = Object.keys(actions);
  throw new UsageError(
    `Expected ${listChoices(names)}, got ${show(name)}${didYouMean(name, names)}`,
  );
}
