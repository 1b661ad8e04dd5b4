import { assert, assertEquals } from "@std/assert";
import { INK } from "../../lib/plots/figure.ts";
import {
  distinctColors,
  ORDER_SCALE,
  PRUNED_SYMBOL,
  translucent,
  trialColor,
  trialSymbol,
} from "../../lib/plots/palette.ts";
import { contrastOf, distanceOf, type Sight } from "./seen_colors.ts";

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

const colors = Array.from({ length: 6 }, (_, i) => trialColor(i));
const pages = { light: "#ffffff", dark: "#111111" };
/** Nearer ones would be told apart by their markers alone. */
const LEAST_DISTANCE = 15;

/** Pairs that are nearer to each other than is told apart at a glance. */
function pairsTooNear(palette: readonly string[], sight: Sight): string[] {
  return palette.flatMap((one, i) =>
    palette.slice(i + 1).filter((other) => distanceOf(one, other, sight) < LEAST_DISTANCE)
      .map((other) => `${one} and ${other}`)
  );
}

// Green and pink are the nearest pair, 19 for those who lack the middle cones. All is told twice:
// trials differ in their markers too, training is dashed.
for (const sight of ["normal", "protanopia", "deuteranopia"] as const) {
  Deno.test(`six trials are told apart by their colours, ${sight} sight`, () => {
    assertEquals(pairsTooNear(colors, sight), []);
  });

  Deno.test(`the ends of the order of trials are told from its middle, ${sight} sight`, () => {
    assertEquals(pairsTooNear(ORDER_SCALE.map(([, color]) => color), sight), []);
  });
}

Deno.test("greys are seen alike by all, and red and green are not", () => {
  for (const sight of ["protanopia", "deuteranopia"] as const) {
    assert(distanceOf("#000000", "#ffffff", sight) > 99.9);
    const [red, green] = ["#d62728", "#2ca02c"];
    assert(distanceOf(red, green, sight) < distanceOf(red, green) / 3);
  }
});

Deno.test("texts have a contrast of 3 to light and dark pages", () => {
  for (const page of Object.values(pages)) assert(contrastOf(INK, page) >= 3, page);
});

// Amber and sky blue are light, for those who see no hues; on white their contrast is above 2.2.
Deno.test("four trial colours have a contrast of 3 to light pages, and all to dark ones", () => {
  const pale = (page: string) => colors.filter((color) => contrastOf(color, page) < 3);
  assertEquals(pale(pages.dark), []);
  assertEquals(pale(pages.light), ["#E69F00", "#56B4E9"]);
  for (const color of colors) assert(contrastOf(color, pages.light) > 2.2, color);
});

Deno.test("contrasts are those of WCAG 2", () => {
  assertEquals(contrastOf("#ffffff", "#000000").toFixed(2), "21.00");
  assertEquals(contrastOf("#777777", "#ffffff").toFixed(2), "4.48");
});
