/**
 * What a document promises: links to files of the project, and tasks of its `deno.json`.
 *
 * @module
 */

/** The targets of a document's links that are files: neither addresses nor places within it. */
export function fileLinks(markdown: string): string[] {
  const text = markdown.replaceAll(/^```[^]*?^```/gm, "");
  const targets = [...text.matchAll(/\]\(<?([^)\s>]+)|\bsrc="([^"]+)"/g)].map(([, a, b]) => a ?? b);
  return targets.filter((target) => !/^(#|[a-z]+:)/.test(target))
    .map((target) => decodeURIComponent(target.split("#")[0]));
}

/** The tasks that a document tells its reader to run. */
export function tasks(markdown: string): string[] {
  return [...markdown.matchAll(/\bdeno task ([a-z][\w:-]*)/g)].map(([, name]) => name);
}
