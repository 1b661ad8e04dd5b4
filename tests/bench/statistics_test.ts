import { assert, assertEquals, assertThrows } from "@std/assert";
import { measureFmaRate } from "./fma_rate.ts";
import { judge } from "./memory.ts";
import { intervalOfMean, median, slope } from "./statistics.ts";

Deno.test("memory is flat where neither what is kept nor the tensors grow", () => {
  const sample = { rssMiB: 300, pssMiB: null, heapMiB: 60, liveHeapMiB: 20, tensors: 18 };
  const garbage = [0, 1, 2].map((i) => ({ ...sample, rssMiB: 300 + 20 * i, heapMiB: 60 + 20 * i }));
  const leak = [0, 1, 2].map((i) => ({ ...sample, rssMiB: 300 + i }));
  const tensors = [18, 18, 19].map((tensors) => ({ ...sample, tensors }));
  assertEquals(judge(garbage, 100), { growthMiB: 200, keptGrowthMiB: 0, flat: true });
  assertEquals(judge(leak, 100), { growthMiB: 10, keptGrowthMiB: 10, flat: false });
  const live = [20, 20, 22].map((liveHeapMiB) => ({ ...sample, liveHeapMiB }));
  assertEquals(judge(live, 100), { growthMiB: 0, keptGrowthMiB: 10, flat: false });
  assertEquals(judge(tensors, 100).flat, false);
});

Deno.test("median takes the middle", () => {
  assertEquals(median([3, 1, 2]), 2);
  assertEquals(median([4, 1, 2, 3]), 2.5);
  assertEquals(median([7]), 7);
  assert(Number.isNaN(median([])));
});

Deno.test("slope is the growth from one value to the next, whatever one of them does", () => {
  assertEquals(slope([1, 3, 5, 7]), 2);
  assertEquals(slope([1, 1, 9, 1, 1]), 0);
});

Deno.test("the FMA rate is a number of GFLOP/s", () => {
  const rate = measureFmaRate();
  assert(rate > 0.1 && rate < 10_000, `${rate}`);
});

Deno.test("the interval of a mean is Student's", () => {
  // Variance 2.5, five values: 2.776 · √(2.5 / 5).
  const { mean, margin } = intervalOfMean([1, 2, 3, 4, 5]);
  assertEquals(mean, 3);
  assert(Math.abs(margin - 1.963) < 0.001, `${margin}`);
  assertThrows(() => intervalOfMean([1]), RangeError, "2 to 10 values, got 1");
});
