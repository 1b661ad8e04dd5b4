/**
 * `deno task notebooks`: runs notebooks in full and writes them back as they are committed.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createFigurePictures, type FigurePictures, findBrowser } from "./figure_picture.ts";
import { publishNotebook } from "./publish_notebook.ts";
import { runNotebook } from "./run_notebook.ts";

const HELP = `Run notebooks and write them back with their outputs, figures as pictures.

Usage: deno task notebooks [options] [files]

Without files, all of notebooks/. Needs Python and Chromium.

  --parameters JSON   values for the cell tagged parameters, such as '{"epochs": 1}'; they are
                      written into the notebook too
  --help              print this`;

const folder = new URL("../../../notebooks/", import.meta.url);
const requirements = new URL("requirements.txt", folder);
/** The longest that one cell may take: a study of many nets takes hours. */
const CELL_SECONDS = 24 * 3600;

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Runs the command and gives its exit code: 0, 1 if a notebook fails, 2 for bad values. */
async function main(args: string[]): Promise<number> {
  let options: ReturnType<typeof readArgs>;
  try {
    options = readArgs(args);
    for (const file of options.files) await checkFile(file);
  } catch (error) {
    return complain(error, 2);
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  try {
    await using pictures = await createFigurePictures(await findBrowser());
    const files = options.files.length > 0 ? options.files : await allNotebooks();
    for (const file of files) await publish(file, options.parameters, pictures);
    return 0;
  } catch (error) {
    return complain(error, 1);
  }
}

function readArgs(args: string[]) {
  const { values, positionals } = parse(args);
  const { help = false, parameters: text = "{}" } = values;
  const wrong = `Expected --parameters to be a JSON object such as {"epochs": 1}, got ${text}.`;
  let parameters: unknown;
  try {
    parameters = JSON.parse(text);
  } catch {
    throw new SyntaxError(wrong);
  }
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    throw new TypeError(wrong);
  }
  const files = positionals.map((file) => pathToFileURL(file));
  return { help, files, parameters: parameters as Record<string, unknown> };
}

function parse(args: string[]) {
  const options = {
    help: { type: "boolean", short: "h" },
    parameters: { type: "string" },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [sentence] = (error as Error).message.split(". ");
    throw new TypeError(`${sentence.replace(/\.$/, "")}; --help lists the options.`);
  }
}

/** Throws unless there is such a file, before anything is run. */
async function checkFile(file: URL): Promise<void> {
  const found = await Deno.stat(file).then(({ isFile }) => isFile, () => false);
  if (!found) {
    throw new TypeError(`Expected a notebook, and there is no file ${fileURLToPath(file)}.`);
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
  console.log(`Wrote ${file.pathname.split("/").at(-1)}`);
}

function complain(error: unknown, code: number): number {
  console.error(`notebooks: ${error instanceof Error ? error.message : error}`);
  return code;
}
