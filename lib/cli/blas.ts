/**
 * `deno task blas`: brings OpenBLAS into a folder of the project, where every study finds it.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { chooseEngine } from "../studies.ts";
import { runCommand } from "./command.ts";
import { readOptions } from "./options.ts";
import { findPip, pipInstall } from "./pip.ts";
import { print, tell } from "./print.ts";
import { PYTHONS } from "./python.ts";

const HELP = `Bring OpenBLAS into the project, so that studies train about twice as fast

Usage: deno task blas [options]

pip, of any Python, installs scipy-openblas32 into .blas, some 10 MB to fetch, and checks it by its
SHA-256; nothing else is changed. From then on every study finds it. macOS needs none of this: its
Accelerate is found as it is.

Options:
  -h, --help   Print this help`;

const FOLDER = new URL("../../.blas/", import.meta.url);
const REQUIREMENTS = new URL("blas_requirements.txt", import.meta.url);
const PIPS = [...PYTHONS.map((python) => [...python, "-m", "pip"]), ["pip3"], ["pip"]];
/** As pip installs it; what studies look for is below. */
const PACKAGE = "scipy_openblas32";
/** Tells in the package which pins it was installed from. */
const STAMP = "pins.txt";

if (import.meta.main) await runCommand({ name: "blas", help: HELP, main });

async function main(args: string[]): Promise<number> {
  readOptions(args, {});
  if (Deno.build.os === "darwin") {
    await print("macOS has a BLAS, Accelerate, and every study finds it: nothing to install.");
    return 0;
  }
  const isNew = await installBlas(FOLDER, { onStart: tell });
  const { name, blas, note } = chooseEngine("auto");
  if (blas === null) throw new Error(`OpenBLAS was installed, but it does not work. ${note}`);
  const done = isNew ? "Installed OpenBLAS in .blas" : "OpenBLAS is in .blas already";
  await print(`${done}. Every study now trains on ${name}.`);
  return 0;
}

/** How {@linkcode installBlas} goes about it. */
export interface InstallBlasOptions {
  /**
   * This file pins the package.
   *
   * @default {REQUIREMENTS}
   */
  readonly requirements?: URL;
  /**
   * These commands are tried for pip, in order.
   *
   * @default {PIPS}
   */
  readonly pips?: readonly (readonly string[])[];
  /**
   * It is told in one sentence that there is something to wait for.
   *
   * @default {() => {}}
   */
  readonly onStart?: (sentence: string) => void;
}

/**
 * Installs OpenBLAS into a folder unless it is there, of the pinned version; whether it had to. What
 * is interrupted leaves nothing that studies would find, and of two that start at once one installs.
 *
 * @throws {Error} If there is no pip, or it cannot install the package.
 */
export async function installBlas(
  folder: URL,
  { requirements = REQUIREMENTS, pips = PIPS, onStart = () => {} }: InstallBlasOptions = {},
): Promise<boolean> {
  const pins = await Deno.readTextFile(requirements);
  const installed = new URL(`${PACKAGE}/`, folder);
  await Deno.mkdir(folder, { recursive: true });
  using lock = await Deno.open(new URL("lock", folder), { create: true, write: true });
  await lock.lock(true);
  if (await Deno.readTextFile(new URL(STAMP, installed)).catch(() => null) === pins) return false;

  const pip = await findPip(pips);
  if (pip === null) {
    throw new Error(
      "Found no Python with pip to bring OpenBLAS with; install one (on Debian and Ubuntu: apt " +
        "install python3-pip), or the system's OpenBLAS (apt install libopenblas0-pthread).",
    );
  }
  onStart("Fetching OpenBLAS, some 10 MB");
  const partial = new URL("partial/", folder);
  await removeAll(partial);
  const target = ["--require-hashes", "--no-deps", "--no-compile", "--target"];
  await pipInstall(pip, requirements, [...target, fileURLToPath(partial)]);
  const fresh = new URL(`${PACKAGE}/`, partial);
  await Deno.writeTextFile(new URL(STAMP, fresh), pins);
  await removeAll(installed);
  await Deno.rename(fresh, installed);
  await removeAll(partial);
  return true;
}

async function removeAll(path: URL): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
