import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { createCategoricalKernels, createNumericKernels } from "../../lib/samplers/tpe_kernels.ts";
import { createMixture, type Mixture } from "../../lib/samplers/tpe_mixture.ts";
import {
  logNormalBetween,
  logNormalDensity,
  normalBelow,
  normalBetween,
} from "../../lib/samplers/tpe_normal.ts";
import type { FloatDistribution, IntDistribution } from "../../lib/search_space/distributions.ts";

const real: FloatDistribution = { kind: "float", low: -2, high: 3, log: false, step: null };
const rate: FloatDistribution = { kind: "float", low: 1e-4, high: 1, log: true, step: null };
const share: FloatDistribution = { kind: "float", low: 0, high: 1, log: false, step: 0.25 };
const whole: IntDistribution = { kind: "int", low: 2, high: 20, log: false, step: 3 };
const sized: IntDistribution = { kind: "int", low: 1, high: 100, log: true, step: 1 };
const fine: IntDistribution = { kind: "int", low: 0, high: 100_000, log: false, step: 1 };
/** Scattered evenly over `real`. */
const many = Array.from({ length: 60 }, (_, i) => (i * 37 % 101) / 101 * 5 - 2);

function mixtureOf(distribution: FloatDistribution | IntDistribution, observed: number[]): Mixture {
  return createMixture([createNumericKernels(distribution, observed)], observed.length);
}

function assertLogDensities(mixture: Mixture, expected: [values: number[], density: number][]) {
  for (const [values, density] of expected) {
    assertAlmostEquals(mixture.logDensity(values), density, 1e-7, `${values}`);
  }
}

// The expected numbers are those of Optuna 5.0.0's _ParzenEstimator.log_pdf().

Deno.test("the density over real numbers is Optuna's", () => {
  assertLogDensities(mixtureOf(real, [0.5, -1.25, 2.75, 0.5]), [
    [[-2], -1.87933462846],
    [[0], -1.48777729261],
    [[0.5], -1.48417350841],
    [[2.9], -1.85244638579],
  ]);
  assertLogDensities(mixtureOf(real, [2.5]), [
    [[-2], -1.82220580492],
    [[0.5], -1.56861824531],
    [[2.9], -1.57332420834],
  ]);
  assertLogDensities(mixtureOf(real, []), [[[-2], -1.69346011194], [[0.5], -1.56846011194]]);
});

Deno.test("the density over logarithms is Optuna's", () => {
  assertLogDensities(mixtureOf(rate, [1e-3, 0.02, 0.5, 1e-4]), [
    [[1e-4], -2.08756067776],
    [[3e-3], -2.16244029977],
    [[0.1], -2.33227631654],
    [[1], -2.54818813128],
  ]);
});

Deno.test("the probabilities of steps are Optuna's", () => {
  assertLogDensities(mixtureOf(share, [0.25, 0.75, 0.75]), [
    [[0], -2.02852903968],
    [[0.25], -1.73862773491],
    [[0.5], -1.44445856561],
    [[1], -1.63628347027],
  ]);
  assertLogDensities(mixtureOf(whole, [5, 5, 5, 17, 20]), [
    [[2], -1.88950090407],
    [[5], -1.56998211323],
    [[11], -2.30249054214],
    [[20], -1.85086332309],
  ]);
  assertLogDensities(mixtureOf(sized, [1, 4, 32, 33, 100]), [
    [[1], -1.87465840731],
    [[4], -3.23089187639],
    [[50], -5.25264072678],
    [[100], -6.01432501288],
  ]);
  assertLogDensities(mixtureOf(fine, [100, 50_000, 50_001, 99_999]), [
    [[0], -11.6791393838],
    [[60], -11.6785431195],
    [[50_000], -11.4344663448],
    [[100_000], -11.6793686902],
  ]);
});

Deno.test("the probabilities of choices are Optuna's", () => {
  const mixture = createMixture([createCategoricalKernels(3, [0, 0, 2])], 3);
  assertLogDensities(mixture, [
    [[0], -0.741937344729],
    [[1], -1.6582280766],
    [[2], -1.09861228867],
  ]);
});

Deno.test("old observations weigh less, as in Optuna", () => {
  assertLogDensities(mixtureOf(real, many), [
    [[-2], -2.35818498315],
    [[0], -1.43628192013],
    [[0.5], -1.37395613522],
    [[2.9], -1.85335531789],
  ]);
  assertLogDensities(mixtureOf(real, many.slice(0, 26)), [
    [[-2], -2.11595463604],
    [[0], -1.2690253805],
    [[0.5], -1.77537547737],
    [[2.9], -1.94032548872],
  ]);
});

Deno.test("the density over several parameters together is Optuna's", () => {
  const mixture = createMixture([
    createNumericKernels(real, [0.5, -1.25, 2.75]),
    createNumericKernels(whole, [5, 11, 20]),
    createCategoricalKernels(3, [0, 2, 2]),
    createNumericKernels(rate, [1e-3, 0.02, 0.5]),
  ], 3);
  assertLogDensities(mixture, [
    [[0, 5, 0, 1e-3], -6.08304768123],
    [[2.9, 20, 2, 0.9], -5.72556508323],
    [[-1, 8, 1, 0.03], -7.18500630564],
  ]);
});

Deno.test("a kernel is as wide as the larger gap to its neighbours, or as the least width", () => {
  const random = createRandom(4, "mixture");
  const { low, high } = real;
  const range = high - low;
  for (const count of [2, 3, 20, 97, 98, 99, 400]) {
    // Some alone, some at the ends, some close together, some alike.
    const observed = Array.from({ length: count }, (_, i) => {
      const value = [random.uniform() * 5 - 2, 1 + random.normal() / 20, -1, low, high][i % 5];
      return Math.min(high, Math.max(low, value));
    });
    const ranks = observed.map((_, i) => i).sort((a, b) => observed[a] - observed[b] || a - b);
    const least = range / Math.min(100, count + 2);
    const densities = new Float64Array(count + 1);
    createNumericKernels(real, observed).addLogDensities(0.3, densities);
    for (const [rank, i] of ranks.entries()) {
      const center = observed[i];
      const before = rank > 0 ? center - observed[ranks[rank - 1]] : 0;
      const after = rank < count - 1 ? observed[ranks[rank + 1]] - center : 0;
      const width = Math.min(range, Math.max(least, before, after));
      const inside = normalBetween((low - center) / width, (high - center) / width);
      const density = logNormalDensity((0.3 - center) / width) - Math.log(inside * width);
      assertAlmostEquals(densities[i], density, 1e-9, `${count} observed: kernel ${i}`);
    }
  }
});

Deno.test("values are drawn as the density says", () => {
  const count = 20_000;
  const random = createRandom(1, "mixture");
  const steps = (low: number, high: number, step: number) =>
    Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  const choices = createMixture([createCategoricalKernels(4, [0, 0, 2, 3])], 4);
  const mixtures: [Mixture, number[], number][] = [
    [choices, steps(0, 3, 1), 1],
    // What lies within half a part of each value, and what the density gives it.
    [mixtureOf(share, [0.25, 0.75, 0.75]), steps(0, 1, 0.25), 0.25],
    [mixtureOf(sized, [1, 4, 32, 33, 100]), steps(1, 100, 1), 1],
    [mixtureOf(real, [0.5, -1.25, 2.75, 0.5]), steps(-1.99, 2.99, 0.02), 0.02],
    [mixtureOf(real, many), steps(-1.99, 2.99, 0.02), 0.02],
  ];
  for (const [i, [mixture, values, part]] of mixtures.entries()) {
    const scale = i < 3 ? 1 : part;
    const expected = values.map((value) => scale * Math.exp(mixture.logDensity([value])));
    assertAlmostEquals(expected.reduce((a, b) => a + b), 1, 1e-3, `mixture ${i}`);
    const found = values.map(() => 0);
    for (let k = 0; k < count; k++) {
      found[
        Math.min(values.length - 1, Math.round((mixture.draw(random)[0] - values[0]) / part))
      ]++;
    }
    let [below, expectedBelow] = [0, 0];
    for (const [j, share] of expected.entries()) {
      below += found[j] / count;
      expectedBelow += share;
      // The critical distance of Kolmogorov and Smirnov is 1.63 deviations at 1 %.
      assertLess(Math.abs(below - expectedBelow), 1.63 / Math.sqrt(count), `mixture ${i} at ${j}`);
    }
  }
});

Deno.test("values stay in the range, wherever the kernels lie", () => {
  const random = createRandom(2, "mixture");
  for (const distribution of [real, rate]) {
    const { low, high } = distribution;
    const mixture = mixtureOf(distribution, [low, low, high, high, high]);
    for (let i = 0; i < 2000; i++) {
      const [value] = mixture.draw(random);
      assert(value >= low && value <= high, `${value}`);
      assert(Number.isFinite(mixture.logDensity([value])), `${value}`);
    }
  }
});

Deno.test("what is drawn in steps is a step, as its probability is that of a step", () => {
  const random = createRandom(3, "mixture");
  const stepped = [whole, sized, share].map((it) =>
    [it, mixtureOf(it, [it.low, it.high])] as const
  );
  for (const [{ low, step }, mixture] of stepped) {
    for (let i = 0; i < 200; i++) {
      const [value] = mixture.draw(random);
      assertEquals((value - low) / step! % 1, 0, `${value}`);
    }
  }
});

Deno.test("the normal distribution is exact in its tail", () => {
  // By mpmath with 40 digits.
  const expected = [
    [-0.01, 0.496010643685368],
    [-1, 0.158655253931457],
    [-2.03125, 0.0211148203177153],
    [-5, 2.86651571879194e-7],
    [-10, 7.61985302416053e-24],
    [-11.9, 5.91735771630610e-33],
  ];
  for (const [x, share] of expected) {
    assertLess(Math.abs(normalBelow(x) / share - 1), 1e-13, `${x}`);
  }
  assertEquals([normalBelow(0), normalBelow(-13), normalBelow(-Infinity)], [0.5, 0, 0]);
  assertAlmostEquals(normalBetween(-1, 2), 0.818594614120364, 1e-15);
  assertLess(Math.abs(normalBetween(9, 10) / normalBetween(-10, -9) - 1), 1e-15);
});

Deno.test("the logarithm of a narrow interval agrees with that of the difference", () => {
  for (const from of [-9.5, -3, 0, 0.7, 4, 9.5]) {
    for (const width of [0.0099, 0.0101, 0.001]) {
      const difference = Math.log(normalBetween(from, from + width));
      assertAlmostEquals(logNormalBetween(from, from + width), difference, 1e-7, `${from}`);
    }
  }
  assertEquals(logNormalBetween(12.5, 13), -Infinity);
  assertEquals(logNormalBetween(-13, -12.5), -Infinity);
});
