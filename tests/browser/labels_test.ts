import { assertEquals } from "@std/assert";
import { figureHtml, plotlyHtml } from "../../lib/notebook/plotly.ts";
import { plotAccuracyRanges } from "../../lib/plots/accuracy_ranges.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { browserTest, drawnFigures, openPage } from "./browser.ts";

/** What Plotly, its templates and MathJax would take for more than text. */
const names = [
  "%{x}",
  "%{hovertext}",
  "$a$",
  "<b>a</b>",
  "<br>",
  "&lt;",
  "&#36;",
  "{a}",
  "100 %",
  "中文",
  "<extra></extra>",
  "a\nb",
  "\u202ea",
];
const shown = names.with(-2, "a<U+000A>b").with(-1, "<U+202E>a");

browserTest("a figure shows the names of trials as they went in", async () => {
  const figure = plotAccuracyRanges(names.map((name, i) => sampleTrial(i, { name })));
  await using page = await openPage(figureHtml(figure) + await plotlyHtml());
  await drawnFigures(page, 1);
  const labels = await page.evaluate(
    `[...document.querySelectorAll(".ytick text")].map((text) => text.firstChild.textContent)`,
  );
  assertEquals(labels, shown);
  const hovered = await page.evaluate(`(async () => {
    const figure = document.querySelector("[data-figure]");
    const layer = figure.querySelector(".hoverlayer");
    const texts = [];
    for (let row = 0; row < ${names.length}; row++) {
      layer.replaceChildren();
      const drawn = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          const text = layer.querySelector(".nums");
          if (text === null) return;
          observer.disconnect();
          resolve(text.firstChild.textContent);
        });
        observer.observe(layer, { childList: true, subtree: true });
      });
      const curveNumber = figure.data.findIndex(({ y }) => Math.round(y[0]) === row);
      Plotly.Fx.hover(figure, [{ curveNumber, pointNumber: 0 }]);
      texts.push(await drawn);
    }
    return texts;
  })()`);
  assertEquals(hovered, shown);
  assertEquals(page.errors, []);
});
