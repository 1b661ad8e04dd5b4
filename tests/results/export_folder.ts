/** Folders of exports. */

/** The files of an export. */
export const names = [
  "trials.csv",
  "runs.csv",
  "epochs.csv",
  "metrics.csv",
  "trials.json",
  "trials.jsonl",
  "optuna.journal",
  "table.md",
  "table.tex",
];

/** Runs a test with a folder of its own. */
export async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What lies in a folder. */
export function listNames(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
}
