/**
 * Checks of hidden layers that come from outside as values. Notebook cells are not type-checked.
 *
 * @module
 */
import { checkKeys, refuseType } from "../check/check.ts";
import * as build from "./layers.ts";
import type { Layer } from "./layer.ts";

/**
 * Returns `layers`, each built anew by its builder, when all of them are hidden layers.
 *
 * @throws {TypeError} If they are no array, one of them is no layer, or an option has the wrong
 * type or is unknown.
 * @throws {RangeError} If a number of a layer is out of range.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 * import { checkLayers } from "./check_layers.ts";
 *
 * assertThrows(() => checkLayers([{ kind: "softmax" }]), TypeError, "Expected layer 1 to be");
 * ```
 */
export function checkLayers(layers: unknown): Layer[] {
  if (Array.isArray(layers)) return layers.map((layer, i) => checkLayer(layer, i + 1));
  return refuseType("hidden layers", "an array such as [conv(32), flatten()]", layers);
}

function checkLayer(layer: unknown, place: number): Layer {
  const { kind, ...rest } = Object(layer);
  switch (kind) {
    case "conv": {
      const { filters, ...options } = rest;
      return build.conv(filters, options);
    }
    case "maxPool":
    case "avgPool": {
      const { size, ...options } = rest;
      return build[kind as "maxPool" | "avgPool"](size, options);
    }
    case "dropout":
      checkKeys("a dropout layer", rest, ["rate"]);
      return build.dropout(rest.rate);
    case "flatten":
      checkKeys("a flatten layer", rest, []);
      return build.flatten();
    case "dense": {
      const { units, ...options } = rest;
      return build.dense(units, options);
    }
    case "batchNorm":
      return build.batchNorm(rest);
  }
  return refuseType(`layer ${place}`, "a hidden layer such as conv(32) or flatten()", layer);
}
