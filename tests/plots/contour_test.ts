import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { plotContour } from "../../lib/plots/contour.ts";
import { searchedTrial, searchedTrials } from "../results/searched_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const params = ["rate", "units"];

Deno.test("plotContour() draws trials that have both params, over guesses from those nearby", () => {
  const { data: [guesses, dots], layout, description } = plotContour(searchedTrials, {
    params,
  }) as Loose;
  assertEquals([dots.x, dots.y], [[0.01, 0.1], [8, 12]]);
  assertEquals(dots.marker.symbol, ["circle", "star"]);
  const z = new Float32Array(Uint8Array.fromBase64(guesses.z.bdata).buffer);
  assertEquals([guesses.z.dtype, guesses.z.shape, z.length], ["f4", "41, 41", 41 * 41]);
  assertEquals([z[0], Number.isNaN(z[40])], [Math.fround(0.9), true]);
  assertStringIncludes(layout.title.text, "1 trials lack a param");
  assertEquals(
    description,
    "Validation accuracy after the last epoch of 2 trials over rate and units; best 95.00 % at " +
      "rate 0.1, units 12.",
  );
});

Deno.test("plotContour() takes the two most important params, and says where there are none", () => {
  const trials = Array.from({ length: 20 }, (_, i) =>
    searchedTrial(i, 0.5 + ((i * 7) % 9) / 20, {
      kind: ["wide", "<b>", null][i % 3],
      rate: 0.01 * 100 ** (((i * 11) % 20) / 19),
      units: 8 + (i * 7) % 9,
    }));
  const { layout } = plotContour(trials) as Loose;
  assertEquals(layout.xaxis.title.text, "units");
  assertThrows(
    () => plotContour([searchedTrial(0, 0.5, { rate: 1 })]),
    RangeError,
    "two params or more that all trials have",
  );
});

Deno.test("plotContour() refuses any number of params but two different ones", () => {
  for (const params of [["rate"], ["rate", "rate"], ["rate", "units", "kind"]]) {
    assertThrows(() => plotContour(searchedTrials, { params }), RangeError, "two different ones");
  }
});
