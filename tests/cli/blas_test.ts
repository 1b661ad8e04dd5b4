import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { fileURLToPath, pathToFileURL } from "node:url";
import { blasCandidates } from "../../lib/backends/blas/candidates.ts";
import { installBlas } from "../../lib/cli/blas.ts";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { toolTest } from "../tools.ts";
import { inFolder } from "./study_process.ts";

const root = new URL("../../", import.meta.url);
const LIBRARY = "scipy_openblas32/lib/libscipy_openblas.so";

/** A wheel as small as one can be, made on the spot by Python. */
const MAKE_WHEEL = `
import sys, zipfile
info = "scipy_openblas32-1.0.dist-info/"
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("${LIBRARY}", sys.argv[2])
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: scipy-openblas32\\nVersion: 1.0\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "RECORD", "")
`;

/** Makes a wheel that holds a text for a library, and the requirements that pin it. */
async function makeWheel(folder: string, text: string): Promise<URL> {
  const wheel = `${folder}/scipy_openblas32-1.0-py3-none-any.whl`;
  const python = new Deno.Command("python3", { args: ["-c", MAKE_WHEEL, wheel, text] });
  assertEquals((await python.output()).success, true);
  const hash = await crypto.subtle.digest("SHA-256", await Deno.readFile(wheel));
  const requirements = pathToFileURL(`${folder}/requirements.txt`);
  const pin = `${pathToFileURL(wheel)} --hash=sha256:${new Uint8Array(hash).toHex()}\n`;
  await Deno.writeTextFile(requirements, pin);
  return requirements;
}

toolTest("OpenBLAS is installed where studies look, once, and checked by its SHA-256", [
  "python3",
], () =>
  inFolder(async (temporary) => {
    const folder = pathToFileURL(`${temporary}/project/.blas/`);
    const path = fileURLToPath(new URL(LIBRARY, folder));
    const { python } = await ensureEnvironment(new URL("tests/requirements.txt", root));
    const pips = [["there-is-no-such-pip"], [python, "-m", "pip"]];
    const options = { pips, requirements: await makeWheel(temporary, "one") };
    assertEquals(await installBlas(folder, options), true);
    assertEquals(await Deno.readTextFile(path), "one");
    assertEquals(blasCandidates("linux", undefined, `${temporary}/project/.blas`)[0], path);
    assertEquals(await installBlas(folder, { ...options, pips: [] }), false);

    const pinned = await Deno.readTextFile(options.requirements);
    await makeWheel(temporary, "two");
    await Deno.writeTextFile(options.requirements, `# renewed\n${pinned}`);
    const { message } = await assertRejects(() => installBlas(folder, options), Error);
    assertMatch(message, /^Cannot install .*: what pip was given is not .* SHA-256 differs\.$/);
    assertEquals(await Deno.readTextFile(path), "one");

    await makeWheel(temporary, "two");
    assertEquals(await installBlas(folder, options), true);
    assertEquals(await Deno.readTextFile(path), "two");
    const left = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
    assertEquals(left.sort(), ["lock", "scipy_openblas32"]);
  }));

Deno.test("without pip one sentence says what to install", () =>
  inFolder(async (temporary) => {
    const folder = pathToFileURL(`${temporary}/.blas/`);
    const { message } = await assertRejects(
      () => installBlas(folder, { pips: [["there-is-no-such-pip"]] }),
      Error,
    );
    assertMatch(message, /^Found no Python with pip .* apt install python3-pip\), or the system's/);
  }));

Deno.test("the notebooks have the same version of OpenBLAS as studies", async () => {
  const pin = async (file: string) =>
    (await Deno.readTextFile(new URL(file, root))).match(/^scipy-openblas32==[\d.]+/m)![0];
  assertEquals(await pin("lib/cli/blas_requirements.txt"), await pin("notebooks/requirements.txt"));
});
