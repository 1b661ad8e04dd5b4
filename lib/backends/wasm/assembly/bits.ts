// Where values are not 0, as bits: a word holds a stretch of one row of pixels, its first column in
// the highest bit. Outputs of 3x3 patches are cut into stretches of SPAN columns, so that the two
// columns more that their patches reach fit into a word of 32.

/** Columns of outputs in a word. */
export const SPAN: i32 = 30;
/** Columns of the patches of SPAN outputs. */
export const REACH: i32 = SPAN + 2;

/** Words of a row of outputs. */
export function wordsOf(columns: i32): i32 {
  return (columns + SPAN - 1) / SPAN;
}

/**
 * `count` pixels at (row, left) of an image, a bit each: whether any channel is not 0. What lies
 * outside of the image is 0; a pixel is a multiple of 16 bytes.
 */
export function pixelBits(
  image: usize, height: i32, width: i32, pixel: usize, row: i32, left: i32, count: i32,
): u32 {
  if (row < 0 || row >= height) return 0;
  const end = min(count, width - left);
  let bits: u32 = 0;
  for (let column = max(0, -left); column < end; column++) {
    const at = image + <usize>(row * width + left + column) * pixel;
    bits = bits << 1 | <u32>hasValue(at, at + pixel);
  }
  return end > 0 ? bits << (32 - end) : 0;
}

/** The same of each of the four channels at `image`, a word a lane. */
export function channelBits(
  image: usize, height: i32, width: i32, pixel: usize, row: i32, left: i32, count: i32,
): v128 {
  let bits = i32x4.splat(0);
  if (row < 0 || row >= height) return bits;
  const end = min(count, width - left);
  let at = image + <usize>(row * width + max(left, 0)) * pixel;
  for (let column = max(0, -left); column < end; column++, at += pixel) {
    // A true comparison is -1.
    bits = i32x4.sub(i32x4.shl(bits, 1), f32x4.ne(v128.load(at), f32x4.splat(0)));
  }
  return end > 0 ? i32x4.shl(bits, 32 - end) : bits;
}

/** Whether one of the values is neither 0 nor -0: in 16 of them at a time while there are as many. */
// @ts-ignore: decorator
@inline
function hasValue(from: usize, end: usize): bool {
  for (; from + 64 <= end; from += 64) {
    const left = v128.or(v128.load(from), v128.load(from, 16));
    const right = v128.or(v128.load(from, 32), v128.load(from, 48));
    if (v128.any_true(withoutSigns(v128.or(left, right)))) return true;
  }
  for (; from < end; from += 16) {
    if (v128.any_true(withoutSigns(v128.load(from)))) return true;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function withoutSigns(bits: v128): v128 {
  return i32x4.shl(bits, 1);
}
