/**
 * The compact form of hidden layers, `C32 P2 C64 P2 Dr.25 F D128`, for tables, file names, charts
 * and the command line. What differs from the builders' defaults follows in parentheses.
 *
 * | Code   | Layer     | In parentheses                                                    |
 * | ------ | --------- | ----------------------------------------------------------------- |
 * | `C32`  | conv      | kernel size `k5`, padding `same`, strides `s2`, dilation `d2`,    |
 * |        |           | activation `tanh`, initializer `heUniform`                        |
 * | `P2`   | maxPool   | strides `s1`, padding `same`                                      |
 * | `A2`   | avgPool   | the same                                                          |
 * | `Dr.5` | dropout   |                                                                   |
 * | `F`    | flatten   |                                                                   |
 * | `D100` | dense     | activation `tanh`, initializer `heUniform`                        |
 * | `BN`   | batchNorm | momentum `m.9`, epsilon `e.01`                                    |
 *
 * A size that is not square is height x width: `C32(k3x5)`, `P2x1`.
 *
 * @module
 */
import { checkArguments, refuseType } from "../check/check.ts";
import { checkLayers } from "./check_layers.ts";
import * as build from "./layers.ts";
import type { Conv, Dense, Layer, Size } from "./layer.ts";

/**
 * Formats layers in the compact form, which {@linkcode parseLayers} reads back unchanged.
 *
 * @throws {TypeError} If they are no array, one of them is no layer, or an option has the wrong
 * type or is unknown.
 * @throws {RangeError} If a number of a layer is out of range.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatLayers } from "./compact.ts";
 * import { conv, dense, flatten, maxPool } from "./layers.ts";
 *
 * const layers = [conv(32), maxPool(2), flatten(), dense(100)];
 * assertEquals(formatLayers(layers), "C32 P2 F D100");
 * ```
 */
export function formatLayers(layers: readonly Layer[]): string {
  checkArguments("formatLayers()", arguments, 1);
  return checkLayers(layers).map(formatLayer).join(" ");
}

/** Formats one layer in the compact form. */
export function formatLayer(layer: Layer): string {
  switch (layer.kind) {
    case "conv": {
      const { kernelSize, padding, strides, dilation } = layer;
      return `C${layer.filters}` + formatOptions(
        unless("3", formatSize(kernelSize), "k"),
        unless("valid", padding),
        unless("1", formatSize(strides), "s"),
        unless("1", formatSize(dilation), "d"),
        ...formatNeurons(layer),
      );
    }
    case "maxPool":
    case "avgPool": {
      const size = formatSize(layer.size);
      return (layer.kind === "maxPool" ? "P" : "A") + size + formatOptions(
        unless(size, formatSize(layer.strides), "s"),
        unless("valid", layer.padding),
      );
    }
    case "dropout":
      return `Dr${formatNumber(layer.rate)}`;
    case "flatten":
      return "F";
    case "dense":
      return `D${layer.units}` + formatOptions(...formatNeurons(layer));
    case "batchNorm":
      return "BN" + formatOptions(
        unless(".99", formatNumber(layer.momentum), "m"),
        unless(".001", formatNumber(layer.epsilon), "e"),
      );
  }
}

/**
 * Reads layers from the compact form. Letter case, white space and the order of options do not
 * matter; layers are set apart by white space. A text without layers gives none.
 *
 * @throws {TypeError} If it is no text.
 * @throws {SyntaxError} If a layer cannot be read; the message names it and its place.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseLayers } from "./compact.ts";
 * import { conv, flatten } from "./layers.ts";
 *
 * const layers = [conv(32, { kernelSize: 5, padding: "same" }), flatten()];
 * assertEquals(parseLayers("C32(k5,same) F"), layers);
 * ```
 */
export function parseLayers(text: string): Layer[] {
  checkArguments("parseLayers()", arguments, 1);
  if (typeof text !== "string") refuseType("layers", 'a text such as "C32 P2 F D128"', text);
  const tokens = [...text.matchAll(/[^\s()]+(\s*\([^()]*\)?)?|[()]/g)];
  return tokens.map(({ 0: token, index }, i) => {
    try {
      return parseLayer(token.replace(/\s/g, ""));
    } catch (cause) {
      const message = (cause as Error).message.replace(/\.$/, "");
      const place = `layer ${i + 1} "${token}" at character ${index + 1} of "${text}"`;
      const example = '; an example is "C32(k5,same) P2 Dr.25 F D128".';
      throw new SyntaxError(`Cannot read ${place}: ${message}${example}`, { cause });
    }
  });
}

function parseLayer(token: string): Layer {
  if (/\([^)]*$/.test(token)) throw new SyntaxError("expected a closing parenthesis");
  const [, code, amount, list] = token.match(/^([a-z]+)([^a-z(][^(]*)?(?:\((.*)\))?$/i) ?? [];
  switch (code?.toUpperCase()) {
    case "C":
      return build.conv(parseNumber(amount), parseOptions(list));
    case "P":
      return build.maxPool(parseSize(amount), parseOptions(list));
    case "A":
      return build.avgPool(parseSize(amount), parseOptions(list));
    case "D":
      return build.dense(parseNumber(amount), parseOptions(list));
    case "DR":
      if (list === undefined) return build.dropout(parseNumber(amount));
      break;
    case "F":
      if (amount === undefined && list === undefined) return build.flatten();
      break;
    case "BN":
      if (amount === undefined) return build.batchNorm(parseOptions(list));
      break;
  }
  throw new SyntaxError("expected C, P, A, Dr or D with a number, or F or BN without");
}

const OPTION_LETTERS: Record<string, string> = {
  k: "kernelSize",
  s: "strides",
  d: "dilation",
  m: "momentum",
  e: "epsilon",
};

function parseOptions(list: string | undefined): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const item of list?.split(",") ?? []) {
    const [key, value] = parseOption(item);
    if (key in options) throw new SyntaxError(`expected one ${key}, got another in ${item}`);
    options[key] = value;
  }
  return options;
}

function parseOption(item: string): [key: string, value: unknown] {
  const names = {
    padding: build.paddings,
    activation: build.activations,
    initializer: build.initializers,
  };
  for (const [key, words] of Object.entries(names)) {
    const word = words.find((word) => word.toLowerCase() === item.toLowerCase());
    if (word !== undefined) return [key, word];
  }
  if (/^[ksdme][\d.]/i.test(item)) {
    return [OPTION_LETTERS[item.charAt(0).toLowerCase()], parseSize(item.slice(1))];
  }
  const letters = Object.entries(OPTION_LETTERS).map(([letter, key]) => `${letter} (${key})`);
  const words = Object.values(names).flat();
  throw new SyntaxError(
    `expected ${letters.join(", ")} with a number, or one of ${words.join(", ")}, got "${item}"`,
  );
}

function parseSize(text: string | undefined): number | Size {
  const numbers = (text ?? "").split(/x/i).map(parseNumber);
  return numbers.length === 1 ? numbers[0] : numbers as unknown as Size;
}

function parseNumber(text: string | undefined): number {
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text ?? "")) return Number(text);
  throw new SyntaxError(`expected a number, got "${text ?? ""}"`);
}

function formatNeurons({ activation, initializer }: Conv | Dense): string[] {
  return [unless("relu", activation), unless("glorotUniform", initializer)];
}

function formatOptions(...options: string[]): string {
  const given = options.filter((option) => option !== "");
  return given.length === 0 ? "" : `(${given.join(",")})`;
}

function formatSize([height, width]: Size): string {
  return height === width ? `${height}` : `${height}x${width}`;
}

function formatNumber(number: number): string {
  return String(number).replace(/^0\./, ".");
}

/** Returns the option, or nothing when its value is the default. */
function unless(standard: string, value: string, letter = ""): string {
  return value === standard ? "" : letter + value;
}
