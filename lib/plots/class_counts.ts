/**
 * How many images of each class a dataset has.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { type ClassCount, countClasses } from "../datasets/count_classes.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { formatCount } from "../results/format.ts";
import { baseAxis, baseLayout, type Figure, figureTitle, type Trace } from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";

/**
 * Draws the share of each class in the training and in the test images as bars; the counts stand in
 * the hover texts.
 *
 * @throws {TypeError} If it is no dataset, or has an unknown key.
 * @throws {RangeError} If its numbers, or those of its two sets, do not fit each other.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { loadMnist, plotClasses } from "../mod.ts";
 *
 * const { description } = plotClasses(await loadMnist());
 * assertMatch(description, /fewest of class 5 \(5,421\), most of class 1 \(6,742\)/);
 * ```
 */
export function plotClasses(data: Dataset): Figure {
  checkArguments("plotClasses()", arguments, 1);
  const counts = countClasses(data);
  const { name, train, test } = data;
  const sizes = `${formatCount(train.count)} training and ${formatCount(test.count)} test images`;
  const by = (a: ClassCount, b: ClassCount) => a.train - b.train;
  const [fewest, most] = [counts.toSorted(by)[0], counts.toSorted(by).at(-1)!];
  const told = ({ label, train }: ClassCount) => `of class ${label} (${formatCount(train)})`;
  const title = `${name}: classes of ${sizes}`;
  return {
    data: [
      toBars("training", counts, "train", train.count),
      toBars("test", counts, "test", test.count),
    ],
    layout: {
      ...baseLayout,
      title: figureTitle(title, { centred: true }),
      xaxis: { ...baseAxis, showgrid: false, dtick: 1, title: { text: "Class" } },
      yaxis: { ...baseAxis, tickformat: ".0%", title: { text: "Share of the set" } },
      bargap: 0.3,
      bargroupgap: 0.08,
      hovermode: "x",
    },
    description: `${title}. Of the training images, fewest ${told(fewest)}, most ${told(most)}.`,
  };
}

function toBars(
  name: string,
  counts: readonly ClassCount[],
  key: "train" | "test",
  total: number,
): Trace {
  const isTest = key === "test";
  const color = trialColor(isTest ? 1 : 0);
  return {
    type: "bar",
    name,
    x: counts.map(({ label }) => label),
    y: counts.map((count) => count[key] / total),
    hovertext: counts.map((count) => formatCount(count[key])),
    hovertemplate: `%{hovertext} ${name} images of class %{x}, %{y:.1%}<extra></extra>`,
    // Told apart without colours too: filled, and hollow.
    marker: { color: isTest ? translucent(color, 0.2) : color, line: { color, width: 2 } },
  };
}
