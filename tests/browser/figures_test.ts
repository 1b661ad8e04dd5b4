import { assert, assertEquals } from "@std/assert";
import { figureHtml, plotlyHtml } from "../../lib/notebook/plotly.ts";
import { plotAccuracyRanges } from "../../lib/plots/accuracy_ranges.ts";
import type { Figure } from "../../lib/plots/figure.ts";
import { plotHistory } from "../../lib/plots/history.ts";
import { plotImages } from "../../lib/plots/images.ts";
import { plotLearningCurves } from "../../lib/plots/learning_curves.ts";
import { plotPrediction } from "../../lib/plots/prediction.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { browserTest, drawnFigures, LAYERS, openPage } from "./browser.ts";

const curves = plotLearningCurves([sampleTrial(0), sampleTrial(1)]);

for (
  const [order, html] of [
    ["after the library", await plotlyHtml() + figureHtml(curves)],
    ["before the library", figureHtml(curves) + await plotlyHtml()],
    ["where two notebooks bring it", await plotlyHtml() + figureHtml(curves) + await plotlyHtml()],
  ]
) {
  browserTest(`a figure is drawn ${order}`, async () => {
    await using page = await openPage(html);
    assertEquals(await drawnFigures(page, 1), [LAYERS]);
    // The library is there once.
    assertEquals(await page.evaluate(`document.head.querySelectorAll("script").length`), 1);
    assertEquals(page.errors, []);
  });
}

browserTest(
  "a figure is drawn where the frontend runs the scripts, as for a saved notebook",
  async () => {
    const outputs = [await plotlyHtml(), figureHtml(curves)];
    await using page = await openPage("<main></main>");
    await page.evaluate(`for (const html of ${JSON.stringify(outputs)}) {
    const div = document.querySelector("main").appendChild(document.createElement("div"));
    div.innerHTML = html;
    for (const script of div.querySelectorAll("script")) {
      const copy = document.createElement("script");
      copy.textContent = script.textContent;
      script.replaceWith(copy);
    }
  }`);
    assertEquals(await drawnFigures(page, 1), [LAYERS]);
    assertEquals(page.errors, []);
  },
);

browserTest("packed pixels are drawn in their places", async () => {
  const pixels = Uint8Array.of(0, 0, 255, 128, 0, 0);
  const figure = plotImages([{ label: 1, pixels, height: 2, width: 3 }]);
  await using page = await openPage(figureHtml(figure) + await plotlyHtml());
  await drawnFigures(page, 1);
  const [{ z }] = await page.evaluate(
    `document.querySelector("[data-figure]").calcdata.map(([{ z }]) => ({ z: z.map((row) => [...row]) }))`,
  ) as { z: number[][] }[];
  assertEquals(z, [[0, 0, 255], [128, 0, 0]]);
  // And in the place of the description the titles.
  const text = await page.evaluate(`document.querySelector("[data-figure]").innerText`);
  assertEquals(text, "An image of class 1\n1");
  assertEquals(page.errors, []);
});

for (const classes of [10, 26]) {
  browserTest(`the numbers of a prediction of ${classes} classes are legible`, async () => {
    const image = { pixels: Uint8Array.of(255), height: 1, width: 1 };
    const probabilities = Array.from({ length: classes }, (_, i) => i === 3 ? 0.9 : 0.1 / classes);
    const figure = plotPrediction(image, probabilities);
    await using page = await openPage(figureHtml(figure) + await plotlyHtml());
    await drawnFigures(page, 1);
    const boxes = await page.evaluate(`[...document.querySelectorAll(".bars text")].map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return { left, right, high: Math.min(right - left, bottom - top) };
    })`) as { left: number; right: number; high: number }[];
    assertEquals(boxes.length, classes);
    assert(boxes.every(({ high }) => high > 9), JSON.stringify(boxes));
    assert(boxes.every(({ right }, i) => i === classes - 1 || right < boxes[i + 1].left));
  });
}

const nothing: [name: string, figure: Figure][] = [
  ["learning curves of no trial", plotLearningCurves([])],
  ["learning curves before the first epoch", plotLearningCurves([sampleTrial(0, { epochs: [] })])],
  [
    "learning curves of losses that are no numbers",
    plotLearningCurves([
      sampleTrial(0, { epochs: [sampleEpoch(1, { loss: NaN, valLoss: NaN })] }),
    ]),
  ],
  ["accuracy ranges of no trial", plotAccuracyRanges([])],
  ["accuracy ranges before the first epoch", plotAccuracyRanges([sampleTrial(0, { epochs: [] })])],
  ["a history of no trial", plotHistory([])],
  [
    "a history before the first trial has ended",
    plotHistory([sampleTrial(0, { state: "running" })]),
  ],
];

browserTest("bands of runs are drawn below all lines, in both panels", async () => {
  const runs = [0.9, 0.95].map((valAccuracy, run) =>
    sampleRun(run, { epochs: [1, 2].map((epoch) => sampleEpoch(epoch, { valAccuracy })) })
  );
  const figure = plotLearningCurves([sampleTrial(0), sampleTrial(1, { runs })]);
  await using page = await openPage(figureHtml(figure) + await plotlyHtml());
  await drawnFigures(page, 1);
  const drawn = await page.evaluate(
    `[...document.querySelectorAll(".scatterlayer")].map((layer) => {
      const traces = [...layer.querySelectorAll(".trace")];
      const fills = traces.map((trace) => trace.querySelector(".js-fill"));
      return {
        bands: fills.findIndex((fill) => fill === null),
        opacity: Number(fills[1].style.fillOpacity).toFixed(2),
        height: Math.round(fills[1].getBBox().height),
      };
    })`,
  ) as { bands: number; opacity: string; height: number }[];
  assertEquals(drawn.map(({ bands, opacity }) => [bands, opacity]), [[2, "0.25"], [2, "0.25"]]);
  assert(drawn[1].height > 20, JSON.stringify(drawn));
  assertEquals(page.errors, []);
});

browserTest("figures of no values have axes of possible ones, and no errors", async () => {
  const html = nothing.map(([, figure]) => figureHtml(figure)).join("\n");
  await using page = await openPage(html + await plotlyHtml());
  await drawnFigures(page, nothing.length);
  assertEquals(page.errors, []);
  const ranges = await page.evaluate(
    `[...document.querySelectorAll("[data-figure]")].map(({ _fullLayout: layout }) =>
      Object.values(layout).find((part) => part?.tickformat?.endsWith("%")).range)`,
  ) as [number, number][];
  for (const [i, [lowest, highest]] of ranges.entries()) {
    assert(lowest >= -0.05 && highest <= 1.05, `${nothing[i][0]}: from ${lowest} to ${highest}`);
  }
});
