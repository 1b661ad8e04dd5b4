import { assertEquals } from "@std/assert";
import { figureHtml, plotlyHtml } from "../../lib/notebook/plotly.ts";
import { plotAccuracyRanges } from "../../lib/plots/accuracy_ranges.ts";
import { plotHistory } from "../../lib/plots/history.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { browserTest, drawnFigures, openPage, type Page } from "./browser.ts";

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

const trials = names.map((name, i) => sampleTrial(i, { name, params: { [name]: name } }));
const figures = {
  "accuracy ranges": plotAccuracyRanges(trials),
  "a history": plotHistory(trials),
};

for (const [of, figure] of Object.entries(figures)) {
  browserTest(`labels of ${of} show the names of trials as they went in`, async () => {
    await using page = await openPage(figureHtml(figure) + await plotlyHtml());
    await drawnFigures(page, 1);
    assertEquals(await hoveredNames(page), shown);
    assertEquals(page.errors, []);
  });
}

browserTest("axes show the names of trials as they went in", async () => {
  await using page = await openPage(figureHtml(figures["accuracy ranges"]) + await plotlyHtml());
  await drawnFigures(page, 1);
  const labels = await page.evaluate(
    `[...document.querySelectorAll(".ytick text")].map((text) => text.firstChild.textContent)`,
  );
  assertEquals(labels, shown);
});

browserTest("a label shows what was suggested as it went in", async () => {
  await using page = await openPage(figureHtml(figures["a history"]) + await plotlyHtml());
  await drawnFigures(page, 1);
  assertEquals(await hoveredNames(page, 2), shown.map((name) => `${name} ${name}`));
});

/** A line of the label of each trial, counted from 0. */
function hoveredNames(page: Page, line = 0): Promise<unknown> {
  return page.evaluate(`(async () => {
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
          resolve(text.childNodes[${line}].textContent);
        });
        observer.observe(layer, { childList: true, subtree: true });
      });
      // In accuracy ranges each trial has series of its own; in a history it is a point of one.
      const own = figure.data.findIndex(({ y, mode }) =>
        mode === "lines+markers" && Math.round(y[0]) === row
      );
      const point = own < 0
        ? { curveNumber: 1, pointNumber: row }
        : { curveNumber: own, pointNumber: 0 };
      Plotly.Fx.hover(figure, [point]);
      texts.push(await drawn);
    }
    return texts;
  })()`);
}
