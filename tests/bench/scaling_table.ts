/**
 * The tables of `--scaling`, as text and as Markdown.
 *
 * @module
 */
import { type Table, toMarkdown, toText } from "../../lib/studies.ts";
import { formatMachine } from "./machine.ts";
import type { NetScaling, ScalingSummary } from "./scaling.ts";
import { median } from "./statistics.ts";
import { toColumns, toTable } from "./tables.ts";

/** For the terminal. */
export function formatScalingText(summary: ScalingSummary): string {
  return [formatMachine(summary.machine), ...toTables(summary).map((table) => toText(table))]
    .join("\n\n");
}

/** For a page. */
export function formatScalingMarkdown(summary: ScalingSummary): string {
  return [formatMachine(summary.machine), ...toTables(summary).map(toMarkdown)].join("\n\n");
}

function toTables(summary: ScalingSummary): Table[] {
  return [throughputTable(summary), memoryTable(summary)];
}

function throughputTable({ workers, rounds, batch, scaling }: ScalingSummary): Table {
  const ofWorkers = workers === 1 ? "1 worker" : `${workers} workers`;
  return toTable(
    toColumns(["Net"], ["1 worker", ofWorkers, "ms/step: 1", `${workers}`, "Ratio"]),
    scaling.map(({ name, one, all }) => [
      name,
      median(one).toFixed(0),
      median(all).toFixed(0),
      (1000 * batch / median(one)).toFixed(1),
      (1000 * batch * workers / median(all)).toFixed(1),
      median(all.map((rate, round) => rate / one[round])).toFixed(2),
    ]),
    [
      `Images a second of 1 worker and of ${ofWorkers} that each train the net at the same time; ` +
      `milliseconds of a worker's step of ${batch} images.`,
      `Ratio: ${ofWorkers} over 1, the median of ${rounds} ${rounds === 1 ? "round" : "rounds"}.`,
    ],
  );
}

function memoryTable({ scaling }: ScalingSummary): Table {
  const mebibytes = (value: number | null) => value === null ? "–" : value.toFixed(0);
  const growth = (memory: NetScaling["memory"], at: number, key: "rssMiB" | "pssMiB") => {
    const [now, before] = [memory[at][key], memory[at - 1]?.[key] ?? null];
    return now === null || before === null ? "–" : (now - before).toFixed(0);
  };
  return toTable(
    toColumns(["Net"], ["Workers", "Resident MiB", "more", "Proportional MiB", "more"]),
    scaling.flatMap(({ name, memory }) =>
      memory.map(({ rssMiB, pssMiB }, i) => [
        name,
        `${i + 1}`,
        mebibytes(rssMiB),
        growth(memory, i, "rssMiB"),
        mebibytes(pssMiB),
        growth(memory, i, "pssMiB"),
      ])
    ),
    ["The most memory of a process whose workers have all trained and validated, and train on."],
  );
}
