/**
 * `deno task studies save NAME`.
 *
 * @module
 */
import { bestTrial, folderName } from "../../studies.ts";
import { UsageError } from "../command.ts";
import { print } from "../print.ts";
import { findModel, findStudy, readStudiesArgs, withStorage } from "./stored.ts";

/**
 * Saves the net of a study's best trial.
 *
 * @throws {UsageError} If an option is unknown, or a value makes no sense.
 * @throws {Error} If there is no study of the name, or it has no complete trial, or the weights of the best were not kept.
 */
export function saveBest(args: readonly string[]): Promise<number> {
  const options = { out: "value", overwrite: "flag" } as const;
  const { names: [name], values } = readStudiesArgs(args, options, ["the name of a study"]);
  const { overwrite = false, out } = values;
  if (out === "") throw new UsageError("Expected --out to be a folder, got nothing.");
  return withStorage(values.storage, async (storage) => {
    const stored = await findStudy(storage, name);
    const trial = bestTrial(stored.trials);
    if (trial === null) throw new Error(`Expected "${name}" to have a complete trial, got none.`);
    const model = findModel(storage, stored, trial);
    if (model === null) {
      throw new Error(`The weights of ${trial.name} were not kept; train it again with --fresh.`);
    }
    const folder = out ?? `data/models/${folderName(name)}`;
    const { saveModel } = await import("../../mod.ts");
    const files = await saveModel(folder, model, { overwrite });
    await print([
      ...files.map((file) => `Wrote ${file}`),
      `It is ${trial.name}: deno task classify ${folder} IMAGE...`,
    ].join("\n"));
    return 0;
  });
}
