/**
 * The program that makes a study again, as text.
 *
 * @module
 */
import type { StudyRecord } from "../results/json.ts";
import type { Settings } from "../trial/plan.ts";
import { isPlainWasm } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import type { Optimizer, Setup } from "../trial/setup.ts";

/** The name that `loadMnist()` gives. */
const MNIST = "MNIST";

/** The functions that make samplers and pruners, by their kinds. */
const makers: Readonly<Record<string, string>> = {
  tpe: "tpeSampler",
  random: "randomSampler",
  grid: "gridSampler",
  median: "medianPruner",
  halving: "halvingPruner",
};

/** What is left out. */
const NONE = "null";

/** What the program may call beside `createStudy()`. */
const imported = ["loadMnist", "loadIdxFolder", "adam", "sgd", ...Object.values(makers)];

/** What the trials of a study have in common, and so stands in its options. */
type Shared = Pick<Setup, "epochs" | "batchSize" | "optimizer" | "seed">;
const shared: readonly (keyof Shared)[] = ["epochs", "batchSize", "optimizer", "seed"];

/**
 * The program that makes the study again: `createStudy()` with its options, as far as they are not
 * those that it has anyway. What a search function does is not stored, so its place is marked, with
 * what it may suggest. Null where nothing is known of the study's trials.
 *
 * @param engine What computed it, such as `wasm` or `wasm+openblas 0.3.34`.
 */
export function toRepeatCode(study: StudyRecord, engine: string): string | null {
  const { name, dataset, reference = null, plan = null, planned = study.trials.length } = study;
  const trials = study.trials.filter(({ retryOf }) => retryOf === null);
  const retries = study.trials.length - trials.length;
  const [first] = trials.filter(({ runs }) => runs.length > 0);
  if (first === undefined || plan === null) return null;
  const { protocol, limit, patience } = first.setup;
  const { objective, repeats, folds, lag, sampler, pruner } = plan;
  const common = commonOf(trials);
  const data = dataset === MNIST
    ? "loadMnist()"
    : `loadIdxFolder("...", { name: ${quote(dataset)} })`;
  const fields = [
    ["name", quote(name)],
    ["data", `await ${data}`],
    ...sampler === null ? [["cases", toCases(trials, common)]] : [
      ["search", toSearch(trials)],
      ["trials", String(planned - retries)],
      ["sampler", toMaker(sampler)],
    ],
    ...Object.entries(common).map(([key, value]) => [key, toValue(value)]),
    ["protocol", quote(protocol)],
    ["limit", quote(limit)],
    ...repeats === 1 ? [] : [["repeats", quote(repeats)]],
    ["folds", quote(folds)],
    ["metric", quote(objective.metric)],
    ["valueEpoch", quote(objective.epoch)],
    ["patience", quote(patience)],
    ["pruner", pruner === null ? NONE : toMaker(pruner)],
    ["lag", quote(lag)],
    ["reference", quote(reference)],
    ["backend", quote(isPlainWasm(engine) ? "wasm" : "blas")],
  ].filter(([, code]) => code !== NONE);
  const body = fields.map(([key, code]) => `  ${key}: ${code},\n`).join("");
  const imports = ["createStudy", ...imported.filter((one) => body.includes(`${one}(`))];
  return `import { ${imports.join(", ")} } from "../lib/mod.ts";\n\n` +
    `const study = await createStudy({\n${body}});\nawait study.optimize();\n` +
    `study.table(); // in a program: console.log(study.table())\n`;
}

/** The settings that are the same in all trials. */
function commonOf(trials: readonly Trial[]): Partial<Shared> {
  const settled = trials.filter(({ runs }) => runs.length > 0);
  const keys = shared.filter((key) =>
    new Set(settled.map(({ setup }) => JSON.stringify(setup[key]))).size === 1
  );
  return Object.fromEntries(keys.map((key) => [key, settled[0].setup[key]]));
}

function toCases(trials: readonly Trial[], common: Partial<Shared>): string {
  const rows = trials.map(({ name, setup }) => {
    const own = shared.filter((key) => !(key in common));
    const fields = [
      `name: ${quote(name)}`,
      `layers: ${quote(setup.layers)}`,
      ...own.map((key) => `${key}: ${toValue(setup[key])}`),
    ];
    return `    { ${fields.join(", ")} },\n`;
  });
  return `[\n${rows.join("")}  ]`;
}

/** What the search function asked for, and its place. */
function toSearch(trials: readonly Trial[]): string {
  const asked = new Map(trials.flatMap(({ distributions }) => Object.entries(distributions)));
  const lines = [...asked].map(([name, { kind, ...range }]) =>
    `    // ${quote(name)}: ${kind} ${quote(range)}\n`
  );
  return "(trial) => {\n    // The search function of the study, which is not stored. It asked for:\n" +
    `${lines.join("")}    throw new Error("Put the search function here.");\n  }`;
}

function toMaker({ kind, ...options }: Settings): string {
  if (!Object.hasOwn(makers, kind)) {
    return `null /* its own, of the kind ${quote(kind).replaceAll("*/", "*\\/")} */`;
  }
  return `${makers[kind]}(${Object.keys(options).length === 0 ? "" : quote(options)})`;
}

function toValue(value: Optimizer | number): string {
  if (typeof value === "number") return String(value);
  const { kind, ...options } = value;
  return `${kind}(${quote(options)})`;
}

/** Plain data as JavaScript, of characters that show what they are. */
function quote(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(quote).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([key, one]) =>
      `${/^[a-z]\w*$/i.test(key) ? key : quote(key)}: ${quote(one)}`
    );
    return `{ ${fields.join(", ")} }`;
  }
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits);
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
