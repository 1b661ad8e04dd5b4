/**
 * Reads the options of a command line, in one wording for all commands.
 *
 * @module
 */
import { checkChoice } from "../check/check.ts";
import { didYouMean } from "../check/show.ts";
import { UsageError } from "./command.ts";

/** The options of a command: those that take a value, and those that do not. */
export type Options = Readonly<Record<string, "value" | "flag">>;

/** What a command line says: a text for each option with a value, true for each flag. */
export type OptionValues<T extends Options> = {
  -readonly [Name in keyof T]?: T[Name] extends "flag" ? true : string;
};

/**
 * Reads `--name value`, `--name=value` and `--name`; of an option that comes twice, the last. A
 * value may begin with one dash, as -1 does, but with two only behind "=". What comes after `--` is no
 * option, whatever it begins with.
 *
 * @param others Takes what is no option; without it, that is an error.
 * @throws {UsageError} If an option is unknown, has no value, or has one and is a flag.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readOptions } from "./options.ts";
 *
 * assertEquals(readOptions(["--seed", "-1"], { seed: "value" }), { seed: "-1" });
 * ```
 */
export function readOptions<const T extends Options>(
  args: readonly string[],
  options: T,
  others?: string[],
): OptionValues<T> {
  const values: Record<string, string | true> = {};
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--" && others !== undefined) {
      others.push(...args.slice(i + 1));
      break;
    }
    const [, name, inline] = args[i].match(/^--([^=]+)(?:=([^]*))?$/) ?? [];
    if (name === undefined) {
      if (others === undefined || args[i].startsWith("-")) throw unknown(args[i], []);
      others.push(args[i]);
      continue;
    }
    if (!Object.hasOwn(options, name)) throw unknown(`--${name}`, Object.keys(options));
    if (options[name] === "flag") {
      if (inline !== undefined) {
        throw new UsageError(`Expected no value for --${name}, got "${inline}".`);
      }
      values[name] = true;
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined || (inline === undefined && value.startsWith("--"))) {
      throw new UsageError(`Expected a value for --${name}, got ${value ?? "nothing"}.`);
    }
    values[name] = value;
  }
  return values as OptionValues<T>;
}

/**
 * Reads a whole number.
 *
 * @param name With its dashes.
 * @throws {UsageError} If the text is no whole number from `least` to 2^53 - 1.
 */
export function toWhole(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(
    `Expected ${name} to be a whole number of at least ${least}, got "${text}".`,
  );
}

/**
 * Reads one of a few words.
 *
 * @param name With its dashes.
 * @throws {TypeError} If the text is none of them.
 */
export function toChoice<T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  return text === undefined ? undefined : checkChoice(name, text, choices);
}

function unknown(arg: string, names: readonly string[]): UsageError {
  const meant = didYouMean(arg, [...names, "help"].map((name) => `--${name}`));
  return new UsageError(`Expected an option that --help lists, got "${arg}"${meant}`);
}
