/**
 * An image, and what a net takes it for.
 *
 * @module
 */
import { checkArray, checkKeys, checkShare, checkText, refuseRange } from "../check/check.ts";
import { checkGrid, type GreyImage } from "../models/grid.ts";
import { formatPercent } from "../results/format.ts";
import { gridTrace } from "./canvas.ts";
import {
  baseAxis,
  baseLayout,
  cutName,
  escapeLabel,
  type Figure,
  figureTitle,
  INK,
} from "./figure.ts";
import { trialColor } from "./palette.ts";

/** An image of a dataset, or a picture of one's own, whose class is not known. */
export interface PredictedImage extends GreyImage {
  /**
   * Its class, where it is known.
   *
   * @default {undefined}
   */
  readonly label?: number;
  /**
   * What it is called.
   *
   * @default {undefined}
   */
  readonly title?: string;
}

/** Numbers of more bars do not fit side by side, and stand upright. */
const MOST_ACROSS = 12;

/** Options of {@linkcode plotPrediction}. */
export interface PredictionOptions {
  /**
   * The classes are called so, in the order of the probabilities; by default by their numbers.
   *
   * @default {["0", "1", "2", ...]}
   */
  readonly labels?: readonly string[];
}

/**
 * Draws an image beside the probability that a net gives each class. The class that it takes the
 * image for is blue, or where that is wrong orange, and the true one blue then.
 *
 * @param image An image such as `imageAt(mnist.train, 7777)` or `await loadDigit("seven.jpg")`; a
 * title may be added.
 * @param probabilities One for each class, such as `await model.classifyPixels(image)`.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If a probability is not in [0, 1], there is none, or labels are not as many.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotPrediction } from "./prediction.ts";
 *
 * const image = { label: 1, pixels: Uint8Array.of(0, 255), height: 1, width: 2 };
 * const { description } = plotPrediction(image, [0.25, 0.75]);
 * assertEquals(description, "Image of class 1, taken for 1: 75.00 % for 1, 25.00 % for 0.");
 * ```
 */
export function plotPrediction(
  image: PredictedImage,
  probabilities: readonly number[],
  options: PredictionOptions = {},
): Figure {
  const grid = checkGrid("an image", image);
  checkArray(
    "probabilities",
    probabilities,
    "an array such as await model.classifyPixels(image)",
    (each) => checkShare("a probability", each),
  );
  if (probabilities.length === 0) refuseRange("probabilities", "one for each class", probabilities);
  const { labels = probabilities.map((_, label) => String(label)) } = checkKeys(
    "options of plotPrediction()",
    options,
    ["labels"],
  );
  const expected = 'an array such as ["cat", "dog"]';
  checkArray("labels", labels, expected, (label) => checkText("a label", label, 'such as "7"'));
  if (labels.length !== probabilities.length) {
    refuseRange("labels", `${probabilities.length}, one for each probability`, labels.length);
  }
  const ranked = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  const [taken] = ranked;
  const { title = "Image", label } = image;
  const name = label === undefined ? title : `${title} of class ${labels[label] ?? label}`;
  const verdict = `${name}, taken for ${labels[taken]}`;
  const isRight = label === undefined || label === taken;
  const colorOf = (place: number) =>
    place === taken ? trialColor(isRight ? 0 : 1) : place === label ? trialColor(0) : INK;
  const isCrowded = labels.length > MOST_ACROSS;
  const hidden = { visible: false, fixedrange: true };
  return {
    data: [
      { ...gridTrace(grid, { x: 0, y: 0, cell: 1 }, "ink"), xaxis: "x2", yaxis: "y2" },
      {
        type: "bar",
        x: labels.map(escapeLabel),
        y: probabilities,
        marker: { color: labels.map((_, place) => colorOf(place)) },
        text: probabilities.map(formatShort),
        textangle: isCrowded ? -90 : 0,
        constraintext: isCrowded ? "none" : "both",
        textposition: "outside",
        cliponaxis: false,
        hovertemplate: "%{x}: %{y:.4%}<extra></extra>",
      },
    ],
    layout: {
      ...baseLayout,
      height: 320,
      title: figureTitle(cutName(verdict, 110), { centred: true }),
      xaxis: {
        ...baseAxis,
        showgrid: false,
        type: "category",
        domain: [0.38, 1],
        title: {
          text: "Class",
        },
      },
      yaxis: {
        ...baseAxis,
        range: [0, isCrowded ? 1.2 : 1.08],
        tickformat: ".0%",
        tickvals: [0, 0.25, 0.5, 0.75, 1],
        title: { text: "Probability" },
      },
      xaxis2: {
        ...hidden,
        domain: [0, 0.28],
        anchor: "y2",
        range: [0, grid[0].length],
        constrain: "domain",
      },
      yaxis2: {
        ...hidden,
        anchor: "x2",
        range: [grid.length, 0],
        scaleanchor: "x2",
        constrain: "domain",
      },
      showlegend: false,
    },
    description: `${verdict}: ${
      ranked.slice(0, 3).map((place) =>
        `${formatPercent(probabilities[place])} for ${labels[place]}`
      ).join(", ")
    }.`,
  };
}

/** `99.8 %`, and `<0.1 %` where that would be `0.0 %`. */
function formatShort(probability: number): string {
  return escapeLabel(probability < 0.0005 ? "<0.1 %" : `${(probability * 100).toFixed(1)} %`);
}
