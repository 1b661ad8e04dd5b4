/**
 * The layers of a drawn net: sheets of maps, columns of neurons, and what links them.
 *
 * @module
 */
import type { Shape } from "../models/shapes.ts";
import type { Size } from "../models/layer.ts";
import { type Drawing, FRAME, label } from "./canvas.ts";
import { INK, type Trace } from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";

/** A layer to be drawn. */
export interface Unplaced {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** Of its output. */
  readonly shape: Shape;
  readonly parameters: number;
  /** What it moves over the maps of the layer before; null: no window. */
  readonly window: Size | null;
  /** Share of the values that it drops in training. */
  readonly rate: number;
}

/** A layer in its place. */
export interface LayerBlock extends Unplaced {
  /** The row of layers that it is in, counted from 0. */
  readonly row: number;
  /** What it may take across. */
  readonly pitch: number;
  /** Its middle. */
  readonly x: number;
  /** Its middle. */
  readonly y: number;
  /** Of a pixel of a map, on the canvas. */
  readonly scale: number;
}

/** A point of the canvas. */
type Point = readonly [x: number, y: number];

const colors: Readonly<Record<string, string>> = {
  conv: trialColor(0),
  maxPool: trialColor(1),
  avgPool: trialColor(1),
  dense: trialColor(2),
  output: trialColor(2),
  dropout: trialColor(3),
  batchNorm: trialColor(4),
};
/** The most neurons that all are drawn, and how many of more. */
const MOST_NEURONS = 10;
const SAMPLE = 8;
const NEURON_PITCH = 20;
const SHEET_STEP = 4;
const MOST_SHEETS = 8;

/** The layer itself. */
export function drawBlock(block: LayerBlock): Drawing {
  return block.shape.length === 3 ? drawSheets(block) : drawNeurons(block);
}

/** What leads from one layer to the next. */
export function drawLinks(from: LayerBlock, to: LayerBlock): Drawing {
  if (from.row !== to.row) return drawTurn(from, to);
  const [sheets, next] = [from.shape.length === 3, to.shape.length === 3];
  if (!sheets) return drawWires(from, to);
  if (!next || to.window === null) {
    return lines([[[endOf(from), from.y], [startOf(to), to.y]]], 1.5);
  }
  // From the corners of the window to the one value that comes of it.
  const { left, top, height, width } = frontOf(from);
  const [tall, wide] = to.window.map((length) => length * from.scale);
  const [x, y] = [left + width * 0.5, top + height * 0.25];
  const front = frontOf(to);
  const target: Point = [front.left + front.width * 0.4, front.top + front.height * 0.4];
  const corners: Point[] = [[x + wide, y], [x + wide, y + tall]];
  const drawing = lines(corners.map((corner) => [corner, target]), 1, FRAME);
  const frame = { x0: x, x1: x + wide, y0: y, y1: y + tall, line: { color: FRAME, width: 1.5 } };
  return { ...drawing, shapes: [...drawing.shapes, { type: "rect", ...frame }] };
}

/** Maps lie behind each other; of those behind only what is seen is drawn. */
function drawSheets(block: LayerBlock): Drawing {
  const { left, top, height, width, count } = frontOf(block);
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  const add = (points: readonly Point[]) => {
    if (x.length > 0) [x, y].forEach((values) => values.push(null));
    points.forEach((point) => {
      x.push(point[0]);
      y.push(point[1]);
    });
  };
  for (let i = count - 1; i > 0; i--) {
    const [l, t] = [left + i * SHEET_STEP, top - i * SHEET_STEP];
    const [r, b] = [l + width, t + height];
    const inner: Point[] = [[r - SHEET_STEP, b], [r - SHEET_STEP, t + SHEET_STEP]];
    add([[l, t], [r, t], [r, b], ...inner, [l, t + SHEET_STEP], [l, t]]);
  }
  const [r, b] = [left + width, top + height];
  add([[left, top], [r, top], [r, b], [left, b], [left, top]]);
  const color = colorOf(block);
  const look = { fill: "toself", fillcolor: translucent(color, 0.3), line: { color, width: 1 } };
  const trace = {
    type: "scatter",
    mode: "lines",
    x,
    y,
    ...look,
    ...hoverOf(block),
    hoveron: "fills",
  };
  return { data: [trace], annotations: [], shapes: [], bottom: b };
}

/** A vector as neurons; of many, a sample with an ellipsis; hollow ones are dropped. */
function drawNeurons(block: LayerBlock): Drawing {
  const { x, rate } = block;
  const places = neuronsOf(block);
  const color = colorOf(block);
  const dropped = places.map((_, i) => Math.floor((i + 1) * rate) > Math.floor(i * rate));
  const isSampled = block.shape[0] > MOST_NEURONS;
  const dots = isSampled ? [label(x, block.y, "⋮", { size: 20 })] : [];
  const names = block.kind === "output"
    ? places.map(({ y, unit }) => label(x + 16, y, String(unit), { size: 11, align: "left" }))
    : [];
  const trace = {
    type: "scatter",
    mode: "markers",
    x: places.map(() => x),
    y: places.map(({ y }) => y),
    marker: {
      symbol: block.kind === "flatten" ? "square" : "circle",
      size: block.kind === "flatten" ? 9 : 13,
      color: dropped.map((isDropped) => isDropped ? "rgba(0,0,0,0)" : color),
      line: { color, width: 1.5 },
    },
    ...hoverOf(block),
  };
  return { data: [trace], annotations: [...dots, ...names], shapes: [], bottom: block.y };
}

/** Every neuron to every one of a dense layer; else each to its own. */
function drawWires(from: LayerBlock, to: LayerBlock): Drawing {
  const [a, b] = [neuronsOf(from), neuronsOf(to)];
  const isDense = to.kind === "dense" || to.kind === "output";
  const gap = 9;
  const pairs = a.flatMap((one, i) =>
    (isDense ? b : b.slice(i, i + 1)).map((other): [Point, Point] => [
      [from.x + gap, one.y],
      [to.x - gap, other.y],
    ])
  );
  return lines(pairs, 0.6);
}

/** From the end of a row to the beginning of the next. */
function drawTurn(from: LayerBlock, to: LayerBlock): Drawing {
  const arrow = (x: number, y: number) => label(x, y, "→", { size: 20 });
  const annotations = [
    arrow(from.x + from.pitch * 0.44, from.y),
    arrow(to.x - to.pitch * 0.62, to.y),
  ];
  return { data: [], annotations, shapes: [], bottom: 0 };
}

function lines(pairs: readonly (readonly Point[])[], width: number, color = INK): Drawing {
  const points = pairs.flatMap((pair) => [...pair, [null, null] as const]);
  const trace = {
    type: "scatter",
    mode: "lines",
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    line: { color: translucent(color, color === INK ? 0.6 : 1), width },
    hoverinfo: "skip",
  };
  return { data: [trace], annotations: [], shapes: [], bottom: 0 };
}

/** The sheet in front, and how many there are: one more for each doubling of the maps. */
function frontOf({ shape, x, y, scale }: LayerBlock) {
  const [rows, columns = 1, channels = 1] = shape;
  const [height, width] = [rows, columns].map((length) => Math.max(5, length * scale));
  const count = Math.min(MOST_SHEETS, 1 + Math.round(Math.log2(channels)));
  const behind = (count - 1) * SHEET_STEP / 2;
  return { left: x - width / 2 - behind, top: y - height / 2 + behind, height, width, count };
}

function endOf(block: LayerBlock): number {
  const { left, width, count } = frontOf(block);
  return left + width + (count - 1) * SHEET_STEP + 4;
}

function startOf(block: LayerBlock): number {
  return block.shape.length === 3 ? frontOf(block).left - 4 : block.x - 10;
}

/** The neurons that are drawn: which they are, and where. */
function neuronsOf({ shape, y }: LayerBlock): { readonly unit: number; readonly y: number }[] {
  const [units] = shape;
  const isSampled = units > MOST_NEURONS;
  const shown = isSampled ? SAMPLE : units;
  return Array.from({ length: shown }, (_, i) => {
    const isBelow = isSampled && i >= SAMPLE / 2;
    const slot = isBelow ? i + 2 : i;
    const slots = isSampled ? SAMPLE + 2 : units;
    return {
      unit: isBelow ? units - SAMPLE + i : i,
      y: y + (slot - (slots - 1) / 2) * NEURON_PITCH,
    };
  });
}

function hoverOf({ title, detail, shape, parameters }: LayerBlock): Trace {
  const lines = [
    `<b>${title}</b> ${detail}`,
    `output ${shape.join("x")}`,
    `${parameters} parameters`,
  ];
  return { hoverinfo: "text", text: lines.join("<br>"), hovertext: lines.join("<br>") };
}

function colorOf({ kind }: LayerBlock): string {
  return colors[kind] ?? INK;
}
