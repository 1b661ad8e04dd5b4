/**
 * The sums behind a 3x3 convolution and its gradients, in float64, one by one.
 *
 * @module
 */
import type { ConvInfo } from "../../lib/backends/geometry.ts";
import type { ConvAddresses } from "../../lib/backends/products/products.ts";

/** A sum of products, and that of their absolute values. */
export interface ExactSum {
  readonly sum: number;
  readonly size: number;
}

/** The sums of one result, by their place in its tensor. */
export interface ExactSums {
  readonly count: number;
  at(place: number): ExactSum;
}

/** What the `pass` of a convolution adds up; reads the tensors in `heap` when asked for a sum. */
export function exactSums(
  pass: "forward" | "input gradient" | "filter gradient",
  info: ConvInfo,
  addresses: ConvAddresses,
  heap: ArrayBuffer,
): ExactSums {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, padInfo } = info;
  const view = (address: number, count: number) => new Float32Array(heap, address, count);
  const counts = {
    x: batchSize * inHeight * inWidth * inChannels,
    y: batchSize * outHeight * outWidth * outChannels,
    filter: filterHeight * filterWidth * inChannels * outChannels,
  };
  const x = view(addresses.x, counts.x), y = view(addresses.y, counts.y);
  const filter = view(addresses.filter, counts.filter);
  /** The first place of a pixel of x that output (row, column) sees by a tap; undefined: padding. */
  const seen = (image: number, row: number, column: number, tap: number): number | undefined => {
    const inRow = row - padInfo.top + Math.floor(tap / filterWidth);
    const inColumn = column - padInfo.left + tap % filterWidth;
    if (inRow < 0 || inRow >= inHeight || inColumn < 0 || inColumn >= inWidth) return undefined;
    return ((image * inHeight + inRow) * inWidth + inColumn) * inChannels;
  };
  const taps = Array.from({ length: filterHeight * filterWidth }, (_, tap) => tap);

  switch (pass) {
    case "forward":
      return {
        count: counts.y,
        at(place) {
          const [image, row, column, channel] = unravel(place, outHeight, outWidth, outChannels);
          return add(function* () {
            for (const tap of taps) {
              const pixel = seen(image, row, column, tap);
              for (let c = 0; pixel !== undefined && c < inChannels; c++) {
                yield x[pixel + c] * filter[(tap * inChannels + c) * outChannels + channel];
              }
            }
          });
        },
      };
    case "input gradient":
      return {
        count: counts.x,
        at(place) {
          const [image, row, column, channel] = unravel(place, inHeight, inWidth, inChannels);
          return add(function* () {
            for (const tap of taps) {
              const outRow = row + padInfo.top - Math.floor(tap / filterWidth);
              const outColumn = column + padInfo.left - tap % filterWidth;
              if (outRow < 0 || outRow >= outHeight) continue;
              if (outColumn < 0 || outColumn >= outWidth) continue;
              const pixel = ((image * outHeight + outRow) * outWidth + outColumn) * outChannels;
              for (let c = 0; c < outChannels; c++) {
                yield y[pixel + c] * filter[(tap * inChannels + channel) * outChannels + c];
              }
            }
          });
        },
      };
    case "filter gradient":
      return {
        count: counts.filter,
        at(place) {
          const [tap, , inChannel, outChannel] = unravel(place, 1, inChannels, outChannels);
          return add(function* () {
            for (let pixel = 0; pixel < batchSize * outHeight * outWidth; pixel++) {
              const [image, row, column] = unravel(pixel, outHeight, outWidth, 1);
              const input = seen(image, row, column, tap);
              if (input !== undefined) {
                yield x[input + inChannel] * y[pixel * outChannels + outChannel];
              }
            }
          });
        },
      };
  }
}

/** The four places, slowest first, of a place in a tensor whose faster three have these lengths. */
function unravel(place: number, second: number, third: number, fourth: number): number[] {
  const whole = Math.floor;
  return [
    whole(place / (second * third * fourth)),
    whole(place / (third * fourth)) % second,
    whole(place / fourth) % third,
    place % fourth,
  ];
}

function add(products: () => Iterable<number>): ExactSum {
  let sum = 0, size = 0;
  for (const product of products()) {
    sum += product;
    size += Math.abs(product);
  }
  return { sum, size };
}
