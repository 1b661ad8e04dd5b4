/**
 * `deno task studies export NAME`.
 *
 * @module
 */
import { checkExport, exportStudy, folderName } from "../../studies.ts";
import { asUsage, UsageError } from "../command.ts";
import { print } from "../print.ts";
import { findStudy, readStudiesArgs, toRecord, withStorage } from "./stored.ts";

/**
 * Writes the files of a study.
 *
 * @throws {UsageError} If an option is unknown, or a value makes no sense.
 * @throws {Error} If there is no study of the name, or the files cannot be written.
 */
export function exportStored(args: readonly string[]): Promise<number> {
  const options = { out: "value", overwrite: "flag" } as const;
  const { names: [name], values } = readStudiesArgs(args, options, ["the name of a study"]);
  const { overwrite = false, out } = values;
  if (out === "") throw new UsageError("Expected --out to be a folder, got nothing.");
  return withStorage(values.storage, async (storage) => {
    const study = toRecord(await findStudy(storage, name));
    const folder = out ?? `data/exports/${folderName(name)}`;
    await asUsage(() => checkExport(study, folder, { overwrite }));
    const files = await exportStudy(study, folder, { overwrite });
    await print(files.map((file) => `Wrote ${file}`).join("\n"));
    return 0;
  });
}
