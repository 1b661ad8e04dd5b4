/**
 * How well a trial does class by class.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import type { Trial } from "../trial/record.ts";
import { formatCount, formatPercent } from "./format.ts";
import { sumEvaluations } from "./sum_evaluations.ts";
import type { Table, TableRow } from "./table.ts";

/** How well a net does on one class; shares are fractions in [0, 1]. */
export interface ClassScore {
  /** The class. */
  readonly label: number;
  /** How many images are of it. */
  readonly images: number;
  /** Of the images that were taken for it, the share that are of it; null where none was. */
  readonly precision: number | null;
  /** Of the images that are of it, the share that were taken for it; null where none is. */
  readonly recall: number | null;
  /**
   * The harmonic mean of both: 2 TP / (2 TP + FP + FN), of what was taken for the class rightly (TP),
   * wrongly (FP), and was missed (FN); null where there is neither.
   */
  readonly f1: number | null;
}

/** The shares of a {@linkcode ClassScore}, in the order in which they are shown. */
export const classShares = ["precision", "recall", "f1"] as const;

/**
 * Precision, recall and F1 of each class, added up over the trial's runs. The images are those of the
 * test where the trial met them, else those that validated it.
 *
 * @throws {TypeError} If it is no trial.
 * @throws {Error} If the trial is not complete.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, toClassScores } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const scores = toClassScores(study.trials[0]);
 * assertEquals(scores[8].images, 974);
 * ```
 */
export function toClassScores(trial: Trial): readonly ClassScore[] {
  checkArguments("toClassScores()", arguments, 1);
  const { confusion } = sumEvaluations(trial, "count the classes");
  return confusion.map((counts, label) => {
    const right = counts[label];
    const images = counts.reduce((sum, count) => sum + count, 0);
    const taken = confusion.reduce((sum, row) => sum + row[label], 0);
    return {
      label,
      images,
      precision: share(right, taken),
      recall: share(right, images),
      f1: share(2 * right, taken + images),
    };
  });
}

/** {@linkcode toClassScores} as a table, with the plain means of all classes in its last row. */
export function toClassTable(trial: Trial): Table {
  const scores = toClassScores(trial);
  const { images } = sumEvaluations(trial, "count the classes");
  const toRow = (
    name: string,
    count: number,
    shares: Pick<ClassScore, typeof classShares[number]>,
  ) =>
    ({
      mark: null,
      cells: {
        label: name,
        images: formatCount(count),
        ...Object.fromEntries(classShares.map((key) => [key, formatShare(shares[key])])),
      },
    }) satisfies TableRow;
  const all = scores.reduce((sum, { images }) => sum + images, 0);
  const [precision, recall, f1] = classShares.map((key) => meanShare(scores, key));
  return {
    columns: [
      { key: "label", title: "Class", align: "left" },
      { key: "images", title: "Images", align: "right" },
      { key: "precision", title: "Precision", align: "right" },
      { key: "recall", title: "Recall", align: "right" },
      { key: "f1", title: "F1", align: "right" },
    ],
    rows: [
      ...scores.map((score) => toRow(String(score.label), score.images, score)),
      toRow("Mean", all, { precision, recall, f1 }),
    ],
    notes: [
      `${trial.name} on its ${images} images` +
      (trial.runs.length === 1 ? "" : `, ${trial.runs.length} runs together`) +
      ". Precision: of what is taken for the class, the share that is of it. Recall: of what is of " +
      "it, the share that is found. F1: the harmonic mean of both.",
    ],
    caption: `Scores of ${trial.name} by class`,
  };
}

/** The mean of one share over the classes that have it; null where none has. */
export function meanShare(
  scores: readonly ClassScore[],
  key: typeof classShares[number],
): number | null {
  const known = scores.map((score) => score[key]).filter((value) => value !== null);
  return share(known.reduce((sum, value) => sum + value, 0), known.length);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function formatShare(value: number | null): string {
  return value === null ? "–" : formatPercent(value);
}
