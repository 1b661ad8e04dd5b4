import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { gunzipSync } from "node:zlib";
import { figureHtml, plotlyConfig, plotlyHtml } from "../../lib/notebook/plotly.ts";
import { plotLearningCurves } from "../../lib/plots/learning_curves.ts";
import { sampleTrial } from "../results/sample_trials.ts";

const layout = { width: 300, height: 200 };

/** Runs the script of a figure's HTML on a page of one div. */
function run(html: string, plotly: unknown) {
  const script = html.match(/<script>([\s\S]*)<\/script>/)![1];
  const listeners: (() => void)[] = [];
  const div = {
    classList: { contains: () => false },
    clientWidth: 200,
    replaceChildren: () => {},
  };
  const document = {
    querySelectorAll: () => [div],
    addEventListener: (_name: string, listener: () => void) => listeners.push(listener),
  };
  const window = { Plotly: plotly };
  new Function("window", "document", "Plotly", script)(window, document, plotly);
  return listeners;
}

Deno.test("plotlyHtml() is one script in one line that fetches nothing", async () => {
  assertMatch(await plotlyHtml(), /^<script>[^<\n]+<\/script>$/);
});

Deno.test("plotlyHtml() holds the library in less than half its size", async () => {
  const html = await plotlyHtml();
  const packed = Uint8Array.fromBase64(html.match(/atob\("([^"]+)"\)/)![1]);
  const source = gunzipSync(packed).toString();
  assertStringIncludes(source, "window.Plotly = Plotly");
  new Function(source);
  assert(html.length < source.length / 2);
});

Deno.test("figureHtml() draws at once where the library is there", () => {
  const drawn: unknown[] = [];
  const figure = { data: [{ y: [1, 2] }], layout, description: "A line" };
  const plotly = { react: (_: unknown, data: unknown) => drawn.push(data) };
  assertEquals(run(figureHtml(figure), plotly).length, 0);
  assertEquals(drawn, [[{ y: [1, 2] }]]);
});

Deno.test("figureHtml() draws as wide as there is room, or scrolls where the width is fixed", () => {
  const widths: number[] = [];
  const plotly = {
    react: (_div: unknown, _data: unknown, { width }: { width: number }) => widths.push(width),
  };
  const figure = { data: [], layout, description: "Nothing" };
  const fixed = { ...figure, layout: { ...layout, meta: { fixedWidth: true } } };
  run(figureHtml(figure), plotly);
  run(figureHtml(fixed), plotly);
  assertEquals(widths, [200, 300]);
  assertStringIncludes(figureHtml(fixed), "overflow-x:auto");
  assert(!figureHtml(figure).includes("overflow"));
});

Deno.test("figureHtml() waits for the library where it comes later", () => {
  const figure = { data: [], layout, description: "Nothing" };
  assertEquals(run(figureHtml(figure), undefined).length, 1);
});

Deno.test("figureHtml() lets no text of a figure end its script or open a tag", () => {
  const text = `</script><!--<b>"quoted"`;
  const html = figureHtml({ data: [{ name: text }], layout, description: text });
  assertEquals(html.match(/<\/script/gi)?.length, 1);
  assert(!html.includes("<!--") && !html.includes('<b>"quoted'));
  const drawn: { name: string }[][] = [];
  run(html, { react: (_: unknown, data: { name: string }[]) => drawn.push(data) });
  assertEquals(drawn[0][0].name, text);
});

Deno.test("figureHtml() holds the figure as JSON in one line", () => {
  const data = [{ name: "a < b", y: [1, 2] }];
  const html = figureHtml({ data, layout, description: "A line" });
  const { 1: json } = html.match(/^ *const figure = (.+);$/m)!;
  assertEquals(JSON.parse(json), { data, layout, config: plotlyConfig });
});

Deno.test("figureHtml() shows the description where scripts are not run", () => {
  const html = figureHtml(plotLearningCurves([sampleTrial(0)]));
  assertStringIncludes(html.slice(0, html.indexOf("<script")), ">Learning curves of case 1:");
});

Deno.test("figureHtml() is the same for the same figure and differs for another", () => {
  const one = figureHtml(plotLearningCurves([sampleTrial(0)]));
  assertEquals(figureHtml(plotLearningCurves([sampleTrial(0)])), one);
  const name = (html: string) => html.match(/data-figure="(\w+)"/)![1];
  assertNotEquals(name(figureHtml(plotLearningCurves([sampleTrial(1)]))), name(one));
});

Deno.test("figures offer no button that sends their data to a server", () => {
  assertEquals(plotlyConfig.showSendToCloud, false);
});
