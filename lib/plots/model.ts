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
import { drawBlock, drawLinks, type LayerBlock, type Unplaced } from "./model_blocks.ts";

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

/** The most layers side by side, input and output among them; longer nets go on below. */
const MOST_ABREAST = 10;
/** What a row of layers takes downwards, and of it where layers have their middle and texts begin. */
const ROW = { height: 346, middle: 146, texts: 268, line: 21 };
/** What stands before the first layer, and behind the last. */
const ASIDE = { left: 96, right: 16 };

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
 * assertMatch(description, /convolution \(3x3, relu\) gives 26x26x32 with 320 parameters/);
 * ```
 */
export function plotModel(layers: readonly Layer[] | string, options: ModelOptions = {}): Figure {
  checkKeys("options of plotModel()", options, ["name", "input", "classes"]);
  const { name, input = mnistShape, classes = 10 } = options;
  if (name !== undefined) checkText("the name of a net", name, 'a text such as "deeper"');
  const hidden = typeof layers === "string" ? parseLayers(layers) : layers;
  const net = describeNet(hidden, input, classes);
  const blocks = placeBlocks(toBlocks(net, input), input);
  const compact = formatLayers(hidden) || "no hidden layers";
  const total = `${formatCount(net.parameters)} parameters`;
  return canvasFigure([
    ...blocks.slice(1).map((block, i) => drawLinks(blocks[i], block)),
    ...blocks.map(drawBlock),
    ...blocks.map(drawTexts),
    drawHeadings(blocks),
  ], {
    title: `${name === undefined || name === compact ? "" : `${name}: `}${compact}, ${total}`,
    description: describe(net, input, name ?? compact),
  });
}

/** Gives each layer its place: in rows of equal length. */
function placeBlocks(blocks: readonly Unplaced[], input: Shape): LayerBlock[] {
  const rows = Math.ceil(blocks.length / MOST_ABREAST);
  const abreast = Math.ceil(blocks.length / rows);
  const pitch = (FIGURE_WIDTH - ASIDE.left - ASIDE.right) / abreast;
  const scale = Math.min(64, pitch - 26) / Math.max(input[0], input[1] ?? 0);
  return blocks.map((block, i) => ({
    ...block,
    row: Math.floor(i / abreast),
    x: ASIDE.left + (i % abreast + 0.5) * pitch,
    y: ROW.middle + Math.floor(i / abreast) * ROW.height,
    pitch,
    scale,
  }));
}

/** The input and every layer. */
function toBlocks(net: NetDescription, input: Shape): Unplaced[] {
  const image = { kind: "input", title: "Input", detail: "", shape: input, parameters: 0 };
  return [{ ...image, window: null, rate: 0 }, ...net.layers.map(toBlock)];
}

function toBlock({ layer, outputShape, parameters }: LayerDescription): Unplaced {
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
      return { ...base, title: "Dropout", detail: toPercent(layer.rate), rate: layer.rate };
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

const texts: readonly [heading: string, toText: (block: LayerBlock) => string][] = [
  ["Layer", ({ title }) => `<b>${title}</b>`],
  ["", ({ detail }) => detail],
  ["Output shape", ({ shape }) => formatShape(shape)],
  ["Parameters", ({ parameters }) => formatCount(parameters)],
];

/** `12.5 %`, without what rounding leaves. */
function toPercent(rate: number): string {
  return `${Number((100 * rate).toFixed(2))} %`;
}

/** What stands below a layer. */
function drawTexts(block: LayerBlock): Drawing {
  const top = block.row * ROW.height + ROW.texts;
  const size = block.pitch < 84 ? 11 : 12;
  return {
    data: [],
    shapes: [],
    annotations: texts.map(([, toText], i) =>
      label(block.x, top + i * ROW.line, toText(block), { size })
    ),
    bottom: top + texts.length * ROW.line,
  };
}

/** What stands before these texts, in every row of layers. */
function drawHeadings(blocks: readonly LayerBlock[]): Drawing {
  const rows = [...new Set(blocks.map(({ row }) => row))];
  const annotations = rows.flatMap((row) =>
    texts.map(([heading], i) =>
      label(12, row * ROW.height + ROW.texts + i * ROW.line, heading, { align: "left" })
    )
  );
  return { data: [], shapes: [], annotations, bottom: 0 };
}

function describe(net: NetDescription, input: Shape, name: string): string {
  const layers = net.layers.map((each) => {
    const { title, detail, shape, parameters } = toBlock(each);
    const what = `${title[0].toLowerCase()}${title.slice(1)}${detail && ` (${detail})`}`;
    return `${what} gives ${formatShape(shape)}` +
      (parameters > 0 ? ` with ${formatCount(parameters)} parameters` : "");
  });
  return `The net ${name}, ${formatCount(net.parameters)} parameters: images of ` +
    `${formatShape(input)}, ${layers.join(", ")}.`;
}
