import { assert, assertEquals, assertThrows } from "@std/assert";
import { plotImages, type TitledImage } from "../../lib/plots/images.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

function image(label: number, rest: Partial<TitledImage> = {}): TitledImage {
  return { label, pixels: Uint8Array.of(0, 1, 2, 3, 4, 255), height: 2, width: 3, ...rest };
}

Deno.test("plotImages() draws the pixels row by row, ink dark on white", () => {
  const [trace] = plotImages([image(8)]).data as Loose[];
  const { dtype, bdata, shape } = trace.z;
  assertEquals([dtype, shape], ["u1", "2, 3"]);
  assertEquals(Uint8Array.fromBase64(bdata), Uint8Array.of(0, 1, 2, 3, 4, 255));
  assertEquals([trace.zmin, trace.zmax], [0, 255]);
  assertEquals(trace.colorscale, [[0, "#ffffff"], [1, "#000000"]]);
});

Deno.test("plotImages() keeps pixels square and row 0 on top", () => {
  const { xaxis, yaxis, width, height, margin } = plotImages([image(1), image(2)]).layout as Loose;
  assertEquals(yaxis.scaleanchor, "x");
  assert(yaxis.range[0] > yaxis.range[1]);
  const [across, down] = [width / xaxis.range[1], (height - margin.t) / yaxis.range[0]];
  assert(Math.abs(across - down) / across < 0.01, `${across} by ${down}`);
});

Deno.test("plotImages() puts images beside and below each other without overlap", () => {
  const traces = plotImages(Array.from({ length: 8 }, (_, i) => image(i))).data as Loose[];
  assertEquals(new Set(traces.map((trace) => trace.y0)).size, 2);
  assertEquals(new Set(traces.map((trace) => trace.x0)).size, 4);
  assert(traces[1].x0 - traces[0].x0 >= 3);
  assert(traces[4].y0 - traces[0].y0 >= 2);
});

Deno.test("plotImages() titles images by their label or the given title, escaped", () => {
  const { layout } = plotImages([image(8), image(3, { title: "5 < 8" })]);
  assertEquals((layout.annotations as Loose[]).map((a) => a.text), ["8", "5 &lt; 8"]);
});

Deno.test("plotImages() has a title above all, cut where the button beside it begins", () => {
  const title = (...images: TitledImage[]) => (plotImages(images).layout.title as Loose).text;
  assertEquals(title(image(8, { title: "Image 7" })), "An image of class 8");
  assertEquals(title(image(8), image(3)), "2 images with their labels");
  assertEquals(title(image(8), image(3, { title: "mine" })), "2 images");
  assertEquals(title(image(123_456_789_012)), "An image of cla…6789012");
});

Deno.test("plotImages() describes what it shows", () => {
  const text = (...images: TitledImage[]) => plotImages(images).description;
  assertEquals(text(image(8)), "An image of class 8.");
  assertEquals(text(image(8, { title: "Image 7" })), "Image 7, an image of class 8.");
  assertEquals(text(image(8), image(3)), "2 images: 8, 3.");
});

Deno.test("plotImages() rejects no images, unequal sizes and missing pixels", () => {
  assertThrows(() => plotImages([]), RangeError, "at least one image");
  assertThrows(
    () => plotImages([image(1), image(2, { height: 3, width: 2 })]),
    RangeError,
    "Cannot plot image 1: expected 2x3 pixels",
  );
  assertThrows(() => plotImages([image(1, { pixels: new Uint8Array(5) })]), RangeError, "5 bytes");
});

Deno.test("plotImages() cuts titles that would run into each other", () => {
  const many = Array.from(
    { length: 40 },
    (_, i) => image(1, { title: `Image number ${1000 + i}` }),
  );
  const texts = (plotImages(many).layout.annotations as Loose[]).map(({ text }) => text);
  assertEquals(new Set(texts.map((text) => text.length)), new Set([13]));
  assertEquals(texts.slice(0, 2), ["Image nu…1000", "Image nu…1001"]);
  const tiny = Array.from({ length: 3000 }, () => image(1, { title: "Image" }));
  assertEquals((plotImages(tiny).layout.annotations as Loose[])[0].text, "…");
});
