/**
 * Turns a notebook as it was run into the one that is committed: pictures where figures were, and
 * nothing that changes from run to run.
 *
 * @module
 */
import type { DrawnFigure } from "./figure_picture.ts";
import { publishedFrom } from "./published_from.ts";
import { type Cell, type CellOutput, joined, type Notebook } from "./run_notebook.ts";

/** The line of a figure's HTML that holds it as JSON. */
const FIGURE = /^\s*const figure = (\{.*\});$/m;
/** The tag of cells whose outputs are times of the reader's own machine. */
export const TIMES = "times";
/** Times in how a live display ends: `Finished after 5 min 03 s: 6 of 6 trials done.` */
const TOOK =
  /(?<=Finished|Interrupted) after [\d hmins.]+(?=:)|, about [\d hmins.]+ of a worker(?:'|&#39;)s time saved/g;

/**
 * Makes the notebook that is committed, for pages that run no scripts, such as GitHub's:
 *
 * - a figure becomes a picture with its description as alternative text, and below it too, since
 *   JupyterLab 4 and nbconvert's page give a picture no alternative text;
 * - an output of scripts alone, as of the plotting library, goes;
 * - of a figure that the notebook shows twice, as while a study ran and after, the last is kept;
 * - how long a study took, and what pruning saved, goes, and all outputs of a cell tagged `times`,
 *   which tells of one machine;
 * - cells are counted from 1, and the kernel's version goes;
 * - what it was made from comes into its metadata, as `sweepbook`.
 *
 * @param toPng Makes the picture of a figure, two pixels for each of its own.
 */
export async function publishNotebook(
  notebook: Notebook,
  toPng: (figure: DrawnFigure) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Notebook> {
  const all = notebook.cells.flatMap(({ outputs = [] }) => outputs);
  const last = new Map(all.map((output) => [figureText(output), output]));
  const isKept = (output: CellOutput) => {
    const text = figureText(output);
    return text === null ? !isScript(output) : last.get(text) === output;
  };
  let count = 0;
  const cells: Cell[] = [];
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") {
      cells.push(cell);
      continue;
    }
    count++;
    const outputs: CellOutput[] = [];
    const shown = cell.metadata.tags?.includes(TIMES) ? [] : cell.outputs ?? [];
    for (const output of shown.filter(isKept)) {
      outputs.push(...await publishOutput(output, count, toPng));
    }
    cells.push({ ...cell, execution_count: count, outputs });
  }
  const { version: _, ...language } = notebook.metadata.language_info ?? {};
  const published = { ...notebook, cells };
  const sweepbook = await publishedFrom(published);
  return { ...published, metadata: { ...notebook.metadata, language_info: language, sweepbook } };
}

async function publishOutput(
  output: CellOutput,
  count: number,
  toPng: (figure: DrawnFigure) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<CellOutput[]> {
  const { output_type, data } = output;
  if (data === undefined) return [output];
  const counted = output_type === "execute_result" ? { execution_count: count } : {};
  const figure = figureText(output);
  if (figure === null) {
    const kept = JSON.parse(JSON.stringify(data).replaceAll(TOOK, ""));
    return [{ ...output, data: kept, ...counted, metadata: {} }];
  }
  const drawn = JSON.parse(figure) as DrawnFigure;
  const { width, height } = drawn.layout;
  const description = joined(data["text/plain"] as string | string[]);
  const picture: CellOutput = {
    data: {
      "image/png": (await toPng(drawn)).toBase64(),
      "text/plain": description,
    },
    ...counted,
    // Without its size the picture would show at twice the figure's.
    metadata: { "image/png": { alt: description, height, width } },
    output_type,
  };
  const caption: CellOutput = {
    data: { "text/plain": description },
    metadata: {},
    output_type: "display_data",
  };
  return [picture, caption];
}

/** A figure as JSON; null where the output is no figure. */
function figureText(output: CellOutput): string | null {
  return htmlOf(output).match(FIGURE)?.[1] ?? null;
}

/** Whether an output is a script alone, as the plotting library is. */
function isScript(output: CellOutput): boolean {
  return htmlOf(output).startsWith("<script>");
}

function htmlOf({ data }: CellOutput): string {
  return joined((data?.["text/html"] ?? "") as string | string[]);
}
