/**
 * Tests that need programs of the machine.
 *
 * @module
 */

/**
 * A test that runs some programs. Where one is missing it is skipped, and its name says which; with
 * `CI=true` it must run.
 */
export function toolTest(
  name: string,
  tools: readonly string[],
  test: () => void | Promise<void>,
): void {
  const missing = tools.filter((tool) => !isThere(tool));
  const reason = `needs ${missing.join(" and ")}`;
  if (missing.length === 0) Deno.test(name, test);
  else if (Deno.env.get("CI") !== "true") Deno.test.ignore(`${name} (skipped: ${reason})`, test);
  else Deno.test(name, () => Promise.reject(new Error(`This test ${reason}.`)));
}

/** Runs a program to its end, and gives what it printed; fails where the program does. */
export async function runTool(tool: string, args: readonly string[], cwd?: string) {
  const command = new Deno.Command(tool, { args: [...args], cwd, stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  const [text, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) throw new Error(`${tool} failed:\n${text.slice(-3_000)}\n${errors.slice(-3_000)}`);
  return text;
}

function isThere(tool: string): boolean {
  try {
    new Deno.Command(tool, { args: ["--version"], stdin: "null" }).outputSync();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
