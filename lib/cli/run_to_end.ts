/**
 * Runs other programs.
 *
 * @module
 */

/** Runs a command to its end; one that does not exist fails without output. */
export async function runToEnd([program, ...first]: readonly string[], args: readonly string[]) {
  const decoder = new TextDecoder();
  try {
    const command = new Deno.Command(program, { args: [...first, ...args], stdin: "null" });
    const { success, stdout, stderr } = await command.output();
    return { success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { success: false, stdout: "", stderr: "" };
  }
}
