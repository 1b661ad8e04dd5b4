import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { plotClasses } from "../../lib/plots/class_counts.ts";
import { plotConvolution } from "../../lib/plots/convolution.ts";
import { plotModel } from "../../lib/plots/model.ts";
import { plotPooling } from "../../lib/plots/pooling.ts";
import { plotPrediction } from "../../lib/plots/prediction.ts";
import type { Figure } from "../../lib/plots/figure.ts";
import { loadSmallMnist } from "../small_mnist.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

/** The texts of a figure, without markup. */
function textsOf({ layout }: Figure): string[] {
  return (layout.annotations as Loose[]).map(({ text }) => text.replaceAll(/<[^>]*>/g, ""));
}

/** Where texts and frames stand beyond the figure. */
function beyond({ layout }: Figure): unknown[] {
  const { width, height, annotations, shapes } = layout as Loose;
  const isOut = (x: number, y: number) => x < 0 || y < 0 || x > width || y > height;
  return [
    ...annotations.filter(({ x, y }: Loose) => isOut(x, y)),
    ...shapes.filter(({ x0, x1, y0, y1 }: Loose) => isOut(x0, y0) || isOut(x1, y1)),
  ];
}

const image = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [
  ...[0, 1, 1, 0, 0],
]];
const filter = [[1, 0, 1], [0, 1, 0], [1, 0, 1]];
const digit = Array.from({ length: 28 }, (_, y) => Array.from({ length: 28 }, (_, x) => x * y));

Deno.test("plotConvolution() draws every step of a small map and adds up its products", () => {
  const figure = plotConvolution(image, filter);
  assertEquals(figure.data.length, 3 + 9);
  const sums = textsOf(figure).filter((text) => text.includes(" + "));
  assertEquals(sums[0], "1 + 0 + 1 + 0 + 1 + 0 + 0 + 0 + 1 = 4");
  assertEquals(sums.map((text) => text.split(" = ")[1]).join(""), "434243234");
  assertEquals(beyond(figure), []);
});

Deno.test("plotConvolution() has room for a large filter over a large map", () => {
  assertEquals(beyond(plotConvolution(digit, digit.slice(0, 9).map((row) => row.slice(0, 9)))), []);
});

Deno.test("plotConvolution() frames one step of a large map, and writes it out", () => {
  const figure = plotConvolution(digit, [[0, 0], [0, 1]]);
  assertEquals(figure.data.length, 3 + 3);
  assertStringIncludes(figure.description, "the strongest answer, 729, is in row 26 and column 26");
  assertEquals(beyond(figure), []);
});

Deno.test("plotConvolution() says the sum alone where its products would take too much room", () => {
  const numbers = image.map((row) => row.map((value) => value + 0.123));
  const sums = textsOf(plotConvolution(numbers, filter)).filter((text) => text.includes("sum:"));
  assertEquals(sums[0], "their sum: 4.62");
  const products = textsOf(plotConvolution([[0.25, 0.5]], [[-0.5]]));
  assertEquals(products.filter((text) => text === "\u22120.13").length, 2); // output and step
});

Deno.test("plotPooling() gives each window of a small map its colour and its line", () => {
  const figure = plotPooling([[5, 1, 3, 6], [2, 9, 2, 2], [2, 2, 4, 2], [5, 1, 3, 5]]);
  const lines = textsOf(figure).filter((text) => text.startsWith("max("));
  assertEquals(lines, [
    "max(5, 1, 2, 9) = 9",
    "max(3, 6, 2, 2) = 6",
    "max(2, 2, 5, 1) = 5",
    "max(4, 2, 3, 5) = 5",
  ]);
  const fills = (figure.layout.shapes as Loose[]).map(({ fillcolor }) => fillcolor);
  assertEquals(new Set(fills.filter((fill) => fill !== undefined)).size, 4);
  assertEquals(beyond(figure), []);
});

Deno.test("plotPooling() frames one window of a large map", () => {
  const figure = plotPooling(digit, { kind: "avgPool" });
  assertEquals(textsOf(figure).at(-1), "mean(676, 702, 702, 729) = 702.25");
  assertEquals(figure.data.length, 2 + 1);
  assertEquals(beyond(figure), []);
  assertMatch(figure.description, /; the largest of it, 702\.25, is in row \d+ and column \d+\.$/);
});

Deno.test("plotModel() writes shape and parameters below every layer, and how many in all", () => {
  const figure = plotModel("C32 P2 C64 P2 Dr.25 F D128 Dr.5", { name: "Case <2>" });
  const texts = textsOf(figure);
  assertEquals(texts[0], "Case &lt;2&gt;: C32 P2 C64 P2 Dr.25 F D128 Dr.5, 225,034 parameters");
  const columns = texts.slice(texts.indexOf("Input"), texts.indexOf("Layer"));
  const [titles, , shapes, parameters] = [0, 1, 2, 3].map((row) =>
    columns.filter((_, i) => i % 4 === row)
  );
  assertEquals(titles.slice(1, 6), [
    ...["Convolution", "Max pooling", "Convolution", "Max pooling", "Dropout"],
  ]);
  assertEquals(shapes, [
    ...["28x28x1", "26x26x32", "13x13x32", "11x11x64", "5x5x64", "5x5x64"],
    ...["1600", "128", "128", "10"],
  ]);
  assertEquals(parameters, ["0", "320", "0", "18,496", "0", "0", "0", "204,928", "0", "1,290"]);
  assertEquals(beyond(figure), []);
});

Deno.test("plotModel() draws ten neurons as ten, and a sample of more", () => {
  const columns = plotModel("F D10 D11").data.filter(({ mode }) => mode === "markers") as Loose[];
  assertEquals(columns.map(({ y }) => y.length), [8, 10, 8, 10]);
});

Deno.test("plotModel() draws a long net in rows, and takes images and classes of other kinds", () => {
  const layers = `${"C8(same) BN ".repeat(8)} F D16`;
  const long = plotModel(layers, { input: [64, 48, 3], classes: 26 });
  assertEquals(textsOf(long).filter((text) => text === "Parameters").length, 2);
  assertEquals(textsOf(long).filter((text) => text === "→").length, 2);
  assertEquals(long.layout.width, plotModel("F").layout.width);
  assertStringIncludes(long.description, "images of 64x48x3");
  assertStringIncludes(textsOf(long).join(" "), " 22 23 24 25");
  assertEquals(beyond(long), []);
  assertStringIncludes(
    plotModel("D8", { input: [20] }).description,
    "images of 20, dense (relu) gives 8",
  );
});

Deno.test("plotModel() shows a dropout's share without what rounding leaves", () => {
  assertStringIncludes(plotModel("F D8 Dr.07").description, "dropout (7 %) gives 8,");
});

Deno.test("plotClasses() draws shares, and tells counts", async () => {
  const { data, description } = plotClasses(await loadSmallMnist(6, 3)) as Loose;
  assertEquals(data.map(({ name }: Loose) => name), ["training", "test"]);
  assertEquals(data[0].y[5], 1 / 6);
  assertEquals(data[1].hovertext[7], "1");
  assertStringIncludes(description, "6 training and 3 test images");
});

Deno.test("plotPrediction() colours a wrong class and the right one beside it", () => {
  const pixels = Uint8Array.of(0, 255);
  const colors = (label?: number) => {
    const { data } = plotPrediction({ label, pixels, height: 1, width: 2 }, [0.7, 0.2, 0.1]);
    return (data[1] as Loose).marker.color;
  };
  assertEquals(colors(0), ["#0072B2", "#808890", "#808890"]);
  assertEquals(colors(), ["#0072B2", "#808890", "#808890"]);
  assertEquals(colors(2), ["#D55E00", "#808890", "#0072B2"]);
});

Deno.test("plotPrediction() has a number on each bar, be the probability next to nothing", () => {
  const image = { pixels: Uint8Array.of(0), height: 1, width: 1 };
  const { data, description } = plotPrediction(image, [0, 0.997, 0.00049, 0.0005]);
  const numbers = ["&lt;0.1 %", "99.7 %", "&lt;0.1 %", "0.1 %"];
  assertEquals((data[1] as Loose).text, numbers);
  assertEquals(description, "Image, taken for 1: 99.70 % for 1, 0.05 % for 3, 0.05 % for 2.");
});

Deno.test("plotPrediction() takes titles and labels as texts", () => {
  const picture = { pixels: Uint8Array.of(0), height: 1, width: 1, title: "<b>my</b> %{x}" };
  const { layout, data, description } = plotPrediction(picture, [1, 0], { labels: ["<i>", "b"] });
  assertEquals(
    (layout.title as Loose).text,
    "&lt;b&gt;my&lt;/b&gt; %&#123;x}, taken for &lt;i&gt;",
  );
  assertEquals((data[1] as Loose).x, ["&lt;i&gt;", "b"]);
  assertStringIncludes(description, "<b>my</b> %{x}, taken for <i>: 100.00 % for <i>");
});
