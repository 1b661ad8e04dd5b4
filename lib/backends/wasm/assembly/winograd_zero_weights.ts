// The gradient of a weight is exactly 0 where its tap sees nothing but zeros wherever its output has
// a gradient: so it is in a direct sum. Winograd's filtering leaves the rounding of other values of
// its tiles there, and Adam would scale that up to a step of full size. So each weight is suspected
// until an image shows a product that is not 0; most are cleared by the first.
//
// Images are looked at as their tiles are transformed, while they are in the cache.

import { channelBits, REACH, SPAN, wordsOf } from "./bits";
import { Geometry } from "./geometry";
import { imageOf } from "./winograd_tiles";

const SIDE: i32 = 3;

/** The end of the suspects, at the start of the workspace. */
const HEAD: usize = 16;

/**
 * Four weights that are neighbours: in its lanes, -1 or 0, which of them are suspected, then where
 * the bits of their input lie, the first of them as the tap sees it, and those of their outputs, and
 * where the weights do.
 */
const SUSPECT: usize = 32;
const CHANNEL: usize = 16, SEEN: usize = 20, OUTPUT: usize = 24, WEIGHT: usize = 28;

/**
 * The bits of four channels of an image: first those of all rows in one, which tell whether it has
 * any, then the number of the image and where the channels lie in a pixel, then row by row; those of
 * x three times, as the taps of each column see them.
 */
const IMAGE: usize = 16, PLACE: usize = 20, ROWS: usize = 32;

/** Bytes of workspace: the suspects, and the bits of x and of dy. */
export function winogradZeroWeightsWorkspace(g: Geometry): usize {
  return HEAD + suspectBytes(g) + inGroups(g) * inBytes(g) + outGroups(g) * outBytes(g);
}

/** Clears suspects by those images that tiles `first` ... `first + count - 1` complete. */
export function winogradClearWeights(
  g: Geometry, x: usize, dy: usize, first: i32, count: i32, side: i32, workspace: usize,
): void {
  const inImage = <usize>(g.inHeight * g.inWidth * g.inChannels) << 2;
  const outImage = <usize>(g.outHeight * g.outWidth * g.outChannels) << 2;
  const end = imageOf(g, first + count, side);
  if (first == 0) forget(g, workspace);
  for (let image = imageOf(g, first, side); image < end; image++) {
    const xHere = x + image * inImage, dyHere = dy + image * outImage;
    if (image == 0) suspectSome(g, xHere, dyHere, workspace);
    else clearSome(g, xHere, dyHere, <i32>image, workspace);
  }
}

/** Writes 0 to the gradients of weights, [3][3][inChannels][outChannels], that no image cleared. */
export function winogradZeroWeights(dFilter: usize, workspace: usize): void {
  const end = load<u32>(workspace);
  for (let at = workspace + HEAD; at < end; at += SUSPECT) {
    const weight = dFilter + load<u32>(at + WEIGHT);
    v128.store(weight, v128.andnot(v128.load(weight), v128.load(at)));
  }
}

/** Makes the bits those of no image. */
function forget(g: Geometry, workspace: usize): void {
  let block = workspace + HEAD + suspectBytes(g);
  for (let group: usize = 0; group < inGroups(g); group++, block += inBytes(g)) {
    v128.store(block, i32x4.splat(0));
    store<i32>(block + IMAGE, -1);
    store<u32>(block + PLACE, group << 4);
  }
  for (let group: usize = 0; group < outGroups(g); group++, block += outBytes(g)) {
    v128.store(block, i32x4.splat(0));
    store<i32>(block + IMAGE, -1);
    store<u32>(block + PLACE, group << 4);
  }
}

/** `rows` rows from `top` on, each cut into words, and so again with one column less, `times` in all. */
function readBits(
  image: usize, height: i32, width: i32, pixel: usize, top: i32, left: i32, rows: i32, columns: i32,
  count: i32, times: i32, block: usize,
): void {
  const bytes = <usize>(rows * wordsOf(columns)) << 4;
  let all = i32x4.splat(0), to = block + ROWS;
  for (let row = top; row < top + rows; row++) {
    for (let word = 0; word < wordsOf(columns); word++, to += 16) {
      const bits = channelBits(image, height, width, pixel, row, left + word * SPAN, count);
      all = v128.or(all, bits);
      v128.store(to, bits);
      if (times == 1) continue;
      v128.store(to + bytes, i32x4.shl(bits, 1));
      v128.store(to + 2 * bytes, i32x4.shl(bits, 2));
    }
  }
  v128.store(block, all);
}

/** Suspects the weights that the first image does not clear. */
function suspectSome(g: Geometry, x: usize, dy: usize, workspace: usize): void {
  const rowBytes = <usize>wordsOf(g.outWidth) << 4;
  const columnBytes = <usize>(g.outHeight + SIDE - 1) * rowBytes;
  const inBits = workspace + HEAD + suspectBytes(g);
  const outBits = inBits + inGroups(g) * inBytes(g), bytes = outBytes(g);
  let end = workspace + HEAD, weight: usize = 0;
  for (let tap = 0; tap < SIDE * SIDE; tap++) {
    const row = <usize>(tap / SIDE), column = <usize>(tap % SIDE);
    const place = ROWS + column * columnBytes + row * rowBytes;
    for (let inChannel: usize = 0; inChannel < <usize>g.inChannels; inChannel++) {
      const channel = inBits + (inChannel >> 2) * inBytes(g) + ((inChannel & 3) << 2);
      const seen = channel + place;
      let output = outBits;
      for (let group: usize = 0; group < outGroups(g); group++, output += bytes, weight += 16) {
        const lanes = unseen(g, x, dy, 0, i32x4.splat(-1), channel, seen, output, bytes);
        if (!v128.any_true(lanes)) continue;
        v128.store(end, lanes);
        store<u32>(end + CHANNEL, channel);
        store<u32>(end + SEEN, seen);
        store<u32>(end + OUTPUT, output);
        store<u32>(end + WEIGHT, weight);
        end += SUSPECT;
      }
    }
  }
  store<u32>(workspace, end);
}

/** Clears the suspects that an image shows a product for. */
function clearSome(g: Geometry, x: usize, dy: usize, image: i32, workspace: usize): void {
  const end = load<u32>(workspace), bytes = outBytes(g);
  let kept = workspace + HEAD;
  for (let at = kept; at < end; at += SUSPECT) {
    const lanes = unseen(
      g, x, dy, image, v128.load(at), load<u32>(at + CHANNEL), load<u32>(at + SEEN),
      load<u32>(at + OUTPUT), bytes,
    );
    if (!v128.any_true(lanes)) continue;
    v128.store(kept, lanes);
    v128.store(kept, v128.load(at, CHANNEL), CHANNEL);
    kept += SUSPECT;
  }
  store<u32>(workspace, kept);
}

/** Those of the lanes that an image shows no product for. */
// @ts-ignore: decorator
@inline
function unseen(
  g: Geometry, x: usize, dy: usize, image: i32, lanes: v128, channel: usize, seen: usize,
  output: usize, outputBytes: usize,
): v128 {
  // Most suspects are of channels that seldom speak: then there is no need to read the other's bits.
  const input = channel & ~15;
  if (!load<u32>(channel)) {
    readInput(g, x, image, input);
    if (!load<u32>(channel)) return lanes;
  }
  readOutput(g, dy, image, output);
  if (!v128.any_true(v128.and(lanes, v128.load(output)))) return lanes;
  readInput(g, x, image, input);
  let products = i32x4.splat(0);
  const end = output + outputBytes;
  for (output += ROWS; output < end; seen += 16, output += 16) {
    products = v128.or(products, v128.and(v128.load32_splat(seen), v128.load(output)));
  }
  return v128.and(lanes, i32x4.eq(products, i32x4.splat(0)));
}

/** The bits of four channels of an image of x, unless they are read. */
// @ts-ignore: decorator
@inline
function readInput(g: Geometry, x: usize, image: i32, block: usize): void {
  if (load<i32>(block + IMAGE) == image) return;
  store<i32>(block + IMAGE, image);
  readBits(
    x + load<u32>(block + PLACE), g.inHeight, g.inWidth, <usize>g.inChannels << 2, -g.padTop,
    -g.padLeft, g.outHeight + SIDE - 1, g.outWidth, REACH, SIDE, block,
  );
}

/** The same of dy. */
// @ts-ignore: decorator
@inline
function readOutput(g: Geometry, dy: usize, image: i32, block: usize): void {
  if (load<i32>(block + IMAGE) == image) return;
  store<i32>(block + IMAGE, image);
  readBits(
    dy + load<u32>(block + PLACE), g.outHeight, g.outWidth, <usize>g.outChannels << 2, 0, 0,
    g.outHeight, g.outWidth, SPAN, 1, block,
  );
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
  return ROWS + (<usize>(SIDE * (g.outHeight + SIDE - 1) * wordsOf(g.outWidth)) << 4);
}

function outBytes(g: Geometry): usize {
  return ROWS + (<usize>(g.outHeight * wordsOf(g.outWidth)) << 4);
}
