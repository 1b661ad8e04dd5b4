/**
 * Where a study's numbers come from, and how they are made again.
 *
 * @module
 */
import { escapeHtml } from "../results/escape_html.ts";
import { formatCount } from "../results/format.ts";
import { objectiveName } from "../results/format_metric.ts";
import { formatCommonSettings } from "../results/settings.ts";
import type { Settings } from "../trial/plan.ts";
import { isPlainWasm } from "../trial/provenance.ts";
import type { Protocol } from "../trial/setup.ts";
import { toFacts, toParagraphs, toScrollBox, toSection } from "./html_parts.ts";
import { toRepeatCode } from "./repeat_code.ts";
import type { ReportedStudy } from "./reported_study.ts";

const protocols: Readonly<Record<Protocol, string>> = {
  paper: "paper: training on all training images, validation on the test images, as in the paper",
  "held-out": "held-out: a sixth of the training images validates, with the same share of each " +
    "class; the test images are touched once, at the end",
};

/** What made the study: data, seeds, protocol, engine, machine, versions. */
export function provenanceLines(study: ReportedStudy): string {
  const { dataset, provenance, plan = null, trials } = study;
  const setups = trials.filter(({ runs }) => runs.length > 0).map(({ setup }) => setup);
  const used = [...new Set(setups.map(({ protocol }) => protocol))];
  const seeds = [...new Set(trials.flatMap(({ runs }) => runs.map(({ seed }) => seed)))];
  const folds = plan?.folds ?? null;
  const facts: [string, string][] = [
    ["Dataset", dataset],
    ["Seeds", seeds.length === 0 ? "none yet" : listSeeds(seeds)],
    [
      "Protocol",
      folds === null
        ? used.map((one) => protocols[one]).join("; ")
        : `${folds} folds of the training images, each of which validates once; the test images are ` +
          "not touched",
    ],
    ["All trials", formatCommonSettings(trials, true) || "have nothing in common"],
  ];
  if (plan !== null) {
    facts.push(["Value", `${objectiveName(plan.objective)}, to be ${plan.objective.direction}d`]);
    if (plan.sampler !== null) facts.push(["Sampler", listSettings(plan.sampler)]);
    if (plan.pruner !== null) facts.push(["Pruner", listSettings(plan.pruner)]);
    if (plan.lag !== null) facts.push(["Lag", formatCount(plan.lag)]);
  }
  if (provenance !== null) {
    const { data, engine, arithmetic, processor, sweepbook, tfjs, deno } = provenance;
    facts.push(
      ["Data, SHA-256", data],
      ["Backend", engine],
      ["Processor", processor],
      ["Versions", `Sweepbook ${sweepbook} (arithmetic ${arithmetic}), tfjs ${tfjs}, Deno ${deno}`],
    );
  }
  return toSection(
    "provenance",
    "What made it",
    toFacts(facts.filter(([, value]) => value !== "")),
  );
}

/** The program that makes the study again, and what it takes to get the same bits. */
export function toRepeat(study: ReportedStudy): string {
  const { provenance, plan } = study;
  const code = toRepeatCode(study, provenance?.engine ?? "wasm");
  const title = "How to repeat it";
  if (code === null) {
    return toSection("repeat", title, toParagraphs(["Nothing is known of how it was asked for."]));
  }
  const fuses = provenance?.engine === "wasm" ? "fuses" : "does not fuse";
  const isSame = provenance !== null && isPlainWasm(provenance.engine)
    ? "The same versions give the same table to the bit, times aside, with one worker or many, on " +
      `every machine that ${fuses} multiply-adds.`
    : "The same versions with the same BLAS on the same processor give the same table to the bit, " +
      "times aside, with one worker or many.";
  return toSection(
    "repeat",
    title,
    toParagraphs([
      "As a cell of a notebook beside those of Sweepbook, or a program in the same folder, where " +
      `console.log(study.table()) prints the table. ${isSame}`,
      ...plan?.sampler
        ? [
          "What the search function does is not stored: the program has its place, and what it asked for.",
        ]
        : [],
    ]),
    toScrollBox("Program", `<pre><code>${toLines(code)}</code></pre>`),
  );
}

/** Escaped line by line, as a line break within a name would be made visible. */
export function toLines(code: string): string {
  return code.trimEnd().split("\n").map(escapeHtml).join("\n");
}

function listSettings({ kind, ...options }: Settings): string {
  const all = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  return all.length === 0 ? kind : `${kind} (${all.join(", ")})`;
}

/** Seeds that count up stand as a range. */
function listSeeds(seeds: readonly number[]): string {
  const sorted = seeds.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)!];
  const isRange = sorted.length > 2 && last - first === sorted.length - 1;
  return isRange ? `${first} to ${last}` : sorted.join(", ");
}
