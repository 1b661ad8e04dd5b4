import { assert, assertEquals, assertLess } from "@std/assert";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Distribution, ParamValue } from "../../lib/search_space/distributions.ts";
import { testSampler } from "./sampler_contract.ts";

testSampler("randomSampler()", randomSampler);

function draw(distribution: Distribution, count: number): ParamValue[] {
  return Array.from({ length: count }, (_, number) => {
    const context = { number, seed: 7, direction: "maximize", trials: [] } as const;
    return randomSampler().begin(context)!("x", distribution);
  });
}

/** Fails unless so many draws fall to each value as its probability says, within 5 deviations. */
function assertShares(distribution: Distribution, shares: [ParamValue, number][]): void {
  const count = 20_000;
  const values = draw(distribution, count);
  for (const [value, share] of shares) {
    const found = values.filter((it) => it === value).length;
    const deviation = Math.sqrt(count * share * (1 - share));
    assertLess(Math.abs(found - count * share), 5 * deviation, `${value}: ${found}`);
  }
}

Deno.test("randomSampler() draws all values of a list, a grid and a range alike", () => {
  const choices = ["a", null, 3, true];
  assertShares({ kind: "categorical", choices }, choices.map((choice) => [choice, 0.25]));
  assertShares(
    { kind: "float", low: 0.1, high: 0.7, log: false, step: 0.1 },
    [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((value) => [value, 1 / 7]),
  );
  assertShares(
    { kind: "int", low: -2, high: 4, log: false, step: 3 },
    [-2, 1, 4].map((value) => [value, 1 / 3]),
  );
});

Deno.test("randomSampler() draws whole numbers by the logarithm of n - 0.5 to n + 0.5", () => {
  const width = Math.log(8.5) - Math.log(0.5);
  assertShares(
    { kind: "int", low: 1, high: 8, log: true, step: 1 },
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n, (Math.log(n + 0.5) - Math.log(n - 0.5)) / width]),
  );
});

Deno.test("randomSampler() draws real numbers evenly, with log by their logarithm", () => {
  const decades = draw({ kind: "float", low: 1e-4, high: 1, log: true, step: null }, 20_000)
    .map((value) => Math.floor(Math.log10(Number(value))));
  const tenths = draw({ kind: "float", low: -1, high: 1, log: false, step: null }, 20_000)
    .map((value) => Math.floor(Number(value) * 5));
  for (const [parts, count] of [[decades, 4], [tenths, 10]] as const) {
    const share = 1 / count;
    for (const part of new Set(parts)) {
      const found = parts.filter((it) => it === part).length / 20_000;
      assertLess(Math.abs(found - share), 5 * Math.sqrt(share * (1 - share) / 20_000));
    }
    assertEquals(new Set(parts).size, count);
  }
});

Deno.test("randomSampler() draws names of one trial apart from each other", () => {
  const distribution = { kind: "float", low: 0, high: 1, log: false, step: null } as const;
  const context = { number: 0, seed: 1, direction: "maximize", trials: [] } as const;
  const suggest = randomSampler().begin(context)!;
  const values = ["a", "b", "ab", "a\0b"].map((name) => suggest(name, distribution));
  assertEquals(new Set(values).size, 4);
});

Deno.test("randomSampler() reaches beyond 32 bits", () => {
  const high = Number.MAX_SAFE_INTEGER - 1;
  const values = draw({ kind: "int", low: 0, high, log: false, step: 1 }, 100).map(Number);
  assert(values.some((value) => value % 2 === 1) && values.some((value) => value % 2 === 0));
});
