/**
 * `deno task study`: runs the paper's study of hidden layers, or one of the user's own.
 *
 * @module
 */
import { loadMnist, startWorkerAhead } from "../studies.ts";
import { asUsage, runCommand } from "./command.ts";
import { loadSpace } from "./load_space.ts";
import { downloadBar } from "./progress_bars.ts";
import { runStudy } from "./run_study.ts";
import { readStudyArgs } from "./study_args.ts";
import { HELP } from "./study_help.ts";

if (import.meta.main) await runCommand({ name: "study", help: HELP, main });

/** Runs the command and gives its exit code, as the help lists them. */
async function main(args: readonly string[]): Promise<number> {
  const { space, out, overwrite, ...options } = await asUsage(() => readStudyArgs(args));
  const search = space === undefined ? space : await asUsage(() => loadSpace(space));
  using _ahead = startWorkerAhead();
  const data = await loadMnist({ onProgress: downloadBar });
  return await runStudy({
    command: "study",
    options: { data, search, ...options },
    out,
    overwrite,
    retry: false,
  });
}
