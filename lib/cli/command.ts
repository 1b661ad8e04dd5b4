/**
 * What all commands have in common: `--help`, errors of one sentence, exit codes.
 *
 * @module
 */
import { flush, print, tell, toOneLine } from "./print.ts";

/** A slip on the command line; its message is one sentence, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A command of the project. */
export interface Command {
  /** What its errors begin with. */
  readonly name: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Does the work and gives the exit code; what it throws is told in one sentence. */
  readonly main: (args: string[]) => Promise<number>;
}

/**
 * Runs a command on the arguments of this program, and ends the program: with what `main` gives,
 * with 2 after a {@linkcode UsageError} and with 1 after any other error. With `-h` or `--help` it
 * prints the help and nothing else.
 */
export async function runCommand({ name, help, main }: Command): Promise<never> {
  let code = 0;
  try {
    if (asksForHelp(Deno.args)) await print(help);
    else code = await main(Deno.args);
  } catch (error) {
    tell(`${name}: ${toOneLine(error instanceof Error ? error.message : String(error))}`);
    code = error instanceof UsageError ? 2 : 1;
  }
  await flush();
  Deno.exit(code);
}

/**
 * Gives what `work` gives.
 *
 * @param reword Puts the sentence of an error into the words of the command line.
 * @throws {UsageError} If it throws: what the user asked for makes no sense.
 */
export async function asUsage<T>(
  work: () => T | Promise<T>,
  reword = (sentence: string) => sentence,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    throw new UsageError(reword(sentence), { cause: error });
  }
}

function asksForHelp(all: readonly string[]): boolean {
  const end = all.indexOf("--");
  const args = end < 0 ? all : all.slice(0, end);
  return args.includes("-h") || args.includes("--help");
}
