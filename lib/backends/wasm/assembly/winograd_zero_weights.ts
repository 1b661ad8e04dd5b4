// The gradient of a weight is exactly 0 where its tap sees nothing but zeros wherever its output has
// a gradient: so it is in a direct sum. Winograd's filtering leaves the rounding of other values of
// its tiles there, and Adam would scale that up to a step of full size. So each weight is suspected
// until an image shows a product that is not 0; most are cleared by the first.

import { channelBits, REACH, SPAN, wordsOf } from "./bits";
import { Geometry } from "./geometry";

const SIDE: i32 = 3;

/** Four weights that are neighbours, and in its lanes, -1 or 0, which of them are suspected. */
const SUSPECT: usize = 32;
const TAP: usize = 16, IN_CHANNEL: usize = 20, OUT_GROUP: usize = 24, WEIGHT: usize = 28;

/** Bytes of workspace: the suspects, then bits and a flag for each group of four channels. */
export function winogradZeroWeightsWorkspace(g: Geometry): usize {
  return suspectBytes(g) + inGroups(g) * (inBytes(g) + 1) + outGroups(g) * (outBytes(g) + 1);
}

/** Writes 0 to the gradients of weights, [3][3][inChannels][outChannels], that are exactly 0. */
export function winogradZeroWeights(
  g: Geometry, x: usize, dy: usize, dFilter: usize, workspace: usize,
): void {
  const inBits = workspace + suspectBytes(g);
  const outBits = inBits + inGroups(g) * inBytes(g);
  const inFlags = outBits + outGroups(g) * outBytes(g);
  const outFlags = inFlags + inGroups(g);
  const inImage = <usize>(g.inHeight * g.inWidth * g.inChannels) << 2;
  const outImage = <usize>(g.outHeight * g.outWidth * g.outChannels) << 2;
  let end = suspectAll(g, dFilter, workspace);
  for (let image = 0; image < g.batch && end > workspace; image++, x += inImage, dy += outImage) {
    memory.fill(inFlags, 0, inGroups(g) + outGroups(g));
    for (let at = workspace; at < end; at += SUSPECT) {
      store<u8>(inFlags + (load<u32>(at + IN_CHANNEL) >> 2), 1);
      store<u8>(outFlags + load<u32>(at + OUT_GROUP), 1);
    }
    for (let group: usize = 0; group < inGroups(g); group++) {
      if (load<u8>(inFlags + group)) {
        readBits(
          x + (group << 4), g.inHeight, g.inWidth, <usize>g.inChannels << 2, -g.padTop, -g.padLeft,
          g.outHeight + SIDE - 1, g.outWidth, REACH, inBits + group * inBytes(g),
        );
      }
    }
    for (let group: usize = 0; group < outGroups(g); group++) {
      if (load<u8>(outFlags + group)) {
        readBits(
          dy + (group << 4), g.outHeight, g.outWidth, <usize>g.outChannels << 2, 0, 0,
          g.outHeight, g.outWidth, SPAN, outBits + group * outBytes(g),
        );
      }
    }
    end = clearSome(g, inBits, outBits, workspace, end);
  }
  for (let at = workspace; at < end; at += SUSPECT) {
    const weight = dFilter + load<u32>(at + WEIGHT);
    v128.store(weight, v128.andnot(v128.load(weight), v128.load(at)));
  }
}

/** Suspects all weights whose gradient is not 0 as it is; gives their end. */
function suspectAll(g: Geometry, dFilter: usize, suspects: usize): usize {
  let weight: usize = 0;
  for (let tap = 0; tap < SIDE * SIDE; tap++) {
    for (let inChannel = 0; inChannel < g.inChannels; inChannel++) {
      for (let outGroup: usize = 0; outGroup < outGroups(g); outGroup++, weight += 16) {
        const lanes = f32x4.ne(v128.load(dFilter + weight), f32x4.splat(0));
        if (!v128.any_true(lanes)) continue;
        v128.store(suspects, lanes);
        store<u32>(suspects + TAP, tap);
        store<u32>(suspects + IN_CHANNEL, inChannel);
        store<u32>(suspects + OUT_GROUP, outGroup);
        store<u32>(suspects + WEIGHT, weight);
        suspects += SUSPECT;
      }
    }
  }
  return suspects;
}

/** Clears the suspects that an image shows a product for; gives the end of those that remain. */
function clearSome(g: Geometry, inBits: usize, outBits: usize, suspects: usize, end: usize): usize {
  const rowBytes = <usize>wordsOf(g.outWidth) << 4;
  let kept = suspects;
  for (let at = suspects; at < end; at += SUSPECT) {
    const tap = load<u32>(at + TAP), inChannel = load<u32>(at + IN_CHANNEL);
    const row = tap / SIDE, column = tap % SIDE;
    let input = inBits + (inChannel >> 2) * inBytes(g) + row * rowBytes + ((inChannel & 3) << 2);
    let output = outBits + load<u32>(at + OUT_GROUP) * outBytes(g);
    let products = i32x4.splat(0);
    for (const last = output + outBytes(g); output < last; input += 16, output += 16) {
      const seen = i32x4.shl(v128.load32_splat(input), column);
      products = v128.or(products, v128.and(seen, v128.load(output)));
    }
    const lanes = v128.and(v128.load(at), i32x4.eq(products, i32x4.splat(0)));
    if (!v128.any_true(lanes)) continue;
    v128.store(kept, lanes);
    v128.store(kept, v128.load(at, TAP), TAP);
    kept += SUSPECT;
  }
  return kept;
}

/** The bits of four channels of an image: `rows` rows from `top` on, each cut into words. */
function readBits(
  image: usize, height: i32, width: i32, pixel: usize, top: i32, left: i32, rows: i32, columns: i32,
  count: i32, to: usize,
): void {
  for (let row = top; row < top + rows; row++) {
    for (let word = 0; word < wordsOf(columns); word++, to += 16) {
      v128.store(to, channelBits(image, height, width, pixel, row, left + word * SPAN, count));
    }
  }
}

function suspectBytes(g: Geometry): usize {
  return <usize>(SIDE * SIDE * g.inChannels) * outGroups(g) * SUSPECT;
}

function inGroups(g: Geometry): usize {
  return g.inChannels >> 2;
}

function outGroups(g: Geometry): usize {
  return g.outChannels >> 2;
}

/** Bytes of the bits of four channels of an image of x, and of dy. */
function inBytes(g: Geometry): usize {
  return <usize>((g.outHeight + SIDE - 1) * wordsOf(g.outWidth)) << 4;
}

function outBytes(g: Geometry): usize {
  return <usize>(g.outHeight * wordsOf(g.outWidth)) << 4;
}
