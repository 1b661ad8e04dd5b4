/**
 * The benchmark's tables, as text and as Markdown.
 *
 * @module
 */
import { type Table, type TableColumn, toMarkdown, toText } from "../../lib/studies.ts";
import { formatMachine } from "./machine.ts";
import type { NetSummary, PeerSummary, Summary } from "./summary.ts";

const MISSING = "–";

/** The one table of the terminal: a line for each net and peer. */
export function formatText(summary: Summary): string {
  return `${heading(summary)}\n\n${toText(fullTable(summary))}`;
}

/** For a page: the peers side by side, then everything. */
export function formatMarkdown(summary: Summary): string {
  return [
    heading(summary),
    "Milliseconds per training step, in brackets the ratio of Sweepbook's pure WASM to it:",
    toMarkdown(sideBySide(summary)).trimEnd(),
    "All figures:",
    toMarkdown(fullTable(summary)),
  ].join("\n\n");
}

function heading({ machine, batch, rounds }: Summary): string {
  return `${formatMachine(machine)}; steps of ${batch} images, ` +
    `${rounds} ${rounds === 1 ? "round" : "rounds"}.`;
}

function fullTable(summary: Summary): Table {
  const lines = summary.nets.flatMap((net) =>
    measured(net).map((one) => [
      net.name,
      one.title + threads(one.peer),
      formatMs(one.msPerStep),
      formatRatio(one.wasmRatio),
      formatRatio(one.blasRatio),
      one.gflopsPerSecond.toPrecision(3),
      one.fmaShare === null ? MISSING : `${(100 * one.fmaShare).toFixed(0)} %`,
      one.peakMiB === null ? MISSING : one.peakMiB.toFixed(0),
    ])
  );
  const columns = toColumns(
    ["Net", "Peer"],
    ["ms/step", "WASM ratio", "BLAS ratio", "GFLOP/s", "FMA share", "Peak MiB"],
  );
  return toTable(columns, lines, [
    "WASM ratio and BLAS ratio: our time over the peer's, so that below 1 is in our favour.",
    "GFLOP/s: three forward passes less the first layer's input gradient, over the time of a step.",
    "FMA share: of the rate of f32x4.relaxed_madd, measured in the same process. Convolutions count " +
    "as the direct one takes them, so that Winograd's filtering can pass 100 %.",
    ...failures(summary),
  ]);
}

function sideBySide({ nets }: Summary): Table {
  const peers = [...new Set(nets.flatMap((net) => measured(net).map(({ peer }) => peer)))];
  const lines = nets.map((net) => {
    const cells = peers.map((peer) => {
      const one = measured(net).find((each) => each.peer === peer);
      if (!one) return MISSING;
      const ms = formatMs(one.msPerStep);
      return one.wasmRatio === null || peer === "sweepbook"
        ? ms
        : `${ms} (${formatRatio(one.wasmRatio)})`;
    });
    return [net.name, ...cells];
  });
  return toTable(toColumns(["Net"], peers), lines, []);
}

function failures({ absent, nets }: Summary): string[] {
  const failed = nets.flatMap(({ name, results }) =>
    results.flatMap((result) => "error" in result ? `${name}, ${result.peer}: ${result.error}` : [])
  );
  return [...absent, ...failed].map((text) => `Left out: ${text}.`);
}

function measured({ results }: NetSummary): PeerSummary[] {
  return results.filter((result): result is PeerSummary => !("error" in result));
}

/** A peer's threads, where it has a choice of them. */
function threads(peer: string): string {
  const [, count] = peer.match(/-(1|all)$/) ?? [];
  if (count === undefined) return "";
  return count === "1" ? ", 1 thread" : ", all threads";
}

function formatMs(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}

function formatRatio(ratio: number | null): string {
  if (ratio === null) return MISSING;
  return ratio < 0.01 ? ratio.toPrecision(1) : ratio.toFixed(2);
}

/** Columns of texts, then columns of numbers. */
export function toColumns(left: readonly string[], right: readonly string[]): TableColumn[] {
  return [
    ...left.map((title) => ({ key: title, title, align: "left" as const })),
    ...right.map((title) => ({ key: title, title, align: "right" as const })),
  ];
}

/** A table without marks. */
export function toTable(
  columns: readonly TableColumn[],
  lines: readonly string[][],
  notes: readonly string[],
): Table {
  const rows = lines.map((texts) => ({
    cells: Object.fromEntries(columns.map(({ key }, i) => [key, texts[i]])),
    mark: null,
  }));
  return { columns, rows, notes };
}
