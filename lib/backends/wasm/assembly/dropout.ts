// The mask is a function of the seed and the element's number (a counter-based generator), so the
// gradient draws it again instead of keeping it.

/** Bit mixer `lowbias32` of C. Wellons' hash prospector. */
// @ts-ignore: decorator
@inline
function mix(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * y = x · scale where the random number of the element is at least `threshold` (of 2^32), else 0.
 * Both hold `size` values; y may be x.
 */
export function dropout(
  x: usize, y: usize, size: i32, seed: u32, threshold: u32, scale: f32,
): void {
  const key = i32x4.splat(<i32>seed);
  const limit = i32x4.splat(<i32>threshold);
  const factor = f32x4.splat(scale);
  let number = i32x4(0, 1, 2, 3);
  const step = i32x4.splat(4);
  let i = 0;
  for (; i + 4 <= size; i += 4, x += 16, y += 16) {
    const keep = i32x4.ge_u(mix(v128.xor(mix(number), key)), limit);
    v128.store(y, v128.and(f32x4.mul(v128.load(x), factor), keep));
    number = i32x4.add(number, step);
  }
  const keep = i32x4.ge_u(mix(v128.xor(mix(number), key)), limit);
  if (i < size) store<f32>(y, i32x4.extract_lane(keep, 0) ? load<f32>(x) * scale : <f32>0);
  if (i + 1 < size) store<f32>(y, i32x4.extract_lane(keep, 1) ? load<f32>(x, 4) * scale : <f32>0, 4);
  if (i + 2 < size) store<f32>(y, i32x4.extract_lane(keep, 2) ? load<f32>(x, 8) * scale : <f32>0, 8);
}
