/**
 * `deno task studies rename NAME NEW`.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import { asUsage } from "../command.ts";
import { print } from "../print.ts";
import { findStudy, readStudiesArgs, withStorage } from "./stored.ts";

/** Gives a study another name. */
export function renameStudy(args: readonly string[]): Promise<number> {
  const expected = ["the name of a study", "its new name"];
  const { names: [name, to], values } = readStudiesArgs(args, {}, expected);
  return withStorage(values.storage, async (storage) => {
    const { writer } = await findStudy(storage, name);
    const rename = () => storage.rename(name, to);
    // That another program runs it is no slip of the user's.
    if (writer !== null) rename();
    else await asUsage(rename);
    await print(`Renamed ${show(name)} to ${show(to)}`);
    return 0;
  });
}
