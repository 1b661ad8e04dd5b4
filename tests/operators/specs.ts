import { fileURLToPath } from "node:url";

/** What a spec told. */
export interface SpecResult {
  readonly name: string;
  readonly passed: boolean;
  /** The first failure, in one line; empty where it passed. */
  readonly message: string;
}

/**
 * Runs specs of tfjs-core in a process of their own, on its WASM backend.
 *
 * @param kernels The stock ones, or ours.
 * @param folder As `copyCore` made it.
 * @param specs Paths inside `folder`.
 * @returns The results by the specs' names; a name that comes again is numbered.
 * @throws {Error} If the specs cannot be run; the message has what the process said.
 */
export async function runSpecs(
  kernels: "stock" | "ours",
  folder: string,
  specs: readonly string[],
): Promise<Map<string, SpecResult>> {
  const script = fileURLToPath(new URL("run_specs.ts", import.meta.url));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, kernels, folder, ...specs],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`The specs did not run:\n${decoder.decode(stderr)}`);
  const results = new Map<string, SpecResult>();
  for (const line of decoder.decode(stdout).split("\n")) {
    if (!line.startsWith('{"name"')) continue;
    const result = JSON.parse(line) as SpecResult;
    let name = result.name;
    for (let number = 2; results.has(name); number++) name = `${result.name} (${number})`;
    results.set(name, result);
  }
  return results;
}
