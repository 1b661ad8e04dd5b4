/**
 * What a net costs, layer by layer.
 *
 * @module
 */
import { parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layer.ts";
import { describeNet, mnistShape } from "../models/shapes.ts";
import { checkKeys, checkText } from "../check/check.ts";
import { formatCount } from "../results/format.ts";
import {
  baseAxis,
  baseLayout,
  cutName,
  escapeLabel,
  type Figure,
  figureTitle,
  type Trace,
} from "./figure.ts";
import type { ModelOptions } from "./model.ts";
import { trialColor } from "./palette.ts";

/**
 * Draws what each layer of a net costs: the floating-point operations of a training step, and the
 * parameters, as bars.
 *
 * @param layers The hidden layers, as values or in compact form; the output layer follows.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If a number is out of range, or the layers cannot follow each other.
 * @throws {SyntaxError} If the layers cannot be read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotCost } from "./cost.ts";
 *
 * const { description } = plotCost("C32 P2 F", { name: "small" });
 * const step = "1.17 million operations an image in a training step, most of layer 1, C32 (67 %)";
 * const parameters = "54,410 parameters, most of layer 4, D10(softmax) (99 %)";
 * assertEquals(description, `What small costs, layer by layer: ${step}; ${parameters}.`);
 * ```
 */
export function plotCost(layers: readonly Layer[] | string, options: ModelOptions = {}): Figure {
  checkKeys("options of plotCost()", options, ["name", "input", "classes"]);
  const { name, input = mnistShape, classes = 10 } = options;
  if (name !== undefined) checkText("the name of a net", name, 'a text such as "deeper"');
  const hidden = typeof layers === "string" ? parseLayers(layers) : layers;
  const net = describeNet(hidden, input, classes);
  const names = net.layers.map(({ text }, i) => `${i + 1}, ${text}`);
  const called = name ?? "a net";
  const titleOf = (called: string) => `What ${called} costs, layer by layer`;
  const operations = net.layers.map(({ stepFlops }) => stepFlops / 1e6);
  const parameters = net.layers.map(({ parameters }) => parameters);
  const most = (values: readonly number[]) => {
    const largest = Math.max(...values);
    const share = largest / values.reduce((sum, value) => sum + value);
    return `most of layer ${names[values.indexOf(largest)]} (${Math.round(100 * share)} %)`;
  };
  // Room for the numbers behind the bars.
  const axisOf = (values: readonly number[]) => (
    { ...baseAxis, range: [0, 1.22 * Math.max(...values)] }
  );
  return {
    data: [
      toBars(operations, "", (value) => String(Number(value.toPrecision(2)))),
      toBars(parameters, "2", formatCount),
    ],
    layout: {
      ...baseLayout,
      height: 130 + 30 * names.length,
      title: figureTitle(titleOf(cutName(called, 72)), { centred: true }),
      xaxis: {
        ...axisOf(operations),
        domain: [0, 0.46],
        title: { text: "Operations of a step, millions an image" },
      },
      xaxis2: { ...axisOf(parameters), domain: [0.54, 1], title: { text: "Parameters" } },
      yaxis: {
        ...baseAxis,
        showgrid: false,
        range: [names.length - 0.5, -0.5],
        tickvals: names.map((_, row) => row),
        ticktext: names.map(escapeLabel),
        title: { text: "Layer", standoff: 12 },
      },
      showlegend: false,
    },
    description:
      `${titleOf(called)}: ${(net.stepFlopsPerImage / 1e6).toPrecision(3)} million operations an ` +
      `image in a training step, ${most(operations)}; ${formatCount(net.parameters)} parameters, ` +
      `${most(parameters)}.`,
  };
}

function toBars(values: readonly number[], axis: string, format: (value: number) => string): Trace {
  return {
    type: "bar",
    orientation: "h",
    x: values,
    y: values.map((_, row) => row),
    xaxis: `x${axis}`,
    marker: { color: trialColor(axis === "" ? 0 : 1) },
    text: values.map((value) => value === 0 ? "" : format(value)),
    textposition: "outside",
    cliponaxis: false,
    hovertemplate: "%{x:,}<extra></extra>",
  };
}
