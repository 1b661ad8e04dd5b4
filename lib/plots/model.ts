/**
 * A net as a drawing.
 *
 * @module
 */
import { checkKeys, checkText } from "../check/check.ts";
import { formatLayers, parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layer.ts";
import {
  describeNet,
  formatShape,
  type LayerDescription,
  mnistShape,
  type NetDescription,
  type Shape,
} from "../models/shapes.ts";
import { formatCount } from "../results/format.ts";
import { canvasFigure, type Drawing, label } from "./canvas.ts";
import { type Figure, FIGURE_WIDTH } from "./figure.ts";
import { type Block, drawBlock, drawLinks } from "./model_blocks.ts";

/** Options of {@linkcode plotModel}. */
export interface ModelOptions {
  /**
   * The net is called so in the title; by default it has its layers in compact form alone.
   *
   * @default {undefined}
   */
  readonly name?: string;
  /**
   * The images have this shape.
   *
   * @default {[28, 28, 1]}
   */
  readonly input?: Shape;
  /**
   * The output layer has this many units, at least 1.
   *
   * @default {10}
   */
  readonly classes?: number;
}

/** Of the rows of texts below the drawing: where they begin, and how far they lie apart. */
const ROWS = { y: 268, pitch: 22, headings: 92 };
/** The least that a layer takes across, and the middle of the drawing. */
const PITCH = 88;
const MIDDLE = 144;

/**
 * Draws a net, layer by layer: maps as sheets as large as they are, each with the window that the
 * next layer moves over it; vectors as neurons, a sample of them where they are many. Below each
 * stand its kind, what it is set to, its output's shape and its number of parameters.
 *
 * @param layers The hidden layers, as values or in compact form; the output layer follows.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If a number is out of range, or the layers cannot follow each other.
 * @throws {SyntaxError} If the layers cannot be read.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { plotModel } from "./model.ts";
 *
 * const { description } = plotModel("C32 P2 F D100");
 * assertMatch(description, /convolution 3x3 gives 26x26x32 with 320 parameters, max pooling/);
 * ```
 */
export function plotModel(layers: readonly Layer[] | string, options: ModelOptions = {}): Figure {
  checkKeys("options of plotModel()", options, ["name", "input", "classes"]);
  const { name, input = mnistShape, classes = 10 } = options;
  if (name !== undefined) checkText("the name of a net", name, 'a text such as "deeper"');
  const hidden = typeof layers === "string" ? parseLayers(layers) : layers;
  const net = describeNet(hidden, input, classes);
  const count = net.layers.length + 1;
  const width = Math.max(FIGURE_WIDTH, ROWS.headings + PITCH * count + 20);
  const pitch = (width - ROWS.headings - 20) / count;
  const blocks = toBlocks(net, input).map((block, i): Block => ({
    ...block,
    x: ROWS.headings + (i + 0.5) * pitch,
    y: MIDDLE,
    scale: Math.min(64, pitch - 26) / Math.max(input[0], input[1] ?? 0, 1),
  }));
  const compact = formatLayers(hidden) || "no hidden layers";
  const total = `${formatCount(net.parameters)} parameters`;
  return canvasFigure([
    ...blocks.slice(1).map((block, i) => drawLinks(blocks[i], block)),
    ...blocks.map(drawBlock),
    drawTexts(blocks),
  ], {
    width,
    title: `${name === undefined || name === compact ? "" : `${name}: `}${compact}, ${total}`,
    description: describe(net, input, name ?? compact),
  });
}

/** The input and every layer, without their places. */
function toBlocks(net: NetDescription, input: Shape): Omit<Block, "x" | "y" | "scale">[] {
  const image = { kind: "input", title: "Input", detail: "", shape: input, parameters: 0 } as const;
  return [
    { ...image, window: null, rate: 0 },
    ...net.layers.map(toBlock),
  ];
}

function toBlock({ layer, outputShape, parameters }: LayerDescription) {
  const base = { kind: layer.kind, shape: outputShape, parameters, window: null, rate: 0 };
  switch (layer.kind) {
    case "conv": {
      const detail = `${layer.kernelSize.join("x")}, ${layer.activation}`;
      return { ...base, title: "Convolution", detail, window: layer.kernelSize };
    }
    case "maxPool":
    case "avgPool": {
      const title = layer.kind === "maxPool" ? "Max pooling" : "Mean pooling";
      return { ...base, title, detail: layer.size.join("x"), window: layer.size };
    }
    case "dropout":
      return { ...base, title: "Dropout", detail: `${layer.rate * 100} %`, rate: layer.rate };
    case "flatten":
      return { ...base, title: "Flatten", detail: "" };
    case "dense":
      return { ...base, title: "Dense", detail: layer.activation };
    case "batchNorm":
      return { ...base, title: "Batch norm", detail: "" };
    case "output":
      return { ...base, title: "Output", detail: "softmax" };
  }
}

/** What stands below the drawing: a column for each block. */
function drawTexts(blocks: readonly Block[]): Drawing {
  const rows: readonly [heading: string, toText: (block: Block) => string][] = [
    ["Layer", ({ title }) => `<b>${title}</b>`],
    ["", ({ detail }) => detail],
    ["Output shape", ({ shape }) => formatShape(shape)],
    ["Parameters", ({ parameters }) => formatCount(parameters)],
  ];
  return {
    data: [],
    shapes: [],
    annotations: rows.flatMap(([heading, toText], i) => {
      const y = ROWS.y + i * ROWS.pitch;
      return [
        label(14, y, heading, { align: "left" }),
        ...blocks.map((block) => label(block.x, y, toText(block))),
      ];
    }),
    bottom: ROWS.y + rows.length * ROWS.pitch,
  };
}

function describe(net: NetDescription, input: Shape, name: string): string {
  const layers = net.layers.map((each) => {
    const { title, detail, shape, parameters } = toBlock(each);
    const what = `${title[0].toLowerCase()}${title.slice(1)}${detail && ` ${detail}`}`;
    return `${what} gives ${formatShape(shape)}` +
      (parameters > 0 ? ` with ${formatCount(parameters)} parameters` : "");
  });
  return `The net ${name}, ${formatCount(net.parameters)} parameters: images of ` +
    `${formatShape(input)}, ${layers.join(", ")}.`;
}
