/**
 * Chooses the assertion library of the tests: the real `jsr:@std/assert` where JSR can be reached
 * (or it is cached), the stand-in `tests/standin/assert.ts` where it cannot.
 *
 * @module
 */

const root = new URL("../../../", import.meta.url);
const WAIT_MS = 5_000;

/**
 * The arguments that make a `deno` command resolve `@std/assert`, and the sentence that says which
 * library they choose.
 */
export async function importMapArgs(): Promise<{ args: string[]; says: string }> {
  const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const real: string = config.imports["@std/assert"];
  if (await canLoad(real)) return { args: [], says: `Assertions: ${real}` };
  const imports = {
    ...config.imports,
    ...packageFolders(config.imports),
    "@std/assert": new URL("tests/standin/assert.ts", root).href,
  };
  return {
    args: [`--import-map=data:application/json,${encodeURIComponent(JSON.stringify({ imports }))}`],
    says: `Assertions: tests/standin/assert.ts, because ${real} cannot be reached from here`,
  };
}

/** The paths within packages, such as `plotly.js/dist/...`, which deno.json alone implies. */
function packageFolders(imports: Record<string, string>): Record<string, string> {
  const packages = Object.entries(imports).filter(([, target]) => target.startsWith("npm:"));
  return Object.fromEntries(
    packages.map(([name, target]) => [`${name}/`, `${target.replace("npm:", "npm:/")}/`]),
  );
}

/** Tries in an empty folder: inside the project, Deno would install all of its npm packages. */
async function canLoad(specifier: string): Promise<boolean> {
  const folder = await Deno.makeTempDir();
  try {
    const load = new Deno.Command(Deno.execPath(), {
      args: ["cache", "--no-config", "--no-lock", specifier],
      cwd: folder,
      stdin: "null",
      stdout: "null",
      stderr: "null",
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return (await load.output()).success;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
