import { assertEquals } from "@std/assert";
import {
  distinctColors,
  PRUNED_SYMBOL,
  translucent,
  trialColor,
  trialSymbol,
} from "../../lib/plots/palette.ts";

Deno.test("trials 0 to 35 differ in colour or marker", () => {
  const looks = Array.from({ length: 36 }, (_, i) => trialColor(i) + trialSymbol(i));
  assertEquals(new Set(looks).size, 36);
});

Deno.test("six trials in a row differ in their marker alone", () => {
  for (const first of [0, 6, 12]) {
    const markers = Array.from({ length: 6 }, (_, i) => trialSymbol(first + i));
    assertEquals(new Set(markers).size, 6);
  }
});

Deno.test("no trial's marker is that of a pruned one", () => {
  const markers = Array.from({ length: 36 }, (_, i) => trialSymbol(i));
  assertEquals(markers.includes(PRUNED_SYMBOL), false);
});

Deno.test("a colour is made translucent", () => {
  assertEquals([0, 0.05, 1].map((opacity) => translucent("#123456", opacity)), [
    "#12345600",
    "#1234560d",
    "#123456ff",
  ]);
});

Deno.test("six trials have six colours, and each its own unless another has it", () => {
  const colors = distinctColors([3, 6, 7, 9, 12, 20]);
  assertEquals(new Set(colors.values()).size, 6);
  for (const number of [3, 6, 7, 20]) assertEquals(colors.get(number), trialColor(number));
});

Deno.test("more trials than colours have their own", () => {
  const numbers = Array.from({ length: 8 }, (_, i) => i);
  assertEquals([...distinctColors(numbers).values()], numbers.map(trialColor));
});
