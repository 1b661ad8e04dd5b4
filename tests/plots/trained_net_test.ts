import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { plotClassScores } from "../../lib/plots/class_scores.ts";
import { plotFeatureMaps } from "../../lib/plots/feature_maps.ts";
import { plotFilters } from "../../lib/plots/filters.ts";
import { plotMistakes } from "../../lib/plots/mistakes.ts";
import type { Mistake } from "../../lib/trial/mistake.ts";
import { sampleEvaluation, sampleTrial } from "../results/sample_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

function mistake(index: number, change: Partial<Mistake> = {}): Mistake {
  const pixels = Uint8Array.of(0, 255, 128, 0, 0, 51);
  const image = { label: 4, height: 2, width: 3, pixels };
  return { index, taken: 9, probability: 0.9, ...image, ...change };
}

const captions = ({ layout }: { layout: Loose }): string[] =>
  layout.annotations.slice(1).map(({ text }: Loose) => text);

function numbersOf({ z }: Loose): number[] {
  return [...new Float32Array(Uint8Array.fromBase64(z.bdata).buffer)];
}

Deno.test("plotClassScores() draws each share of each class, and tells the worst and the best", () => {
  const test = { ...sampleEvaluation, confusion: [[6, 2, 0], [1, 3, 0], [1, 1, 0]] };
  const { data, layout, description } = plotClassScores(sampleTrial(0, { test })) as Loose;
  assertEquals(data.map(({ name, y }: Loose) => [name, y]), [
    ["precision", [0.75, 0.5, null]],
    ["recall", [0.75, 0.75, 0]],
    ["F1", [0.75, 0.6, 0]],
  ]);
  assertEquals(layout.shapes.length, 2); // none where one end is not known
  assertEquals(
    description,
    "Precision, recall and F1 of case 1 by class, test images: mean F1 45.00 %, least of class 2 " +
      "(0.00 %; precision unknown, recall 0.00 %), most of class 0 (75.00 %; precision 75.00 %, " +
      "recall 75.00 %).",
  );
});

Deno.test("plotMistakes() shows the surest first, with class, answer, probability and place", () => {
  const wrong = [
    mistake(5, { probability: 0.4 }),
    mistake(3),
    mistake(8, { probability: 0.99998 }),
  ];
  const figure = plotMistakes(wrong, { most: 2, title: "Mistakes of <b>" });
  assertEquals(captions(figure), [
    "<b>4</b> as <b>9</b>, 99.998 %<br>image 8",
    "<b>4</b> as <b>9</b>, 90.0 %<br>image 3",
  ]);
  assertEquals(
    figure.description,
    "Mistakes of <b>, the surest 2 of 3: image 8 is 4, taken for 9 (99.998 %); image 3 is 4, taken " +
      "for 9 (90.0 %).",
  );
  assertStringIncludes((figure.layout.annotations as Loose)[0].text, "Mistakes of &lt;b&gt;");
  const [, ink] = numbersOf(figure.data[0]);
  assertEquals([ink, (figure.data[0] as Loose).colorscale[1]], [1, [1, "#000000"]]);
});

Deno.test("plotMistakes() shows what is known where the answers are not, in its order", () => {
  const unknown = { taken: null, probability: null };
  const figure = plotMistakes([mistake(7, unknown), mistake(2, unknown)], { most: 1 });
  assertEquals(captions(figure), ["<b>4</b><br>image 2"]);
  assertEquals(figure.description, "Mistakes, the first 1 of 2: image 2 is 4.");
});

Deno.test("plotMistakes() says where none is left out", () => {
  const told = (count: number, most = 24) => {
    const wrong = Array.from({ length: count }, (_, index) => mistake(index));
    return plotMistakes(wrong, { most }).description.split(":")[0];
  };
  assertEquals(told(24), "Mistakes, all 24");
  assertEquals(told(25), "Mistakes, the surest 24 of 25");
  assertEquals(told(1), "Mistakes, the only one");
  assertEquals(told(2, 1), "Mistakes, the surest 1 of 2");
});

Deno.test("plotMistakes() of a net without mistakes says so", () => {
  const { data, description, layout } = plotMistakes([]);
  assertEquals([data.length, description], [0, "Mistakes: none."]);
  assertEquals((layout.height as number) > 0, true);
});

Deno.test("plotMistakes() wants both answer and probability, or neither", () => {
  const halves = [mistake(1, { taken: null }), mistake(1, { probability: null })];
  for (const half of halves) assertThrows(() => plotMistakes([half]), TypeError, "probability");
});

Deno.test("plotFilters() colours all filters on one scale, zero white between two hues", () => {
  const { data, description } = plotFilters([[[0.1, -0.2]], [[0.5, 0]]], { title: "Filters" });
  const [first, second, scale] = data as Loose[];
  assertEquals([first.zmin, first.zmax, second.zmax, scale.zmax], [-0.5, 0.5, 0.5, 0.5]);
  assertEquals(first.colorscale[1], [0.5, "#ffffff"]);
  assertEquals([numbersOf(scale)[0], numbersOf(scale)[60]], [Math.fround(-0.2), 0.5]);
  assertEquals(
    description,
    "Filters: 2 of 1 x 2, weights from −0.2 to 0.5, blue above 0 and orange below.",
  );
});

Deno.test("plotFeatureMaps() puts the image first, and counts what is silent", () => {
  const image = { pixels: Uint8Array.of(255), height: 1, width: 1 };
  const maps = [[[0, 0]], [[3, 1]], [[0, 0]]];
  const figure = plotFeatureMaps(maps, { image, title: "Maps" });
  assertEquals(captions(figure), ["image", "1", "2", "3", "answer 0", "3"]);
  assertEquals(
    figure.description,
    "Maps: 3 of 1 x 2, answers from 0 to 3; the largest is in map 2, and 2 are 0 throughout.",
  );
});

Deno.test("of more than 64 maps the first are drawn, and that is said", () => {
  const { data, description } = plotFeatureMaps(Array.from({ length: 65 }, () => [[1]]));
  assertEquals(data.length, 64 + 1);
  assertStringIncludes(description, "65 of 1 x 1, the first 64 drawn, answers from 0 to 1");
});

Deno.test("figures have whole sizes in pixels, which browsers need for pictures", () => {
  const figures = [plotMistakes([mistake(1)]), plotFilters([[[1]]]), plotFeatureMaps([[[1, 2]]])];
  for (const { layout: { width, height } } of figures) {
    assertEquals([width, height], [width, height].map((size) => Math.round(size as number)));
  }
});
