/**
 * `deno task notebooks`: runs notebooks in full and writes them back as they are committed.
 *
 * @module
 */
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runCommand, UsageError } from "../command.ts";
import { readOptions } from "../options.ts";
import { print, tell } from "../print.ts";
import { findBrowser } from "../../browser/find_browser.ts";
import { createFigurePictures, type FigurePictures } from "./figure_picture.ts";
import { NotebookProgress } from "./notebook_progress.ts";
import { publishNotebook } from "./publish_notebook.ts";
import { type NotebookStep, runNotebook } from "./run_notebook.ts";

const HELP = `Run notebooks and write them back with their outputs, figures as pictures

Usage: deno task notebooks [options] [names]

A name is that of a notebook in notebooks/, whole or its beginning (02), or the path of another one.
Without names, all of notebooks/. One that fails stays as it is, and the others are run all the
same. Needs Python and Chromium.

Options:
  --parameters <json>  Values for the cell tagged parameters, such as '{"epochs": 1}'; they are
                       written into the notebook too
  -h, --help           Print this help`;

const folder = new URL("../../../notebooks/", import.meta.url);
const requirements = new URL("requirements.txt", folder);
/** The longest that one cell may take: a study of many nets takes hours. */
const CELL_SECONDS = 24 * 3600;

if (import.meta.main) await runCommand({ name: "notebooks", help: HELP, main });

/** Runs the notebooks, and writes each back as it ends; 1 where one failed. */
async function main(args: string[]): Promise<number> {
  const { names, parameters } = readArgs(args);
  const all = await allNotebooks();
  const files = names.length > 0 ? await Promise.all(names.map((name) => find(name, all))) : all;
  await using pictures = await createFigurePictures(await findBrowser());
  const failed: string[] = [];
  for (const [i, file] of files.entries()) {
    const name = nameOf(file);
    const which = files.length > 1 ? `${name} (${i + 1} of ${files.length})` : name;
    try {
      await publish(file, which, parameters, pictures);
      await print(`Wrote ${name}`);
    } catch (error) {
      failed.push(name);
      tell(`${name} stays as it was. ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failed.length === 0) return 0;
  tell(`${failed.length} of ${files.length} failed: ${failed.join(", ")}`);
  return 1;
}

function readArgs(args: string[]) {
  const names: string[] = [];
  const { parameters: text = "{}" } = readOptions(args, { parameters: "value" }, names);
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
  return { names, parameters: parameters as Record<string, unknown> };
}

/** The notebook that is meant, before anything is run. */
async function find(name: string, all: readonly URL[]): Promise<URL> {
  const begin = all.filter((file) => nameOf(file).startsWith(name));
  if (name !== "" && begin.length === 1) return begin[0];
  const file = pathToFileURL(name);
  if (await Deno.stat(file).then(({ isFile }) => isFile, () => false)) return file;
  const names = all.map(nameOf).join(", ");
  throw new UsageError(`Expected the path of a notebook or one of ${names}, got "${name}".`);
}

async function allNotebooks(): Promise<URL[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".ipynb")) names.push(name);
  return names.sort().map((name) => new URL(name, folder));
}

function nameOf(file: URL): string {
  return basename(fileURLToPath(file));
}

async function publish(
  file: URL,
  which: string,
  parameters: Record<string, unknown>,
  pictures: FigurePictures,
): Promise<void> {
  await using progress = new NotebookProgress(which);
  const onProgress = (step: NotebookStep) => progress.update(step);
  const options = { parameters, seconds: CELL_SECONDS, onProgress };
  const notebook = await publishNotebook(
    await runNotebook(file, requirements, options),
    pictures.toPng,
  );
  // As Jupyter writes it; renamed into place, so that a full disk leaves the old one whole.
  const partial = `${fileURLToPath(file)}.partial`;
  await Deno.writeTextFile(partial, JSON.stringify(notebook, null, 1) + "\n");
  await Deno.rename(partial, file);
}
