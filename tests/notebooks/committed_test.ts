import { assert, assertEquals } from "@std/assert";
import { findStale } from "../../lib/cli/maintainers/published_from.ts";
import { type CellOutput, joined, type Notebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { installWebPdf } from "../../lib/cli/web_pdf.ts";
import { ComparisonFigures } from "../../lib/notebook/comparison_figures.ts";
import { StudyFigures } from "../../lib/notebook/study_figures.ts";
import { StudyNets } from "../../lib/notebook/study_nets.ts";
import { browserTest } from "../browser/needs_browser.ts";
import { inFolder } from "../cli/study_process.ts";
import { runTool, toolTest } from "../tools.ts";
import { kernelTest, notebookNames, notebooks, readNotebook } from "./notebook.ts";

const requirements = new URL("requirements.txt", notebooks);

/** The methods of a study that show a figure. */
const methods = [StudyFigures, ComparisonFigures, StudyNets]
  .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
/** A cell that ends in a figure, which then is its output. */
const FIGURE = new RegExp(
  `^(?:await )?(?:showFigure|\\w+\\.(?:${methods.join("|")}))\\([^;]*$`,
  "m",
);

for (const name of await notebookNames()) {
  Deno.test(`the outputs of ${name} are those of its code`, async () => {
    const stale = await findStale(await readNotebook(new URL(name, notebooks)));
    assertEquals(stale, null, `${stale}: run deno task notebooks ${name}`);
  });

  Deno.test(`every figure of ${name} is a picture with its description below`, async () => {
    const { cells } = await readNotebook(new URL(name, notebooks));
    const figures = cells.filter(({ source }) => FIGURE.test(joined(source)));
    assert(figures.length > 0, "no cell shows a figure");
    for (const { id, outputs = [] } of figures) {
      const at = outputs.findIndex(({ data }) => data?.["image/png"] !== undefined);
      assert(at >= 0, `The cell ${id} has no picture.`);
      assertEquals(textsOf(outputs[at + 1]), textsOf(outputs[at]), `below the picture of ${id}`);
    }
    const left = cells.filter(({ outputs }) =>
      JSON.stringify(outputs ?? []).includes("data-figure")
    );
    assertEquals(left.map(({ id }) => id), [], "figures that only scripts draw");
  });
}

kernelTest(
  "every committed notebook shows its figures in a plain page of nbconvert",
  () =>
    inFolder(async (pages) => {
      const names = await notebookNames();
      await nbconvert(["--to", "html", "--output-dir", pages, ...names]);
      for (const name of names) {
        const page = await Deno.readTextFile(`${pages}/${name.replace(".ipynb", ".html")}`);
        const shown = page.matchAll(/<img\b[^>]*\bsrc="data:image\/png;base64,([^"]+)"/g);
        const pictures = picturesOf(await readNotebook(new URL(name, notebooks)));
        assert(pictures.length > 0, `${name} has no pictures`);
        assertEquals(
          Array.from(shown, ([, png]) => sizeOf(png)),
          pictures.map(({ png }) => sizeOf(png)),
          name,
        );
        // nbconvert takes no alternative text from a notebook, so it has to stand below.
        for (const { alt } of pictures) assert(textOf(page).includes(alt), `${name}: ${alt}`);
      }
    }),
);

browserTest(
  "a notebook becomes a PDF file with its figures, by the machine's Chromium",
  () =>
    inFolder(async (files) => {
      const [name] = await notebookNames();
      await nbconvert(["--to", "webpdf", "--output-dir", files, name]);
      const pdf = `${files}/${name.replace(".ipynb", ".pdf")}`;
      const [, , ...rows] = (await runTool("pdfimages", ["-list", pdf])).trim().split("\n");
      const pictures = picturesOf(await readNotebook(new URL(name, notebooks)));
      assertEquals(
        rows.map((row) => row.trim().split(/\s+/).slice(3, 5).map(Number)),
        pictures.map(({ png }) => sizeOf(png)),
      );
    }),
  (name, test) => kernelTest(name, test, (name, test) => toolTest(name, ["pdfimages"], test)),
);

/** Runs nbconvert as its users do, in the lab's environment, and fails where it warns of Playwright. */
async function nbconvert(args: readonly string[]): Promise<void> {
  const environment = await ensureEnvironment(requirements, (text) => console.log(text));
  await installWebPdf(environment);
  const { success, stderr } = await new Deno.Command(environment.python, {
    args: ["-m", "nbconvert", ...args],
    cwd: notebooks,
    stdin: "null",
  }).output();
  const said = new TextDecoder().decode(stderr);
  assert(success && !/playwright/i.test(said), said);
}

/** The pictures of a notebook, in base64, with their alternative texts. */
function picturesOf({ cells }: Notebook): { png: string; alt: string }[] {
  return cells.flatMap(({ outputs = [] }) => outputs)
    .filter(({ data }) => data?.["image/png"] !== undefined)
    .map(({ data, metadata }) => ({
      png: joined(data!["image/png"] as string | string[]),
      alt: (metadata!["image/png"] as { alt: string }).alt,
    }));
}

/** The plain text of an output; none where it is none. */
function textsOf(output?: CellOutput): string | undefined {
  const text = output?.data?.["text/plain"] as string | string[] | undefined;
  return text === undefined ? undefined : joined(text);
}

/** Width and height of a PNG. */
function sizeOf(png: string): number[] {
  const bytes = new DataView(Uint8Array.fromBase64(png.trim()).buffer);
  return [bytes.getUint32(16), bytes.getUint32(20)];
}

/** The text of a page that nbconvert has escaped. */
function textOf(page: string): string {
  const signs: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&#39;": "'", "&#34;": '"' };
  return page.replaceAll(/&(?:lt|gt|#39|#34);/g, (sign) => signs[sign]).replaceAll("&amp;", "&");
}
