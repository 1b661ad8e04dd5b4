/**
 * Which engine does the matrix products of a study: decided once, before any worker starts, so that
 * all trials are made by the same one.
 *
 * @module
 */
import { checkArguments, checkChoice, checkText } from "../check/check.ts";
import { variable } from "./blas/candidates.ts";
import { openBlas } from "./blas/library.ts";
import { fusesMultiplyAdd } from "./wasm/relaxed_madd.ts";

/**
 * What the user asks for: a BLAS of the machine if there is one that works (`auto`), none (`wasm`), or
 * one for certain (`blas`).
 */
export type BackendOption = "auto" | "wasm" | "blas";

/** All of {@linkcode BackendOption}. */
export const backendOptions: readonly BackendOption[] = ["auto", "wasm", "blas"];

/** The engine that was chosen: plain data that is sent to workers. */
export interface Engine {
  /**
   * What tables show: `wasm`, `wasm+openblas 0.3.21`, or `wasm without FMA` where the processor does
   * not fuse multiply-adds.
   */
  readonly name: string;
  /** Path of the BLAS; null: products are done in WASM. */
  readonly blas: string | null;
  /** Why `auto` found no BLAS, in one sentence; null where it did or was not asked to. */
  readonly note: string | null;
}

/** Pure WASM. Its name tells how it rounds: studies are the same to the bit where that is the same. */
export const WASM: Engine = {
  name: fusesMultiplyAdd() ? "wasm" : "wasm without FMA",
  blas: null,
  note: null,
};

/**
 * Chooses the engine.
 *
 * @param path The BLAS to take; by default that of the environment variable `SWEEPBOOK_BLAS`, or the
 * first that is found and works.
 * @throws {TypeError} If an argument is not of its type.
 * @throws {Error} If `blas` is asked for, or a path is given, and it does not work; the message says
 * how to mend it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { chooseEngine } from "./engine.ts";
 *
 * assertEquals(chooseEngine("wasm").blas, null);
 * ```
 */
export function chooseEngine(
  option: BackendOption,
  path: string | undefined = variable("SWEEPBOOK_BLAS"),
): Engine {
  checkArguments("chooseEngine()", arguments, 2);
  checkChoice("backend", option, backendOptions);
  if (path !== undefined) checkText("blas", path, "the path of a library");
  if (option === "wasm") return WASM;
  try {
    const blas = openBlas(path);
    return { name: `wasm+${blas.name}`, blas: blas.path, note: null };
  } catch (error) {
    const { message } = error as Error;
    if (option === "blas" || path !== undefined) {
      const mend = path === undefined
        ? "run `deno task blas`"
        : "leave out --blas and SWEEPBOOK_BLAS";
      const sentence = `${message.replace(/\.$/, "")}; ${mend}, or choose the backend wasm.`;
      throw new Error(sentence, { cause: error });
    }
    const brings = error instanceof Deno.errors.NotCapable
      ? ""
      : ", and `deno task blas` brings one";
    const note = `Training on pure WASM; a BLAS would be about twice as fast${brings}. ${message}`;
    return { ...WASM, note };
  }
}
