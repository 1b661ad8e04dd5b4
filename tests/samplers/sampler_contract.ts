/** What every sampler keeps to, as one suite that each sampler's own test runs. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import type { Sampler, SamplerContext } from "../../lib/samplers/sampler.ts";
import type { Distribution, ParamValue, Suggest } from "../../lib/search_space/distributions.ts";
import { drawValue } from "../../lib/search_space/draw_value.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";
import { asRunning, freeze, type Search, simulate } from "./simulate.ts";
import { conditional, distributions, hostile, hostileNames } from "./spaces.ts";

/** Why a sampler leaves a part of the contract out. */
export interface Skips {
  /** By the name of a kind in `distributions` of `spaces.ts`: why it is refused. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** Why another seed need not give other values. */
  readonly seeds?: string;
}

/** Each sampler of its own draws: past trials that no sampler under test has made. */
const drawn: Sampler = {
  settings: { kind: "drawn" },
  begin: ({ number, seed }) => (name, distribution) =>
    drawValue(distribution, createRandom(seed, "drawn", number, name)),
};

/** Runs the contract over samplers that `create` makes. */
export function testSampler(title: string, create: () => Sampler, skips: Skips = {}): void {
  const { kinds = {}, seeds } = skips;
  for (const [kind, list] of Object.entries(distributions)) {
    test(`keeps to bounds and steps: ${kind}`, kinds[kind], () => {
      for (const [i, distribution] of list.entries()) {
        for (const direction of ["maximize", "minimize"] as const) {
          askOften(create(), distribution, direction, `${kind} ${i}`);
        }
      }
    });
  }

  test("does not give every trial the same", undefined, () => {
    const trials = simulate(create(), conditional, { trials: 12 });
    assert(new Set(trials.map(({ params }) => JSON.stringify(params))).size > 3);
  });

  test("gives the same for the same past, whatever it did before", undefined, () => {
    const options = { trials: 40, running: 7, pruning: true };
    const used = create();
    simulate(used, hostile, { trials: 10, seed: 9 });
    assertEquals(simulate(used, conditional, options), simulate(create(), conditional, options));
  });

  test("gives other values for another seed", seeds, () => {
    const [one, two] = [1, 2].map((seed) => simulate(create(), conditional, { trials: 5, seed }));
    assertNotEquals(one.map(({ params }) => params), two.map(({ params }) => params));
  });

  test("gives a name its value in any order of asking", undefined, () => {
    const context = contextOf(simulate(drawn, flat, { trials: 30, pruning: true }));
    const forwards = askAll(create().begin(context), [...askedFlat]);
    const backwards = askAll(create().begin(context), [...askedFlat].reverse());
    assertEquals(forwards.toSorted(), backwards.toSorted());
    const [name, distribution] = [...askedFlat].at(-1)!;
    const alone = askAll(create().begin(context), [[name, distribution]]);
    assertEquals(alone, forwards.slice(-1));
  });

  test("makes two trials at a time", undefined, () => {
    const trials = simulate(drawn, flat, { trials: 20 });
    const [early, late] = [contextOf(trials.slice(0, 15)), contextOf(trials)];
    const sampler = create();
    const suggests = [sampler.begin(early), sampler.begin(late)];
    const together = [...askedFlat].map((asked) => suggests.map((it) => askAll(it, [asked])));
    for (const [place, context] of [early, late].entries()) {
      const alone = askAll(create().begin(context), [...askedFlat]);
      assertEquals(together.flatMap((both) => both[place]), alone);
    }
  });

  test("asks conditional parameters that past trials have or lack", undefined, () => {
    for (const options of [{}, { running: 7 }, { pruning: true }, { running: 30 }]) {
      const trials = simulate(create(), conditional, { trials: 30, ...options });
      assert(trials.length > 1);
      assert(trials.every(({ state }) => state !== "failed"));
    }
  });

  test("takes a past of 1,000 trials, of which some failed, were pruned, or run", undefined, () => {
    const search: Search = (trial) => {
      const value = conditional(trial);
      if (trial.number % 9 === 0) throw new RangeError("Cannot build it.");
      return value;
    };
    const past = simulate(drawn, search, { trials: 1000, pruning: true });
    const context = contextOf(past.map((trial, i) => i % 10 < 9 ? trial : asRunning(trial)));
    const suggest = create().begin(context);
    assert(suggest !== null);
    const distribution = past[999].distributions.depth;
    assertLiesIn(distribution, suggest("depth", distribution), "depth");
  });

  test("takes a past in which nothing completed, or all values are alike", undefined, () => {
    const fails: Search = (trial) => {
      conditional(trial);
      throw new RangeError("Cannot build it.");
    };
    const alike: Search = (trial) => conditional(trial) * 0;
    for (const search of [fails, alike]) {
      const trials = simulate(create(), search, { trials: 25 });
      assert(trials.length > 1);
      assert(trials.every(({ params }) => Object.hasOwn(params, "units")));
    }
  });

  test("takes any name", undefined, () => {
    const trials = simulate(create(), hostile, { trials: 30 });
    assertEquals(trials.filter(({ state }) => state === "failed"), []);
    for (const { params } of trials) {
      for (const name of hostileNames.filter((_, i) => i % 2 === 0)) {
        assert(Object.hasOwn(params, name), name);
      }
    }
  });

  test("takes no name that all objects have for one that past trials had", undefined, () => {
    const trials = simulate(drawn, flat, { trials: 24 });
    const distribution = { kind: "int", low: 1, high: 9, log: false, step: 1 } as const;
    for (let count = 0; count <= trials.length; count++) {
      const suggest = create().begin(contextOf(trials.slice(0, count)));
      assert(suggest !== null);
      for (const name of ["__proto__", "constructor", "toString", "valueOf"]) {
        assertLiesIn(distribution, suggest(name, distribution), name);
      }
    }
  });

  test("has settings that a file can keep", undefined, () => {
    const { settings } = create();
    assertEquals(JSON.parse(JSON.stringify(settings)), settings);
    assert(/^\w+$/.test(settings.kind), settings.kind);
  });

  function test(claim: string, skipped: string | undefined, fn: () => void): void {
    const reason = skipped === undefined ? "" : ` (not asked: ${skipped})`;
    Deno.test({ name: `${title} ${claim}${reason}`, ignore: skipped !== undefined, fn });
  }
}

/** Makes 25 trials of one parameter; each value has to lie in the distribution. */
function askOften(
  sampler: Sampler,
  distribution: Distribution,
  direction: SamplerContext["direction"],
  what: string,
): void {
  const trials: PastTrial[] = [];
  for (let number = 0; number < 25; number++) {
    const suggest = sampler.begin(freeze({ number, seed: 3, direction, trials: [...trials] }));
    if (suggest === null) break;
    const value = suggest("x", distribution);
    assertLiesIn(distribution, value, what);
    trials.push({
      number,
      state: "complete",
      params: { x: value },
      distributions: { x: distribution },
      value: typeof value === "number" ? Math.atan(value) : number,
      intermediate: [],
    });
  }
  assert(trials.length > 0);
}

/** In words of its own, not by the library's check. */
function assertLiesIn(distribution: Distribution, value: ParamValue, what: string): void {
  const message = `${what} gave ${value}`;
  if (distribution.kind === "categorical") {
    return assert(distribution.choices.includes(value), message);
  }
  const { kind, low, high, step } = distribution;
  if (typeof value !== "number") return assert(false, message);
  assert(value >= low && value <= high, message);
  if (kind === "int") assert(Number.isSafeInteger(value), message);
  if (step === null) return;
  const steps = (value - low) / step;
  // Of 2e12 steps the last bit of a value is worth 1e-4.
  assert(Math.abs(steps - Math.round(steps)) < 1e-3, message);
}

/** A space without conditions. */
const askedFlat = new Map<string, Distribution>([
  ["whole", { kind: "int", low: 1, high: 40, log: false, step: 1 }],
  ["sized", { kind: "int", low: 1, high: 512, log: true, step: 1 }],
  ["stepped", { kind: "float", low: 0, high: 1, log: false, step: 0.1 }],
  ["chosen", { kind: "categorical", choices: ["a", "b", "c"] }],
  ["last", { kind: "int", low: 0, high: 8, log: false, step: 2 }],
]);

const flat: Search = (trial) =>
  trial.suggestInt("whole", 1, 40) + trial.suggestInt("sized", 1, 512, { log: true }) +
  trial.suggestFloat("stepped", 0, 1, { step: 0.1 }) +
  trial.suggestCategorical("chosen", ["a", "b", "c"]).length +
  trial.suggestInt("last", 0, 8, { step: 2 });

function contextOf(trials: readonly PastTrial[]): SamplerContext {
  return freeze({ number: trials.length, seed: 5, direction: "minimize", trials });
}

function askAll(
  suggest: Suggest | null,
  asked: readonly [string, Distribution][],
): [string, ParamValue][] {
  assert(suggest !== null);
  return asked.map(([name, distribution]) => [name, suggest(name, distribution)]);
}
