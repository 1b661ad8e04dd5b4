import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { findBreaches, ROOMS, type SourceFile } from "./architecture.ts";

const lib = new URL("../lib/", import.meta.url);

Deno.test("lib keeps the rules of the house", async () => {
  const files = await readLibrary();
  assert(files.length > 0);
  assertEquals(findBreaches(files), []);
});

Deno.test("no room may import more than it does", async () => {
  const files = await readLibrary();
  const room = (path: string) => path.split("/")[0];
  const used = new Set(
    files.flatMap(({ path, imports }) => imports.map((to) => `${room(path)} ${room(to)}`)),
  );
  const unused = Object.entries(ROOMS).flatMap(([from, allowed]) =>
    allowed.map((to) => `${from} ${to.replace(" (pure)", "")}`).filter((one) => !used.has(one))
  );
  assertEquals(unused, []);
});

Deno.test("commands begin without tfjs, decoders of pictures and the report's page", async () => {
  const graph = await moduleGraph(["cli/study.ts", "cli/studies.ts"], "loaded");
  const loaded = new Set(["cli/study.ts", "cli/studies.ts"]);
  for (const path of loaded) for (const to of graph.get(path) ?? []) loaded.add(to);
  assert(loaded.has("studies.ts"));
  const late = /@tensorflow\/|pngjs|jpeg-js|^report\/page\.ts/;
  assertEquals([...loaded].filter((to) => late.test(to)), []);
});

/** Imports between made-up files, and the breach that each must be, or null. */
const imports: [from: string, to: string, breach: string | null][] = [
  ["plots/curves.ts", "results/rows.ts", null],
  [
    "results/rows.ts",
    "plots/curves.ts",
    "results may import statistics, search_space, datasets, trial",
  ],
  ["results/rows.ts", "random/random.ts", null],
  ["random/random.ts", "trial/record.ts", "random may import no room"],
  ["training/fit.ts", "models/build.ts", null],
  ["search_space/periodic.ts", "models/layers.ts", null],
  ["search_space/periodic.ts", "models/build.ts", "which reaches tfjs"],
  ["search_space/periodic.ts", "models/wrapper.ts", "which reaches tfjs"],
  ["samplers/random.ts", "study/study.ts", "samplers may import"],
  ["samplers/random.ts", "samplers/grid.ts", "imports its sibling"],
  ["samplers/random.ts", "check/check.ts", null],
  ["check/check.ts", "trial/record.ts", "check may import no room"],
  ["executors/workers.ts", "executors/executor.ts", null],
  ["backends/products/a.ts", "backends/products/products.ts", null],
  ["backends/products/choose_products.ts", "backends/products/a.ts", null],
  ["backends/products/a.ts", "backends/products/b.ts", "imports its sibling"],
  ["executors/workers.ts", "executors/workers_pool.ts", null],
  ["executors/workers_pool.ts", "executors/local.ts", "imports its sibling"],
  ["cli/study.ts", "mod.ts", null],
  ["cli/study.ts", "cli/options.ts", null],
  ["cli/study.ts", "study/study.ts", "cli may import mod.ts"],
  ["cli/study.ts", "studies.ts", null],
  ["studies.ts", "study/study.ts", null],
  ["studies.ts", "cli/study.ts", "studies.ts may import"],
  ["studies.ts", "models/build.ts", "which reaches tfjs"],
  ["mod.ts", "models/build.ts", null],
  ["mod.ts", "study/study.ts", "mod.ts may import"],
  ["attic/old.ts", "trial/record.ts", "lies in a room that the table of rooms lacks"],
  ["results/rows.ts", "npm:/@tensorflow/tfjs@4.22.0", "holds tfjs"],
  ["backends/prepare.ts", "npm:/@tensorflow/tfjs@4.22.0", null],
  ["executors/workers.ts", "node:http", "holds the network"],
];

for (const [from, to, breach] of imports) {
  Deno.test(`${from} ${breach === null ? "may" : "may not"} import ${to}`, () => {
    const others = [
      file("executors/executor.ts"),
      file("models/layers.ts"),
      file("models/build.ts", ["models/layers.ts", "npm:/@tensorflow/tfjs@4.22.0"]),
      file("models/wrapper.ts", ["models/build.ts"]),
    ].filter(({ path }) => path !== from);
    const target = to.includes(":") || others.some(({ path }) => path === to) ? [] : [file(to)];
    assertBreach([...others, ...target, file(from, [to])], breach);
  });
}

/** Code in made-up files, and the breach that each must be, or null. */
const sources: [path: string, text: string, breach: string | null][] = [
  ["plots/curves.ts", "await Deno.jupyter.broadcast();", "holds Deno.jupyter"],
  ["plots/curves.ts", "/** Not through Deno.jupyter. */\n// nor fetch(this)", null],
  ["notebook/kernel.ts", "await Deno.jupyter.broadcast();", null],
  ["backends/wasm/register.ts", "await fetch(url);", "holds the network"],
  ["datasets/download.ts", "await fetch(url);", null],
  ["mod.ts", 'export * from "./trial/record.ts";', "holds export *"],
  ["mod.ts", 'export * from "./studies.ts";', null],
  ["studies.ts", 'export * from "./trial/record.ts";', "holds export *"],
  ["mod.ts", 'export type { Trial } from "./trial/record.ts";', null],
  ["results/utils/text.ts", "", "a name that says nothing"],
  ["results/table_helpers.ts", "", "a name that says nothing"],
  ["results/table.ts", "a();\n".repeat(201), "has 201 lines of code"],
  ["results/table.ts", "a();\n// why\n\n".repeat(200), null],
  ["results/table.ts", `// Long because of its table.\n${"a();\n".repeat(201)}`, null],
];

for (const [path, text, breach] of sources) {
  const excerpt = text.slice(0, 40).split("\n")[0];
  Deno.test(`${path} ${breach === null ? "may" : "may not"} hold ${excerpt || "its name"}`, () => {
    assertBreach([{ path, text, imports: [] }], breach);
  });
}

Deno.test("lib/README.md says what each room may import", async () => {
  const text = await Deno.readTextFile(new URL("README.md", lib));
  const rows = [...text.matchAll(/^\| `([a-z_]+)\/`.*\|([^|]*)\|$/gm)];
  const said = Object.fromEntries(rows.map(([, room, imports]) => [room, imports.trim()]));
  const { "mod.ts": _face, "studies.ts": _most, ...rooms } = ROOMS;
  const held = Object.entries(rooms).filter(([room]) => room !== "check" && room !== "random");
  assertEquals(said, Object.fromEntries(held.map(([room, may]) => [room, may.join(", ")])));
});

Deno.test("files of a room without an interface may import each other", () => {
  assertBreach(
    [file("plots/curves.ts", ["plots/palette.ts"]), file("plots/palette.ts")],
    null,
  );
});

Deno.test("files in a circle are found", () => {
  const files = [file("results/a.ts", ["results/b.ts"]), file("results/b.ts", ["results/a.ts"])];
  assertBreach(files, "in a circle: results/a.ts -> results/b.ts -> results/a.ts");
});

Deno.test("the table of rooms has no circle", () => {
  const files = Object.entries(ROOMS).map(([room, allowed]) =>
    file(inside(room), allowed.map((name) => inside(name.replace(" (pure)", ""))))
  );
  assertEquals(findBreaches(files), []);
});

/** A file in a room; mod.ts and studies.ts are rooms of one file. */
function inside(room: string): string {
  return room.endsWith(".ts") ? room : `${room}/x.ts`;
}

function file(path: string, imports: string[] = []): SourceFile {
  return { path, imports, text: "" };
}

function assertBreach(files: SourceFile[], breach: string | null): void {
  const breaches = findBreaches(files);
  if (breach === null) return assertEquals(breaches, []);
  assert(breaches.some((text) => text.includes(breach)), `Expected "${breach}" in ${breaches}`);
}

/** All files of lib with their imports, as Deno resolves them, and the workers that they start. */
async function readLibrary(): Promise<SourceFile[]> {
  const paths = (await listFiles("")).sort();
  const graph = await moduleGraph(paths);
  return await Promise.all(paths.map(async (path) => {
    const text = await Deno.readTextFile(new URL(path, lib));
    const workers = [...text.matchAll(/new URL\("(\.[^"]+\.ts)", import\.meta\.url\)/g)];
    const started = workers.map(([, to]) => relative(new URL(to, new URL(path, lib)).href));
    return { path, text, imports: [...new Set([...graph.get(path) ?? [], ...started])] };
  }));
}

/** All TypeScript of lib but AssemblyScript, which is another language. */
async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, lib))) {
    if (isDirectory && name !== "assembly") files.push(...await listFiles(`${folder}${name}/`));
    if (name.endsWith(".ts")) files.push(folder + name);
  }
  return files;
}

/**
 * What each file imports, types included, or only what is loaded before it begins, from one
 * `deno info --json` over a file of them all.
 */
async function moduleGraph(
  paths: string[],
  which: "all" | "loaded" = "all",
): Promise<Map<string, string[]>> {
  const all = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    const imports = paths.map((path) => `import ${JSON.stringify(new URL(path, lib).href)};\n`);
    await Deno.writeTextFile(all, imports.join(""));
    const config = fileURLToPath(new URL("../deno.json", import.meta.url));
    const info = new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--no-lock", `--config=${config}`, all],
    });
    const { stdout } = await info.output();
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as DenoInfo;
    return new Map(modules.map(({ specifier, dependencies = [] }) => [
      relative(specifier),
      dependencies
        .filter(({ code, isDynamic }) => which === "all" || (code && !isDynamic))
        .map(({ code, type }) => relative((code ?? type)!.specifier)),
    ]));
  } finally {
    await Deno.remove(all);
  }
}

interface DenoInfo {
  modules: {
    specifier: string;
    dependencies?: Dependency[];
  }[];
}

interface Dependency {
  code?: { specifier: string };
  type?: { specifier: string };
  isDynamic?: boolean;
}

function relative(specifier: string): string {
  return specifier.startsWith(lib.href) ? specifier.slice(lib.href.length) : specifier;
}
