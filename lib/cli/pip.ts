/**
 * Installs Python packages from pinned requirements, by a pip and with the settings of its user.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { runToEnd } from "./run_to_end.ts";

/**
 * Finds a pip of the machine.
 *
 * @param candidates The commands to try, in order.
 * @returns The words that start it, such as `["python3", "-m", "pip"]`; null where there is none.
 */
export async function findPip(
  candidates: readonly (readonly string[])[],
): Promise<readonly string[] | null> {
  for (const command of candidates) {
    if ((await runToEnd(command, ["--version"])).success) return command;
  }
  return null;
}

/**
 * Installs the packages of a requirements file.
 *
 * @param pip The words that start it.
 * @param args More of its arguments.
 * @param onCollected Told how many packages it has taken up so far, of how many that are listed.
 * @throws {Error} If it cannot; the message says why in one sentence.
 */
export async function pipInstall(
  [program, ...first]: readonly string[],
  requirements: URL,
  args: readonly string[] = [],
  onCollected: (count: number, total: number) => void = () => {},
): Promise<void> {
  const file = fileURLToPath(requirements);
  const pins = await Deno.readTextFile(requirements);
  const total = pins.split("\n").filter((line) => /^\w/.test(line)).length;
  const options = ["--no-input", "--progress-bar=off", "--retries=1"];
  const pip = new Deno.Command(program, {
    args: [...first, "install", ...options, ...args, "-r", file],
    // The packages go where the arguments say, whatever the user's settings do with others.
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_USER: "0", PIP_REQUIRE_VIRTUALENV: "0" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(pip.stderr).text();
  let count = 0;
  let rest = "";
  for await (const text of pip.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      if (/^(Collecting|Processing) /.test(line)) onCollected(++count, total);
    }
  }
  if (!(await pip.status).success) throw new Error(`Cannot install ${file}: ${why(await errors)}`);
}

function why(errors: string): string {
  if (/do not match the hashes/i.test(errors)) {
    return "what pip was given is not what the file pins, its SHA-256 differs.";
  }
  if (/connection|retries|timed out|name resolution/i.test(errors)) {
    return "pip cannot reach the Python package index, is there a network?";
  }
  return `${errors.trim().split("\n").at(-1)!.replace(/\.$/, "")}.`;
}
