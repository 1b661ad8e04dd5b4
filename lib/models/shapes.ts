/**
 * What a net is before it is built: the shape, parameters and cost of every layer.
 *
 * @module
 */
import { checkArguments, checkArray, checkWhole } from "../check/check.ts";
import { checkLayers } from "./check_layers.ts";
import { formatLayer, formatLayers } from "./compact.ts";
import type { Layer, Padding, Size } from "./layer.ts";

/** Shape of one image on its way through a net: maps, or a vector. */
export type Shape =
  | readonly [height: number, width: number, channels: number]
  | readonly [length: number];

/** The images of MNIST: 28x28 pixels of grey. */
export const mnistShape = [28, 28, 1] as const satisfies Shape;

/** The layer that ends every net: dense, one unit a class, softmax. It is not a hidden layer. */
export interface Output {
  /** Tells it from the hidden layers. */
  readonly kind: "output";
  /** How many classes there are. */
  readonly classes: number;
}

/** One layer in its place in a net. */
export interface LayerDescription {
  /** The layer as it was given. */
  readonly layer: Layer | Output;
  /** Compact form, `C32`; the output layer reads `D10(softmax)`. */
  readonly text: string;
  /** Shape that the layer gets. */
  readonly inputShape: Shape;
  /** Shape that the layer gives. */
  readonly outputShape: Shape;
  /** Trainable weights; batch normalisation's moving mean and variance are not. */
  readonly parameters: number;
  /** Floating-point operations of the forward pass of one image. */
  readonly flops: number;
  /**
   * Floating-point operations of a training step for one image of it: three times `flops`, for the
   * output, the gradient of the weights and that of the input; of the first layer with weights twice,
   * since nobody needs the gradient of its input.
   */
  readonly stepFlops: number;
}

/** A net, layer by layer, and its totals. */
export interface NetDescription {
  /** The hidden layers in their order, then the output layer. */
  readonly layers: readonly LayerDescription[];
  /** Trainable weights of all layers. */
  readonly parameters: number;
  /** Floating-point operations of the forward pass of one image through all layers. */
  readonly flopsPerImage: number;
  /** Floating-point operations of a training step for one image of it; losses and updates left out. */
  readonly stepFlopsPerImage: number;
}

/**
 * Follows one image through hidden layers and the output layer.
 *
 * The FLOPs count a multiply-add as two and leave out activations and softmax:
 *
 * - conv: 2 x kernel height x kernel width x input channels for each output value. The bias is in
 *   it, as n products need only n - 1 additions. Padded zeros count as if they were pixels.
 * - dense and output: 2 x input length for each unit.
 * - maxPool and avgPool: the window's height x width for each output value.
 * - batchNorm: 2 for each value, as its four weights fold into one multiply-add.
 * - dropout and flatten: 0.
 *
 * @param layers The hidden layers.
 * @param input Shape of an image.
 * @param classes Units of the output layer.
 * @throws {TypeError} If an argument is not of its type.
 * @throws {RangeError} If a number is out of range, or the layers cannot follow each other; the
 * message names the layer.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { conv, flatten, maxPool } from "./layers.ts";
 * import { describeNet } from "./shapes.ts";
 *
 * const net = describeNet([conv(32), maxPool(2), flatten()]);
 * assertEquals(net.layers[0].outputShape, [26, 26, 32]);
 * assertEquals(net.parameters, 54_410);
 * ```
 */
export function describeNet(
  layers: readonly Layer[],
  input: Shape = mnistShape,
  classes = 10,
): NetDescription {
  checkArguments("describeNet()", arguments, 3);
  checkArray(
    "the shape of an image",
    input,
    "an array such as [28, 28, 1]",
    (length) => checkWhole("each length of the shape of an image", length, 1),
  );
  checkWhole("classes", classes, 1);
  const all: (Layer | Output)[] = [...checkLayers(layers), { kind: "output", classes }];
  const described: LayerDescription[] = [];
  let shape = input;
  for (const [index, layer] of all.entries()) {
    const text = layer.kind === "output" ? `D${classes}(softmax)` : formatLayer(layer);
    const { outputShape, parameters, flops } = follow(layer, shape, (reason) => {
      const place = layer.kind === "output" ? "the output layer" : `layer ${index + 1} (${text})`;
      throw new RangeError(`Cannot build "${formatLayers(layers)}": ${place} ${reason}.`);
    });
    const isFirst = parameters > 0 && described.every(({ parameters }) => parameters === 0);
    const stepFlops = (isFirst ? 2 : 3) * flops;
    described.push({ layer, text, inputShape: shape, outputShape, parameters, flops, stepFlops });
    shape = outputShape;
  }
  return {
    layers: described,
    parameters: described.reduce((sum, { parameters }) => sum + parameters, 0),
    flopsPerImage: described.reduce((sum, { flops }) => sum + flops, 0),
    stepFlopsPerImage: described.reduce((sum, { stepFlops }) => sum + stepFlops, 0),
  };
}

/** Formats a shape: `26x26x32`, `100`. */
export function formatShape(shape: Shape): string {
  return shape.join("x");
}

/**
 * Height and width that a window leaves, by TensorFlow's rule: ceil(n / s) for `same` padding,
 * ceil((n - (k - 1) d) / s) for `valid`, where a window of k with dilation d moves by s over n
 * pixels. A value below 1 means that the window does not fit.
 */
export function slideWindow(
  [height, width]: readonly [number, number, ...number[]],
  { window, strides, padding, dilation = [1, 1] }: {
    readonly window: Size;
    readonly strides: Size;
    readonly padding: Padding;
    readonly dilation?: Size;
  },
): [height: number, width: number] {
  const slide = (n: number, axis: 0 | 1) => {
    const lost = padding === "same" ? 0 : (window[axis] - 1) * dilation[axis];
    return Math.ceil((n - lost) / strides[axis]);
  };
  return [slide(height, 0), slide(width, 1)];
}

/** What one layer makes of one image. */
type Step = Pick<LayerDescription, "outputShape" | "parameters" | "flops">;

function follow(layer: Layer | Output, shape: Shape, refuse: (reason: string) => never): Step {
  switch (layer.kind) {
    case "conv":
    case "maxPool":
    case "avgPool": {
      if (shape.length !== 3) {
        return refuse(`needs maps, got a vector of ${formatShape(shape)}; put it before flatten()`);
      }
      const [height, width, channels] = shape;
      const window = layer.kind === "conv" ? layer.kernelSize : layer.size;
      const [rows, columns] = slideWindow([height, width], { window, ...layer });
      if (rows < 1 || columns < 1) return refuse(`would shrink ${height}x${width} to nothing`);
      const area = window[0] * window[1];
      if (layer.kind !== "conv") {
        const outputShape = [rows, columns, channels] as const;
        return { outputShape, parameters: 0, flops: rows * columns * channels * area };
      }
      const { filters } = layer;
      return {
        outputShape: [rows, columns, filters],
        parameters: (area * channels + 1) * filters,
        flops: rows * columns * filters * 2 * area * channels,
      };
    }
    case "flatten":
      if (shape.length === 3) return { outputShape: [countValues(shape)], parameters: 0, flops: 0 };
      return refuse(`needs maps, got a vector of ${formatShape(shape)}; leave it out`);
    case "dense":
    case "output": {
      if (shape.length === 3) {
        return refuse(`needs a vector, got maps of ${formatShape(shape)}; put flatten() before it`);
      }
      const units = layer.kind === "dense" ? layer.units : layer.classes;
      const [length] = shape;
      return {
        outputShape: [units],
        parameters: (length + 1) * units,
        flops: 2 * length * units,
      };
    }
    case "batchNorm": {
      const channels = shape[shape.length - 1];
      return { outputShape: shape, parameters: 2 * channels, flops: 2 * countValues(shape) };
    }
    case "dropout":
      return { outputShape: shape, parameters: 0, flops: 0 };
  }
}

function countValues(shape: Shape): number {
  return shape.reduce<number>((product, length) => product * length, 1);
}
