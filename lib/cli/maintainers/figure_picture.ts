/**
 * Pictures of Plotly's figures, made by a Chromium of the machine.
 *
 * @module
 */
import { runBrowser } from "../../browser/run_browser.ts";

/** The parts of a figure that Plotly draws. */
export interface DrawnFigure {
  readonly data: unknown;
  readonly layout: { readonly width: number; readonly height: number };
}

/** Makes pictures until disposed. */
export interface FigurePictures extends AsyncDisposable {
  /** A figure as PNG on white, two pixels for each of its own. */
  toPng(figure: DrawnFigure): Promise<Uint8Array<ArrayBuffer>>;
}

/** The grey of figures' texts, legible on light and dark pages, and what is better on white. */
const INK = { onAny: "#808890", onWhite: "#4a5058" };

// The library and the figure lie beside the page: nothing in them can end a script of it.
const PAGE = `<!doctype html><meta charset="utf-8">
<style>body { margin: 0; background: white }</style>
<div id="figure"></div>
<script src="plotly.js"></script>
<script src="figure.js"></script>
<script>Plotly.newPlot("figure", figure.data, figure.layout, { staticPlot: true });</script>
`;

/**
 * Prepares to make pictures: puts the plotting library into a temporary folder. Nothing is fetched
 * from the network.
 *
 * @param browser The command that starts it, of `findBrowser()`.
 */
export async function createFigurePictures(browser: string): Promise<FigurePictures> {
  const { default: plotly } = await import(
    "plotly.js/dist/plotly-cartesian.min.js",
    { with: { type: "text" } }
  );
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/plotly.js`, plotly as unknown as string);
  await Deno.writeTextFile(`${folder}/page.html`, PAGE);
  return {
    toPng: ({ data, layout }) => takePicture(browser, folder, { data, layout }),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** The text of a figure with its grey darkened: a contrast of 8:1 on white in place of 3.6:1. */
export function inkOnWhite(figure: string): string {
  return figure.replaceAll(INK.onAny, INK.onWhite);
}

async function takePicture(
  browser: string,
  folder: string,
  figure: DrawnFigure,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = figure.layout;
  const picture = `${folder}/figure.png`;
  const text = inkOnWhite(JSON.stringify(figure));
  await Deno.writeTextFile(`${folder}/figure.js`, `const figure = ${text};`);
  await runBrowser(browser, `${folder}/page.html`, [
    "--hide-scrollbars",
    "--force-device-scale-factor=2",
    `--window-size=${width},${height}`,
    `--screenshot=${picture}`,
  ]);
  const png = await Deno.readFile(picture);
  await Deno.remove(picture);
  return png;
}
