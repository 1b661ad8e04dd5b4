/**
 * `deno task notebooks`: runs notebooks in full and writes them back as they are committed.
 *
 * @module
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { runCommand, UsageError } from "../command.ts";
import { readOptions } from "../options.ts";
import { print } from "../print.ts";
import { createFigurePictures, type FigurePictures, findBrowser } from "./figure_picture.ts";
import { publishNotebook } from "./publish_notebook.ts";
import { runNotebook } from "./run_notebook.ts";

const HELP = `Run notebooks and write them back with their outputs, figures as pictures

Usage: deno task notebooks [options] [files]

Without files, all of notebooks/. Needs Python and Chromium.

Options:
  --parameters <json>  Values for the cell tagged parameters, such as '{"epochs": 1}'; they are
                       written into the notebook too
  -h, --help           Print this help`;

const folder = new URL("../../../notebooks/", import.meta.url);
const requirements = new URL("requirements.txt", folder);
/** The longest that one cell may take: a study of many nets takes hours. */
const CELL_SECONDS = 24 * 3600;

if (import.meta.main) await runCommand({ name: "notebooks", help: HELP, main });

/** Runs the notebooks, and writes each back as it ends. */
async function main(args: string[]): Promise<number> {
  const { files, parameters } = readArgs(args);
  for (const file of files) await checkFile(file);
  await using pictures = await createFigurePictures(await findBrowser());
  for (const file of files.length > 0 ? files : await allNotebooks()) {
    await publish(file, parameters, pictures);
  }
  return 0;
}

function readArgs(args: string[]) {
  const paths: string[] = [];
  const { parameters: text = "{}" } = readOptions(args, { parameters: "value" }, paths);
  const wrong = `Expected --parameters to be a JSON object such as {"epochs": 1}, got ${text}.`;
  let parameters: unknown;
  try {
    parameters = JSON.parse(text);
  } catch {
    throw new UsageError(wrong);
  }
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    throw new UsageError(wrong);
  }
  const files = paths.map((path) => pathToFileURL(path));
  return { files, parameters: parameters as Record<string, unknown> };
}

/** Makes sure that there is such a file, before anything is run. */
async function checkFile(file: URL): Promise<void> {
  const found = await Deno.stat(file).then(({ isFile }) => isFile, () => false);
  if (!found) {
    throw new UsageError(`Expected a notebook, and there is no file ${fileURLToPath(file)}.`);
  }
}

async function allNotebooks(): Promise<URL[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".ipynb")) names.push(name);
  return names.sort().map((name) => new URL(name, folder));
}

async function publish(
  file: URL,
  parameters: Record<string, unknown>,
  pictures: FigurePictures,
): Promise<void> {
  const run = await runNotebook(file, requirements, { parameters, seconds: CELL_SECONDS });
  const notebook = await publishNotebook(run, pictures.toPng);
  // As Jupyter writes it.
  await Deno.writeTextFile(file, JSON.stringify(notebook, null, 1) + "\n");
  await print(`Wrote ${file.pathname.split("/").at(-1)}`);
}
