/**
 * What a document promises: links to files of the project, and tasks of its `deno.json`.
 *
 * @module
 */

import { TIMES } from "../../lib/cli/maintainers/publish_notebook.ts";
import { joined, type Notebook } from "../../lib/cli/maintainers/run_notebook.ts";

/** The targets of a document's links that are files: neither addresses nor places within it. */
export function fileLinks(markdown: string): string[] {
  const text = markdown.replaceAll(/^```[^]*?^```/gm, "");
  const targets = [...text.matchAll(/\]\(<?([^)\s>]+)|\bsrc="([^"]+)"/g)].map(([, a, b]) => a ?? b);
  return targets.filter((target) => !/^(#|[a-z]+:)/.test(target))
    .map((target) => decodeURIComponent(target.split("#")[0]));
}

/** The pictures among a document's links. */
export function pictures(markdown: string): string[] {
  return fileLinks(markdown).filter((link) => /\.(png|jpe?g|svg)$/i.test(link));
}

/** The pictures of a document that lack the text for readers who do not see them. */
export function picturesWithoutText(markdown: string): string[] {
  const text = markdown.replaceAll(/^```[^]*?^```/gm, "");
  return [...text.matchAll(/!\[\s*\]\([^)]*\)|<img(?![^>]*\balt="[^"]+)[^>]*>/g)].map(([all]) =>
    all
  );
}

/** The code cells of a notebook that show something when they are run, and hold no output. */
export function silentCells({ cells }: Notebook): string[] {
  return cells.filter(({ cell_type, outputs }) => cell_type === "code" && !outputs?.length)
    .filter(({ metadata }) => !metadata.tags?.includes(TIMES))
    .map(({ source }) => joined(source).trimEnd())
    // The library of the plots is not published.
    .filter((source) => shows(source) && !/\binlinePlotly\(\)$/.test(source));
}

/** Whether a cell prints, runs a study, or ends with an expression, which has no semicolon. */
function shows(source: string): boolean {
  return /\bconsole\.\w+\(|\.optimize\(/.test(source) || /[^;]$/.test(removeComments(source));
}

function removeComments(source: string): string {
  return source.replaceAll(/\s*\/\/ .*$/gm, "").trimEnd();
}

/** The tasks that a document tells its reader to run. */
export function tasks(markdown: string): string[] {
  return [...markdown.matchAll(/\bdeno task ([a-z][\w:-]*)/g)].map(([, name]) => name);
}
