/**
 * `deno task studies check`.
 *
 * @module
 */
import { print } from "../print.ts";
import { reword, toShortPath } from "../reword.ts";
import { readStudiesArgs, withStorage } from "./stored.ts";

/** Prints what is wrong with a database and its checkpoints. */
export function checkStudies(args: readonly string[]): Promise<number> {
  const { values } = readStudiesArgs(args, {});
  return withStorage(values.storage, async (storage) => {
    const wrong = storage.check();
    if (wrong.length > 0) {
      await print(wrong.map((one) => reword(one, "studies", storage.path)).join("\n"));
      return 1;
    }
    const count = storage.list().length;
    const studies = count === 1 ? "1 study" : `${count} studies`;
    await print(`Nothing is wrong with ${toShortPath(storage.path)}: ${studies}`);
    return 0;
  });
}
