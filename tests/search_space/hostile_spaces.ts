/** Spaces that nobody means, and that notebooks hand in all the same; each with what comes of it. */
import type { SearchTrial } from "../../lib/search_space/search_trial.ts";
import { hostileNames } from "../samplers/spaces.ts";

/** A search function, and whether it is refused. */
export interface HostileSpace {
  /** What it asks, for the title of a test. */
  readonly title: string;
  readonly search: (trial: SearchTrial) => unknown;
  /** The name that the refusal has to tell; null where it works. */
  readonly refused: string | null;
}

/** The suggestions as a notebook calls them, where nothing checks types. */
type Untyped = Record<"suggestFloat" | "suggestInt" | "suggestCategorical", Ask>;
type Ask = (...args: unknown[]) => unknown;

const MAX = Number.MAX_SAFE_INTEGER;
const ragged: unknown[] = [1, 2, 3];
delete ragged[1];
const endless: unknown[] = [1];
endless.push(endless);

const noNames = [
  ...["", " ", "\t\n\u00a0", "0", "12", "4294967295", "b".repeat(513), "\ud800", "a\udfff"],
  ...[undefined, null, 0, NaN, true, 1n, Symbol("rate"), ["rate"], {}, () => "rate", new Date(0)],
];
const noNumbers = [
  ...[NaN, Infinity, -Infinity, undefined, null, "1", "", true, 1n, [], [1], {}],
  ...[() => 1, Symbol("low"), new Number(1), new Date(0)],
];

/** At least 200. */
export const hostileSpaces: readonly HostileSpace[] = [
  ...hostileNames.flatMap((name) => [
    works("suggestFloat", name, 0, 1),
    works("suggestInt", name, 1, 64, { log: true }),
    works("suggestCategorical", name, ["a", 1, null, true]),
    refused("suggestInt", name, 2, 1),
  ]),
  ...noNames.flatMap((name) => [
    refused("suggestFloat", name, 0, 1),
    refused("suggestInt", name, 0, 1),
    refused("suggestCategorical", name, [1]),
  ]),
  ...noNumbers.flatMap((bound) => [
    refused("suggestFloat", 'a "rate"', bound, 1),
    refused("suggestFloat", 'a "rate"', 0, bound),
    refused("suggestInt", "it's", bound, 1),
    refused("suggestInt", "it's", 0, bound),
  ]),
  // Reversed and impossible ranges.
  refused("suggestFloat", "rate", 1, 0),
  refused("suggestFloat", "rate", 1e-300, 0),
  refused("suggestFloat", "rate", 0, 1, { log: true }),
  refused("suggestFloat", "rate", -1, 1, { log: true }),
  refused("suggestFloat", "rate", 1, 2, { log: true, step: 0.5 }),
  refused("suggestFloat", "rate", -1.7e308, 1.7e308),
  refused("suggestInt", "filters", 8, 7),
  refused("suggestInt", "filters", 0.5, 7),
  refused("suggestInt", "filters", 0, 7.5),
  refused("suggestInt", "filters", 0, 7, { log: true }),
  refused("suggestInt", "filters", 1, 7, { log: true, step: 2 }),
  refused("suggestInt", "filters", 0, 2 ** 53),
  refused("suggestInt", "filters", -MAX, MAX),
  refused("suggestInt", "filters", 0, MAX),
  // Steps and options.
  ...[0, -1, NaN, Infinity, "1", true, [1], {}, 1n].flatMap((step) => [
    refused("suggestFloat", "rate", 0, 1, { step }),
    refused("suggestInt", "filters", 0, 8, { step }),
  ]),
  refused("suggestInt", "filters", 0, 8, { step: 0.5 }),
  refused("suggestInt", "filters", 0, 8, { step: null }),
  refused("suggestFloat", "rate", 0, 1, { step: 1e-300 }),
  refused("suggestFloat", "rate", 1e16, 1e16 + 8, { step: 0.1 }),
  ...[null, 0, 1, "yes", [], {}].flatMap((log) => [
    refused("suggestFloat", "rate", 1, 2, { log }),
    refused("suggestInt", "filters", 1, 2, { log }),
  ]),
  ...[null, true, 0.1, "log", [], () => {}, { steps: 1 }, { Log: true }, { base: 10 }].flatMap(
    (options) => [
      refused("suggestFloat", "rate", 1, 2, options),
      refused("suggestInt", "filters", 1, 2, options),
    ],
  ),
  // Lists of choices.
  ...[undefined, null, 0, "ab", true, {}, new Set([1]), () => [1], [], [[]], [{}], ragged, endless]
    .map((choices) => refused("suggestCategorical", "choice", choices)),
  ...[undefined, NaN, Infinity, 1n, Symbol("a"), () => 1, new Date(0), ["a"]]
    .map((choice) => refused("suggestCategorical", "choice", ["a", choice])),
  ...[["a", "a"], [1, 1.0], [0, -0], [null, null], [true, 1, true]]
    .map((choices) => refused("suggestCategorical", "choice", choices)),
  refused("suggestCategorical", "choice", "a", "b"),
  works("suggestCategorical", "choice", ["", " ", "\n", "__proto__", '"', "'", "\ud800"]),
  works("suggestCategorical", "choice", [1, "1", true, "true", null, "null", 0, false, ""]),
  works("suggestCategorical", "choice", [5e-324, 1.7e308, -1.7e308]),
  // Enormous, and of one value.
  works("suggestFloat", "rate", -8e307, 8e307),
  works("suggestFloat", "rate", 5e-324, 1.7e308, { log: true }),
  works("suggestFloat", "rate", 0, 1e9, { step: 1e-6 }),
  works("suggestFloat", "rate", 0.3, 0.3),
  works("suggestFloat", "rate", 0, 1, { step: 5 }),
  works("suggestFloat", "rate", 0, 1, { step: null, log: false }),
  works("suggestInt", "filters", 0, MAX - 1),
  works("suggestInt", "filters", -MAX, -1),
  works("suggestInt", "filters", 1, MAX, { log: true }),
  works("suggestInt", "filters", 7, 7, { log: true }),
  works("suggestInt", "filters", 0, 8, { step: MAX }),
  works("suggestCategorical", "choice", Array.from({ length: 100_000 }, (_, i) => i)),
];

function works(method: keyof Untyped, ...args: readonly unknown[]): HostileSpace {
  return { ...refused(method, ...args), refused: null };
}

function refused(method: keyof Untyped, ...args: readonly unknown[]): HostileSpace {
  return {
    title: `${method}(${args.map((it) => Deno.inspect(it, { depth: 0 })).join(", ").slice(0, 70)})`,
    search: (trial) => (trial as unknown as Untyped)[method](...args),
    refused: typeof args[0] === "string" ? args[0] : "",
  };
}
