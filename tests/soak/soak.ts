/**
 * `deno task soak`: kills small searches at random moments and begins them again. Prints what came
 * of it in a line; fails where an epoch was lost, or a file or a net differs.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions, toWhole } from "../../lib/cli/options.ts";
import { print, tell } from "../../lib/cli/print.ts";
import { soak, type SoakFigures } from "./killed_studies.ts";

const HELP = `Kill studies at random moments, begin them again, and compare with an undisturbed one

Usage: deno task soak [options]

Options:
  --kills <n>   Processes that are killed (100)
  --seed <n>    Seeds the moments (1)
  -h, --help    Print this help`;

if (import.meta.main) await runCommand({ name: "soak", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const values = readOptions(args, { kills: "value", seed: "value" });
  const kills = toWhole("--kills", values.kills, 1) ?? 100;
  const seed = toWhole("--seed", values.seed, 0) ?? 1;
  const folder = await Deno.makeTempDir();
  try {
    const onChange = (now: SoakFigures) => tell([...now.problems, describe(now)].join("\n"));
    const figures = await soak({ kills, seed, folder, onChange });
    await print(describe(figures));
    return figures.problems.length === 0 ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function describe({ kills, studies, epochs, inRun, problems }: SoakFigures): string {
  const wrong = problems.length === 0
    ? "nothing was lost, all files and nets as undisturbed"
    : `${problems.length} problems`;
  return `${kills} kills, ${inRun} of them within a run that had epochs, in ${studies} searches: ` +
    `${epochs} told epochs looked up, ${wrong}.`;
}
