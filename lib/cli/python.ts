/**
 * Python environments of the project's own, made from pinned requirements under `.venv/`: nothing
 * of the user's is read or changed.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { pipInstall } from "./pip.ts";
import { runToEnd } from "./run_to_end.ts";
import { V8_FLAGS } from "./v8_flags.ts";

const root = new URL("../../", import.meta.url);
const windows = Deno.build.os === "windows";
/** The oldest Python that the pinned requirements accept. */
const OLDEST = { major: 3, minor: 11 };
/** The commands that may start a Python. */
export const PYTHONS = windows
  ? [["python"], ["python3"], ["py", "-3"]]
  : [["python3"], ["python"]];

/**
 * Lets a Python keep what it compiled, also where the image of a container says that none may: it
 * would else compile all of Jupyter at every start.
 */
export const KEEP_BYTECODE = { PYTHONDONTWRITEBYTECODE: "" };

/** A Python that can make environments. */
export interface Python {
  /** The words that start it, such as `["py", "-3"]`. */
  readonly command: readonly string[];
  /** Such as `3.11.7`. */
  readonly version: string;
}

/** A Python environment of the project's own. */
export interface Environment {
  /** Its folder. */
  readonly folder: string;
  /** Its Python. */
  readonly python: string;
}

/**
 * Finds the machine's Python, 3.11 or later, with its `venv` module.
 *
 * @param candidates The commands to try, in order.
 * @throws {Deno.errors.NotFound} If there is none; the message says what to install.
 */
export async function findPython(candidates: readonly string[][] = PYTHONS): Promise<Python> {
  let found = "none was found";
  for (const command of candidates) {
    const probe = await runToEnd(command, [
      "-c",
      "import platform; print(platform.python_version()); import ensurepip, venv",
    ]);
    const version = probe.stdout.match(/^\d+\.\d+\.\d+\S*/m)?.[0];
    if (version === undefined) continue;
    const [major, minor] = version.split(".").map(Number);
    if (major !== OLDEST.major || minor < OLDEST.minor) {
      found = `${command.join(" ")} is ${version}`;
    } else if (!probe.success) {
      found = `${command.join(" ")} (${version}) lacks its venv module ` +
        "(on Debian and Ubuntu: apt install python3-venv)";
    } else {
      return { command, version };
    }
  }
  throw new Deno.errors.NotFound(
    `Notebooks need Python ${OLDEST.major}.${OLDEST.minor} or later with venv, and ${found}.`,
  );
}

/**
 * Makes the environment of a requirements file, `.venv/tests/` for `tests/requirements.txt`, unless
 * it is there and whole. A changed requirements file or Python makes it anew. Processes that start
 * at once wait for the first; one that is interrupted leaves nothing that passes for whole.
 *
 * @param requirements The pinned packages.
 * @param onProgress Told in a few words what is being done.
 * @param options Where the environments live, the commands to try for Python, and whether all packages
 * are compiled at once: else Python compiles what it imports, which is a small part of them.
 * @throws {Deno.errors.NotFound} If there is no Python: see {@linkcode findPython}.
 * @throws {Error} If pip cannot install the requirements, as without a network.
 */
export async function ensureEnvironment(
  requirements: URL,
  onProgress: (text: string) => void = () => {},
  { within = new URL(".venv/", root), candidates = PYTHONS, compiled = false } = {},
): Promise<Environment> {
  const name = requirements.pathname.split("/").at(-2)!;
  const folder = fileURLToPath(new URL(name, within));
  const python = `${folder}/${windows ? "Scripts/python.exe" : "bin/python"}`;
  const environment = { folder, python };
  const pins = await Deno.readTextFile(requirements);
  if (await isWhole(environment, pins, compiled)) return environment;

  await Deno.mkdir(within, { recursive: true });
  using lock = await Deno.open(`${folder}.lock`, { create: true, write: true });
  await lock.lock(true);
  // Another process may have made it while this one waited.
  if (await isWhole(environment, pins, compiled)) return environment;

  const base = await findPython(candidates);
  onProgress(`Making the Python environment .venv/${name} with Python ${base.version}`);
  await Deno.remove(folder, { recursive: true }).catch(ignoreNotFound);
  const made = await runToEnd(base.command, ["-m", "venv", folder]);
  if (!made.success) {
    throw new Error(`Cannot make the Python environment ${folder}: ${lastLine(made.stderr)}.`);
  }
  const args = [compiled ? "--compile" : "--no-compile"];
  await pipInstall([python, "-m", "pip"], requirements, args, (count, total) => {
    if (count % 10 === 0) onProgress(`Installing: ${count} of ${total} packages fetched`);
  });
  // The stamp comes last: an environment without it is not whole.
  await Deno.writeTextFile(`${folder}/stamp`, await stampOf(environment, pins, compiled));
  return environment;
}

/**
 * Writes the Jupyter kernel of this very Deno into an environment, and returns the variables that
 * make Jupyter prefer it to a kernel of the same name elsewhere.
 */
export async function installDenoKernel(
  environment: Environment,
): Promise<{ JUPYTER_PATH: string }> {
  const share = `${environment.folder}/share/jupyter`;
  const folder = `${share}/kernels/deno`;
  const spec = {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    env: { DENO_V8_FLAGS: V8_FLAGS },
  };
  await Deno.mkdir(folder, { recursive: true });
  // Renamed into place, so that no other process reads half of it.
  const partial = await Deno.makeTempFile({ dir: folder });
  await Deno.writeTextFile(partial, JSON.stringify(spec, null, 2) + "\n");
  await Deno.rename(partial, `${folder}/kernel.json`);
  const others = Deno.env.get("JUPYTER_PATH");
  return { JUPYTER_PATH: others ? `${share}${windows ? ";" : ":"}${others}` : share };
}

async function isWhole(
  environment: Environment,
  pins: string,
  compiled: boolean,
): Promise<boolean> {
  const stamp = await Deno.readTextFile(`${environment.folder}/stamp`).catch(ignoreNotFound);
  return stamp !== undefined && stamp === await stampOf(environment, pins, compiled);
}

/** Changes with the requirements and with the Python: its packages die with an upgrade of it. */
async function stampOf(
  { python }: Environment,
  pins: string,
  compiled: boolean,
): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pins));
  const { stdout } = await runToEnd([python], ["--version"]);
  const how = compiled ? "compiled\n" : "";
  return `${stdout.trim()}\n${new Uint8Array(hash).toHex()}\n${how}`;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)!.replace(/\.$/, "");
}

function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
