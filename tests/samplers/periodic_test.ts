import { assert, assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import { formatLayers } from "../../lib/models/compact.ts";
import { describeNet } from "../../lib/models/shapes.ts";
import { periodicSampler } from "../../lib/samplers/periodic.ts";

const numbers = Array.from({ length: 300 }, (_, number) => number);

Deno.test("periodicSampler() draws conv, pool, ..., dropout, flatten, dense", () => {
  const sampler = periodicSampler({ seed: 1 });
  for (const number of numbers) {
    const { name, layers } = sampler.sample(number);
    assertEquals(name, `Periodic ${number + 1}`);
    assertMatch(
      formatLayers(layers),
      /^(C(16|32|64)(\(k5\))? P2 ){1,3}Dr\.(25|5) F D(64|128|256)$/,
    );
  }
});

Deno.test("periodicSampler() draws every choice", () => {
  const sampler = periodicSampler({ seed: 1 });
  const all = numbers.map((number) => formatLayers(sampler.sample(number).layers));
  const choices = ["C16", "C32", "C64", "k5", "Dr.25", "Dr.5", "D64", "D128", "D256"];
  for (const choice of choices) assert(all.some((text) => text.includes(choice)), choice);
  for (const periods of [1, 2, 3]) {
    assert(all.some((text) => text.split("P2").length - 1 === periods), `${periods} periods`);
  }
});

Deno.test("periodicSampler() draws nets that can be built, even where only some kernels fit", () => {
  const tight = { periods: [3, 4], kernelSizes: [1, 3, 5, 7, 27] };
  for (const options of [{}, tight, { periods: [3], kernelSizes: [3] }]) {
    const sampler = periodicSampler({ seed: 2, ...options });
    for (const number of numbers) describeNet(sampler.sample(number).layers);
  }
});

Deno.test("periodicSampler() gives a number the same net whatever was drawn before", () => {
  const forward = periodicSampler({ seed: 3 });
  const drawn = numbers.map((number) => forward.sample(number));
  const backward = periodicSampler({ seed: 3 });
  for (const number of numbers.toReversed()) assertEquals(backward.sample(number), drawn[number]);
});

Deno.test("periodicSampler() draws other nets for another seed, 0 included", () => {
  const [zero, one] = [0, 1].map((seed) => {
    const sampler = periodicSampler({ seed });
    return numbers.slice(0, 10).map((number) => sampler.sample(number));
  });
  assertNotEquals(zero, one);
});

Deno.test("periodicSampler() draws the nets that it drew when this test was written", () => {
  const sampler = periodicSampler({ seed: 1 });
  assertEquals([0, 1, 2].map((number) => formatLayers(sampler.sample(number).layers)), [
    "C32 P2 C32 P2 C64 P2 Dr.25 F D64",
    "C32 P2 C32(k5) P2 C64 P2 Dr.5 F D64",
    "C16(k5) P2 Dr.25 F D128",
  ]);
});

Deno.test("periodicSampler() draws from the choices it is given", () => {
  const sampler = periodicSampler({
    seed: 1,
    periods: [2],
    filters: [8],
    kernelSizes: [3],
    dropoutRates: [0.1],
    denseUnits: [10],
  });
  assertEquals(formatLayers(sampler.sample(5).layers), "C8 P2 C8 P2 Dr.1 F D10");
});

Deno.test("periodicSampler() refuses bad choices when it is created", () => {
  const refused: [Parameters<typeof periodicSampler>[0], string][] = [
    [{ seed: 0.5 }, "Expected seed of periodicSampler() to be a whole number"],
    [{ seed: 1, filters: [] }, "Expected filters of periodicSampler() to be at least one choice"],
    [{ seed: 1, filters: [16, 0] }, "got 0."],
    [{ seed: 1, kernelSizes: [2.5] }, "got 2.5."],
    [{ seed: 1, dropoutRates: [1] }, "got 1."],
    [{ seed: 1, denseUnits: [-1] }, "got -1."],
    [{ seed: 1, periods: [0] }, "Expected periods of periodicSampler() to be a whole number"],
    [{ seed: 1, periods: [1, 4] }, "few enough for images of 28x28 and kernels of 3x3, got 4."],
    [{ seed: 1, periods: [1], kernelSizes: [28] }, "kernels of 28x28, got 1."],
  ];
  for (const [options, message] of refused) {
    assertThrows(() => periodicSampler(options), RangeError, message);
  }
  const misspelt = { seed: 1, filter: [8] };
  assertThrows(() => periodicSampler(misspelt), TypeError, 'got "filter"; did you mean "filters"?');
});

Deno.test("sample() refuses a number that is no place in a sequence", () => {
  const sampler = periodicSampler({ seed: 1 });
  assertThrows(() => sampler.sample(-1), RangeError, "at least 0, got -1");
  assertThrows(() => sampler.sample(0.5), RangeError, "at least 0, got 0.5");
});
