import { assertEquals } from "@std/assert";
import { formatCount, formatDuration, formatPercent } from "../../lib/results/format.ts";

Deno.test("formatPercent() gives two decimals", () => {
  assertEquals([0, 0.9806, 1].map(formatPercent), ["0.00 %", "98.06 %", "100.00 %"]);
});

Deno.test("formatCount() separates thousands", () => {
  assertEquals(formatCount(1_199_882), "1,199,882");
});

Deno.test("formatDuration() takes the unit that fits and never gives 60 of one", () => {
  const durations = [0, 4249, 59_949, 59_950, 65_000, 3_599_400, 3_599_600, 7_320_000];
  assertEquals(durations.map(formatDuration), [
    "0.0 s",
    "4.2 s",
    "59.9 s",
    "1 min 00 s",
    "1 min 05 s",
    "59 min 59 s",
    "1 h 00 min",
    "2 h 02 min",
  ]);
});
