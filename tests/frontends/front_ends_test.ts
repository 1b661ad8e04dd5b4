import { assert, assertEquals } from "@std/assert";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { browserTest } from "../browser/needs_browser.ts";
import { figuresOf, kernelTest, readNotebook } from "../notebooks/notebook.ts";
import { OpenedNotebook } from "./opened_notebook.ts";
import { openPlace, type Place } from "./place.ts";
import { tinyNotebook } from "./tiny_notebook.ts";

/** Holds the notebooks as they were run, and pictures of them, light and dark. */
const folder = fileURLToPath(new URL("../../data/frontends", import.meta.url));

/** The folder of each front end's notebooks, and where it opens one of them. */
const frontEnds = [
  // In a workspace of its own, or else the notebooks before it are opened too.
  {
    name: "JupyterLab 4",
    within: "jupyterlab",
    at: (file: string) => `lab/workspaces/${basename(file, ".ipynb")}/tree/${file}`,
  },
  { name: "Notebook 7", within: "notebook", at: (file: string) => `notebooks/${file}` },
];

/** Notebooks and their tiny profiles. */
const study = {
  path: new URL("../../notebooks/02_paper_study.ipynb", import.meta.url),
  parameters: { epochs: 2, limit: 600, names: ["Case 2", "Case 4"], folder: `${folder}/exports` },
};
const sweep = {
  path: new URL("../../notebooks/05_your_own_sweep.ipynb", import.meta.url),
  // It never stops by itself, and has trials enough that the button comes before the last of them.
  parameters: { trials: 12, epochs: 3, limit: 600, stopAfter: 1000, database: "sweep.db" },
};

/** One server and one browser for both front ends. */
let place: Promise<Place> | undefined;
Deno.test.afterAll(async () => await (await place)?.[Symbol.asyncDispose]());

for (const { name, within, at } of frontEnds) {
  frontEndTest(`${name} runs the paper's study by its menu, and shows it again`, async () => {
    await opening(study, { within, at }, async (notebook) => {
      await notebook.runAll();
      await notebook.shows("optimize", /^Finished after .*: 2 of 2 trials done\.$/);
      await notebook.ends();
      const epochs = await notebook.liveEpochs();
      assert(epochs.length >= 2, `The display did not grow: ${epochs}`);
      assertEquals(epochs, epochs.toSorted((a, b) => a - b));
      await showsTheSameAgain(notebook);
    });
  });

  frontEndTest(`${name} stops a sweep by its button, and the next cell goes on`, async () => {
    await opening(sweep, { within, at }, async (notebook) => {
      await notebook.runAll();
      await notebook.shows("stop", /^Running: [1-9]\d* of 12 trials done/);
      const kernel = await notebook.kernel();
      await notebook.interrupt();
      const stopped = await notebook.shows("stop", /^Interrupted after /);
      const [, done] = stopped.match(/: (\d+) of 12 trials done\.$/)!;
      await notebook.shows("resume", new RegExp(`^${done} of 12 trials are there already\\.`));
      await notebook.shows("resume", /^Finished after .*: 12 of 12 trials done\.$/);
      await notebook.ends();
      assertEquals(await notebook.kernel(), kernel);
      await showsTheSameAgain(notebook);
    });
  });
}

/** What was saved holds all figures that are drawn, and shows them again, on a dark page too. */
async function showsTheSameAgain(notebook: OpenedNotebook): Promise<void> {
  const figures = figuresOf(await notebook.save());
  assert(figures.length >= 3, `${figures.length} figures`);
  const drawn = await notebook.figures(figures.length);
  assertEquals(drawn.map(({ traces }) => traces), figures.map(({ data }) => data.length));
  // Those without points stand in the legend alone.
  const seen = figures.map(({ data }) => data.filter(({ x }) => !Array.isArray(x) || x.length > 0));
  assertEquals(drawn.map(({ marks }) => marks), seen.map(({ length }) => length));
  const texts = await notebook.texts();
  await notebook.picture("light");
  await using again = await notebook.again("dark");
  assertEquals(await again.figures(figures.length), drawn);
  assertEquals(await again.texts(), texts);
  await again.picture("dark");
}

/** Opens the tiny profile of a notebook; where the test fails it says where the pictures are. */
async function opening(
  { path, parameters }: typeof study | typeof sweep,
  { within, at }: Pick<typeof frontEnds[number], "within" | "at">,
  test: (notebook: OpenedNotebook) => Promise<void>,
): Promise<void> {
  place ??= openPlace(folder);
  const { lab } = await place;
  await lab.useTheme("light");
  const file = `${within}/${basename(path.pathname)}`;
  await Deno.mkdir(`${folder}/${within}`, { recursive: true });
  const tiny = tinyNotebook(await readNotebook(path), parameters);
  await Deno.writeTextFile(`${folder}/${file}`, JSON.stringify(tiny));
  await using notebook = await OpenedNotebook.open(await place, file, at(file));
  try {
    await test(notebook);
  } catch (error) {
    await notebook.picture("failed").catch(() => {});
    throw new Error(`Notebooks and pictures are in ${folder}`, { cause: error });
  }
}

/** A test that needs a Python and a browser; what it opens stays open for the next. */
function frontEndTest(name: string, test: () => Promise<void>): void {
  browserTest(name, test, (name, test) => kernelTest(name, test));
}
