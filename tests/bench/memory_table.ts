/**
 * The table of `--memory`, as text and as Markdown.
 *
 * @module
 */
import { type Table, toMarkdown, toText } from "../../lib/studies.ts";
import { formatMachine } from "./machine.ts";
import { FLAT, type MemorySummary } from "./memory.ts";
import { toColumns, toTable } from "./tables.ts";

/** For the terminal. */
export function formatMemoryText(summary: MemorySummary): string {
  return `${formatMachine(summary.machine)}\n\n${toText(toMemoryTable(summary))}`;
}

/** For a page. */
export function formatMemoryMarkdown(summary: MemorySummary): string {
  return `${formatMachine(summary.machine)}\n\n${toMarkdown(toMemoryTable(summary))}`;
}

function toMemoryTable({ steps, batch, memory }: MemorySummary): Table {
  return toTable(
    [
      ...toColumns(["Net"], ["First MiB", "Last", "Most", "Growth", "Live heap", "Last"]),
      ...toColumns([], ["Kept growth", "Tensors"]),
      ...toColumns(["Flat"], []),
    ],
    memory.map(({ name, samples, growthMiB, keptGrowthMiB, flat }) => {
      const [first, last] = [samples[0], samples.at(-1)!];
      const counts = samples.map(({ tensors }) => tensors);
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      return [
        name,
        first.rssMiB.toFixed(0),
        last.rssMiB.toFixed(0),
        Math.max(...samples.map(({ rssMiB }) => rssMiB)).toFixed(0),
        growthMiB.toFixed(1),
        first.liveHeapMiB!.toFixed(1),
        last.liveHeapMiB!.toFixed(1),
        keptGrowthMiB.toFixed(1),
        least === most ? `${least}` : `${least} to ${most}`,
        flat ? "yes" : "no",
      ];
    }),
    [
      `Resident memory of a process over ${steps} steps of ${batch} images, after as many have ` +
      "warmed up as make an epoch here; growth in MiB per 1,000 steps.",
      "Live heap: what JavaScript's heap holds at the first and the last sample once its garbage " +
      "is collected.",
      "Kept growth: of all memory but JavaScript's heap, plus that of the live heap.",
      `Flat: a kept growth of at most ${FLAT} MiB, and always the same number of tensors.`,
    ],
  );
}
