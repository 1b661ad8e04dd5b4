/**
 * The rules of the house, checked over the import graph and the sources of `lib/`. Paths are
 * relative to `lib/`; a file's room is the folder that it lies in.
 *
 * @module
 */

import { dirname } from "node:path/posix";

/** A source file and what it imports: paths in `lib/`, and specifiers such as `npm:plotly.js`. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
  readonly text: string;
}

/** Rooms that import no other and that all may import. */
const LEAVES: readonly string[] = ["check", "random"];

/**
 * What each room may import besides its own files and the leaves: down the one flow only. Of a room
 * marked pure, only the files that do not reach tfjs.
 */
export const ROOMS: Record<string, readonly string[]> = {
  check: [],
  random: [],
  statistics: [],
  search_space: ["models (pure)"],
  trial: ["search_space"],
  datasets: [],
  images: [],
  models: ["backends"],
  backends: [],
  training: ["models", "datasets", "images", "backends", "trial"],
  executors: ["training", "backends (pure)", "datasets", "trial"],
  samplers: ["search_space", "trial"],
  pruners: ["trial"],
  storage: ["search_space", "trial"],
  study: [
    "samplers",
    "pruners",
    "storage",
    "search_space",
    "executors",
    "datasets",
    "trial",
    "models (pure)",
    "backends (pure)",
  ],
  results: ["statistics", "search_space", "datasets", "trial"],
  plots: ["results", "datasets", "models (pure)", "trial"],
  browser: [],
  report: ["plots", "results", "datasets", "browser", "trial"],
  notebook: ["report", "plots", "results", "study", "training", "trial"],
  cli: ["mod.ts", "studies.ts", "browser"],
  "mod.ts": ["studies.ts", "models", "backends", "training"],
  "studies.ts": [
    "search_space",
    "samplers",
    "pruners",
    "trial",
    "executors",
    "datasets",
    "images",
    "models (pure)",
    "backends (pure)",
    "storage",
    "study",
    "statistics",
    "results",
    "plots",
    "report",
    "notebook",
  ],
};

/**
 * Folders of implementations, with their contracts and what chooses among them. The other files of
 * such a folder never import each other.
 */
const IMPLEMENTATIONS: Record<string, readonly string[]> = {
  executors: ["executor.ts"],
  samplers: ["sampler.ts"],
  pruners: ["pruner.ts"],
  storage: [
    "storage.ts",
    "check_arguments.ts",
    "left_out.ts",
    "checkpoints.ts",
    "checkpoint_bytes.ts",
    "identity.ts",
    "programs.ts",
    "study_name.ts",
  ],
  "backends/products": ["products.ts", "point_products.ts", "choose_products.ts"],
};

/** What only some files may import, or hold in their code. */
const RESERVED: readonly { what: string; pattern: RegExp; only: RegExp }[] = [
  { what: "tfjs", pattern: /^npm:\/?@tensorflow\//m, only: /^(models|training|backends)\// },
  { what: "Deno.jupyter", pattern: /\bDeno\.jupyter\b/, only: /^notebook\// },
  { what: "the network", pattern: /^node:(https?|http2|net|tls|dgram)$/m, only: /^datasets\// },
  {
    what: "the network",
    pattern: /\bfetch\(|\bnew WebSocket\(|\bDeno\.(connect|connectTls|listen|serve)\(/,
    only: /^datasets\//,
  },
  { what: "SQL", pattern: /^node:sqlite$/m, only: /^storage\/sqlite/ },
  {
    what: "export *",
    pattern: /^export \*(?! from "\.\/studies\.ts")/m,
    only: /^(?!(mod|studies)\.ts$)/,
  },
];

const BANNED_NAME =
  /(^|[/_])(utils?|helpers?|common|misc|experiment|job|config|manager|service)s?\b/;
/** Lines of code that a file may have: comments and blank lines do not count. */
const LONGEST = 200;

/** Every breach of the rules, one sentence each; empty where the house is in order. */
export function findBreaches(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.map(({ path, imports }) => [path, imports]));
  const roomGraph = new Map<string, string[]>();
  for (const { path, imports } of files) {
    const others = imports.filter((to) => graph.has(to)).map(roomOf);
    const room = roomOf(path);
    const known = roomGraph.get(room) ?? [];
    roomGraph.set(room, [...known, ...others.filter((other) => other !== room)]);
  }
  return [
    ...files.flatMap((file) => wrongImports(file, graph)),
    ...files.flatMap(reservedUses),
    ...files.flatMap(wrongShape),
    ...findCycle(graph, "Files import each other"),
    ...findCycle(roomGraph, "Rooms import each other"),
  ];
}

function roomOf(path: string): string {
  return path.split("/")[0];
}

function wrongImports(
  { path, imports }: SourceFile,
  graph: ReadonlyMap<string, readonly string[]>,
): string[] {
  const from = roomOf(path);
  const allowed = ROOMS[from];
  if (allowed === undefined) return [`${path} lies in a room that the table of rooms lacks`];
  return imports.filter((to) => graph.has(to)).flatMap((to) => {
    const room = roomOf(to);
    if (room === from) {
      return areSiblings(path, to, graph) ? [`${path} imports its sibling ${to}`] : [];
    }
    if (LEAVES.includes(room) || allowed.includes(room)) return [];
    if (!allowed.includes(`${room} (pure)`)) {
      return [`${path} imports ${to}: ${from} may import ${allowed.join(", ") || "no room"}`];
    }
    return reachesTfjs(to, graph) ? [`${path} imports ${to}, which reaches tfjs`] : [];
  });
}

/**
 * Whether both are implementations in one folder. A part of an implementation carries its name:
 * `workers_pool.ts` belongs to `workers.ts`.
 */
function areSiblings(a: string, b: string, graph: ReadonlyMap<string, unknown>): boolean {
  const folder = dirname(a);
  const others = IMPLEMENTATIONS[folder]?.map((name) => `${folder}/${name}`);
  if (others === undefined || dirname(b) !== folder) return false;
  const stem = (path: string) => path.slice(0, -".ts".length);
  const stems = [...graph.keys()].filter((path) => dirname(path) === folder).map(stem);
  const family = (path: string) =>
    stems.filter((name) => `${stem(path)}_`.startsWith(`${name}_`)).sort()[0];
  return !others.includes(a) && !others.includes(b) && family(a) !== family(b);
}

function reachesTfjs(start: string, graph: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set([start]);
  for (const path of seen) for (const to of graph.get(path) ?? []) seen.add(to);
  return [...seen].some((to) => to.includes("@tensorflow/"));
}

function reservedUses({ path, imports, text }: SourceFile): string[] {
  const code = text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
  const all = `${imports.join("\n")}\n${code}`;
  return RESERVED.filter(({ pattern, only }) => pattern.test(all) && !only.test(path))
    .map(({ what }) => `${path} holds ${what}, which belongs elsewhere`);
}

function wrongShape({ path, text }: SourceFile): string[] {
  const code = text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\s*(\/\/.*)?\n/gm, "");
  const lines = code.trimEnd().split("\n").length;
  return [
    ...(BANNED_NAME.test(path) ? [`${path} has a name that says nothing`] : []),
    ...(lines > LONGEST && !/^\/\/ Long because /m.test(text)
      ? [`${path} has ${lines} lines of code and no comment "// Long because ..."`]
      : []),
  ];
}

/** The first circle in a graph, as a sentence. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>, what: string): string[] {
  const done = new Set<string>();
  const visit = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle) return [`${what} in a circle: ${circle.join(" -> ")}`];
  }
  return [];
}
