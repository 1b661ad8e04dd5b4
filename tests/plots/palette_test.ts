import { assertEquals } from "@std/assert";
import { trialColor, trialSymbol } from "../../lib/plots/palette.ts";

Deno.test("trials 0 to 35 differ in colour or marker", () => {
  const looks = Array.from({ length: 36 }, (_, i) => trialColor(i) + trialSymbol(i));
  assertEquals(new Set(looks).size, 36);
});
