import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { displayWidth, padText, wrapText } from "../../lib/results/width.ts";

Deno.test("displayWidth() counts the columns of a terminal", () => {
  const widths = { "": 0, abc: 3, 中文: 4, ﾊﾟ: 2, "e\u0301": 1, "👩‍👩‍👧": 2, "🇩🇪": 2, "❤️": 2, "★": 1 };
  for (const [text, width] of Object.entries(widths)) assertEquals(displayWidth(text), width, text);
});

Deno.test("padText() fills up on either side", () => {
  assertEquals(padText("中", 4, "left"), "中  ");
  assertEquals(padText("中", 4, "right"), "  中");
  assertEquals(padText("long", 2, "left"), "long");
});

Deno.test("wrapText() breaks between words, and words that are wider than a line", () => {
  assertEquals(wrapText("C32 P2 C64 P2", 8), ["C32 P2", "C64 P2"]);
  assertEquals(wrapText("C32 P2 C64", 6), ["C32 P2", "C64"]);
  assertEquals(wrapText("abcdefgh ij", 4), ["abcd", "efgh", "ij"]);
  assertEquals(wrapText("中中中", 5), ["中中", "中"]);
  assertEquals(wrapText("one two three", 6, "  "), ["one", "  two", "  thre", "  e"]);
  assertEquals(wrapText("", 4), [""]);
});

Deno.test("wrapText() loses nothing but one space at a break, and keeps to the width", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", " ", "中", "e\u0301", "👩‍👩‍👧") });
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 12 }), (text, width) => {
      const lines = wrapText(text, width);
      const kept = lines.join("");
      return lines.every((line) => displayWidth(line) <= width) &&
        text.replaceAll(" ", "") === kept.replaceAll(" ", "") &&
        text.length - kept.length < lines.length;
    }),
    { seed: 20_240_229, numRuns: 300 },
  );
});
