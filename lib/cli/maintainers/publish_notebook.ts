/**
 * Turns a notebook as it was run into the one that is committed: pictures where figures were, and
 * nothing that changes from run to run.
 *
 * @module
 */
import type { DrawnFigure } from "./figure_picture.ts";
import { type Cell, joined, type Notebook, type Output } from "./run_notebook.ts";

const PLOTLY = "application/vnd.plotly.v1+json";
/** Figures with more data than this, in characters of JSON, are published as pictures alone. */
const LARGEST_FIGURE = 50_000;

/**
 * Makes the notebook that is committed, for pages that run no scripts, such as GitHub's:
 *
 * - a figure becomes a picture, beside its description and, where it is small, its data;
 * - an output of scripts alone, as of the plotting library, goes;
 * - of a figure that the notebook shows twice, as while a study ran and after, the last is kept;
 * - cells are counted from 1, and the kernel's version goes.
 *
 * @param toPng Makes the picture of a figure, two pixels for each of its own.
 */
export async function publishNotebook(
  notebook: Notebook,
  toPng: (figure: DrawnFigure) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Notebook> {
  const all = notebook.cells.flatMap(({ outputs = [] }) => outputs);
  const last = new Map(all.map((output) => [figureText(output), output]));
  const isKept = (output: Output) => {
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
    const outputs: Output[] = [];
    for (const output of (cell.outputs ?? []).filter(isKept)) {
      outputs.push(await publishOutput(output, count, toPng));
    }
    cells.push({ ...cell, execution_count: count, outputs });
  }
  const { version: _, ...language } = notebook.metadata.language_info ?? {};
  return { ...notebook, cells, metadata: { ...notebook.metadata, language_info: language } };
}

async function publishOutput(
  output: Output,
  count: number,
  toPng: (figure: DrawnFigure) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Output> {
  if (output.data === undefined) return output;
  const counted = output.output_type === "execute_result" ? { execution_count: count } : {};
  const figure = output.data[PLOTLY] as DrawnFigure | undefined;
  if (figure === undefined) return { ...output, ...counted, metadata: {} };
  const { width, height } = figure.layout;
  return {
    data: {
      ...(figureText(output)!.length <= LARGEST_FIGURE ? { [PLOTLY]: figure } : {}),
      "image/png": (await toPng(figure)).toBase64(),
      "text/plain": output.data["text/plain"],
    },
    ...counted,
    // Without it the picture would show at twice the figure's size.
    metadata: { "image/png": { height, width } },
    output_type: output.output_type,
  };
}

/** A figure's data as text; null where the output is no figure. */
function figureText({ data }: Output): string | null {
  return data?.[PLOTLY] === undefined ? null : JSON.stringify(data[PLOTLY]);
}

/** Whether an output that is no figure is a script, as the plotting library is. */
function isScript({ data }: Output): boolean {
  const html = (data?.["text/html"] ?? "") as string | string[];
  return joined(html).startsWith("<script>");
}
