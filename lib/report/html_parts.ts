/**
 * What the sections of a report are written with.
 *
 * @module
 */
import { escapeHtml } from "../results/escape_html.ts";
import type { Table } from "../results/table.ts";

/** A section of a report, with a heading. */
export function toSection(id: string, title: string, ...parts: readonly string[]): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>` +
    `${parts.join("")}</section>`;
}

/** A sentence, with no line broken between a number and its percent sign. */
export function escapeText(sentence: string): string {
  return escapeHtml(sentence).replaceAll(/(\d) %/g, "$1\u00a0%");
}

/** Sentences as paragraphs. */
export function toParagraphs(sentences: readonly string[], kind = "note"): string {
  return sentences.map((one) => `<p class="${kind}">${escapeText(one)}</p>`).join("");
}

/**
 * What may be wider than the page, in a box that scrolls; it can be reached and scrolled by keys.
 *
 * @param name What it is, for those who listen.
 */
export function toScrollBox(name: string, content: string): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(name)}">` +
    `${content}</div>`;
}

/** Names and values, one pair a line. */
export function toFacts(facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.map(([name, value]) =>
    `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`
  );
  return `<dl>${rows.join("")}</dl>`;
}

/** A table as it is, with its notes. */
export function toPlainTable({ columns, rows, notes }: Table, caption: string): string {
  const head = columns.map(({ title, align }) =>
    `<th scope="col" class="${align}">${escapeHtml(title)}</th>`
  );
  const body = rows.map(({ cells }) => {
    const [first, ...others] = columns.map(({ key, align }, i) =>
      i === 0
        ? `<th scope="row">${escapeHtml(cells[key])}</th>`
        : `<td class="${align}">${escapeHtml(cells[key])}</td>`
    );
    return `<tr>${first}${others.join("")}</tr>`;
  });
  const table = `<table><caption>${escapeHtml(caption)}</caption>` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  return toScrollBox(caption, table) + toParagraphs(notes);
}
