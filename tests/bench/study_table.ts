/**
 * The table of whole studies, as text and as Markdown.
 *
 * @module
 */
import { type Table, toMarkdown, toText } from "../../lib/studies.ts";
import { formatMachine } from "./machine.ts";
import type { StudyResult, StudySummary } from "./study.ts";
import { toColumns, toTable } from "./tables.ts";

/** For the terminal. */
export function formatStudyText(summary: StudySummary): string {
  return `${formatMachine(summary.machine)}\n\n${toText(toStudyTable(summary))}`;
}

/** For a page. */
export function formatStudyMarkdown(summary: StudySummary): string {
  return `${formatMachine(summary.machine)}\n\n${toMarkdown(toStudyTable(summary))}`;
}

/** A line for each peer: its start, its parts, the whole, and ours over it. */
function toStudyTable({ parts, results, epochs, images, absent }: StudySummary): Table {
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const over = (ours: string, { totalMs }: StudyResult) => {
    const own = results.find(({ peer }) => peer === ours);
    return own ? (own.totalMs / totalMs).toFixed(2) : "–";
  };
  const titles = parts.map((_, place) => `Part ${place + 1}`);
  return toTable(
    toColumns(
      ["Peer"],
      ["Start", ...titles, "Total s", "WASM ratio", "BLAS ratio", "Mean accuracy"],
    ),
    results.map((result) => [
      result.title,
      seconds(result.startMs),
      ...result.partMs.map(seconds),
      seconds(result.totalMs),
      over("sweepbook", result),
      over("sweepbook-blas", result),
      `${(100 * result.accuracy).toFixed(2)} %`,
    ]),
    [
      `${epochs} epochs of ${images} images on all cores; all times in seconds.`,
      ...parts.map((names, place) => `Part ${place + 1}: ${names.join(", ")}.`),
      "WASM ratio and BLAS ratio: our time over the peer's, so that below 1 is in our favour.",
      ...absent.map((text) => `Left out: ${text}.`),
    ],
  );
}
