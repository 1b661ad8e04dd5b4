import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { jupyterDisplay } from "../../lib/notebook/displayable.ts";
import { inlinePlotly, missingPlotly, showFigure } from "../../lib/notebook/show_figure.ts";
import { showTable } from "../../lib/notebook/show_table.ts";
import { plotLearningCurves } from "../../lib/plots/learning_curves.ts";
import { sampleTrial } from "../results/sample_trials.ts";

const library = "window.sweepbookPlotly";
const figure = plotLearningCurves([sampleTrial(0)]);

// One test, since whether the notebook has the library is the state of the whole program.
Deno.test("the first figure of a notebook brings the library, later ones do not", async () => {
  const first = String((await showFigure(figure)[jupyterDisplay]())["text/html"]);
  assertStringIncludes(first, library);
  const second = String((await showFigure(figure)[jupyterDisplay]())["text/html"]);
  assert(!second.includes(library));
  assert(first.endsWith(second));
  assertEquals(await missingPlotly(), null);
  const again = String((await inlinePlotly()[jupyterDisplay]())["text/html"]);
  assertStringIncludes(again, library);
});

Deno.test("showFigure() holds the figure once, as HTML beside a sentence", async () => {
  const bundle = await showFigure(figure)[jupyterDisplay]();
  assertEquals(Object.keys(bundle), ["text/plain", "text/html"]);
  assertEquals(bundle["text/plain"], figure.description);
});

Deno.test("showFigure() gives Plotly's own MIME type in place of HTML where asked", async () => {
  const bundle = await showFigure(figure, { native: true })[jupyterDisplay]();
  assertEquals(Object.keys(bundle), ["text/plain", "application/vnd.plotly.v1+json"]);
  const { data, layout } = bundle["application/vnd.plotly.v1+json"] as typeof figure;
  assertEquals([data, layout], [figure.data, figure.layout]);
});

Deno.test("showTable() offers HTML, Markdown and text", async () => {
  const bundle = await showTable([sampleTrial(0)])[jupyterDisplay]();
  assertStringIncludes(String(bundle["text/html"]), "<table");
  assertStringIncludes(String(bundle["text/markdown"]), "| **case 1** ★ |");
  assertStringIncludes(String(bundle["text/plain"]), "★ case 1");
});

Deno.test("showTable() leaves the times out where asked", async () => {
  const trials = [sampleTrial(0)];
  const shown = await showTable(trials, { time: false })[jupyterDisplay]();
  const whole = await showTable(trials)[jupyterDisplay]();
  for (const type of ["text/html", "text/markdown", "text/plain"]) {
    assert(String(whole[type]).includes("1 min 05 s") && String(whole[type]).includes("0.0312"));
    assert(!String(shown[type]).includes("1 min 05 s") && String(shown[type]).includes("0.0312"));
  }
});

Deno.test("showTable() prints as a table on the console", () => {
  assertStringIncludes(Deno.inspect(showTable([sampleTrial(0)])), "★ case 1");
});
