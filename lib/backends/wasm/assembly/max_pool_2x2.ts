/** Instead of a place: no value of the window takes a gradient. */
const NOWHERE: u8 = 255;

/**
 * y = the largest value of each window of 2x2, windows side by side, and argmax = its place in the
 * window, a byte: 0 to 3 row by row, the first of equal ones, or NOWHERE if it is not above 0 (relu)
 * or -∞ (else). NaN never counts as larger. x is batch x height x width x channels; an odd last row
 * or column is left out.
 */
export function maxPool2x2(
  x: usize, batch: i32, height: i32, width: i32, channels: i32, relu: bool, y: usize, argmax: usize,
): void {
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const floor: f32 = relu ? 0 : -Infinity;
  for (let b = 0; b < batch; b++, x += <usize>height * rowBytes) {
    for (let row = 0; row + 2 <= height; row += 2) {
      let upper = x + <usize>row * rowBytes;
      let lower = upper + rowBytes;
      for (let column = 0; column + 2 <= width; column += 2) {
        let c: usize = 0;
        for (; c + 16 <= pixelBytes; c += 16) {
          poolFour(upper + c, lower + c, pixelBytes, floor, y + c, argmax + (c >> 2));
        }
        for (; c < pixelBytes; c += 4) {
          poolOne(upper + c, lower + c, pixelBytes, floor, y + c, argmax + (c >> 2));
        }
        y += pixelBytes;
        argmax += channels;
        upper += 2 * pixelBytes;
        lower += 2 * pixelBytes;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function poolFour(upper: usize, lower: usize, right: usize, floor: f32, y: usize, argmax: usize): void {
  const first = v128.load(upper);
  const second = v128.load(upper + right);
  const third = v128.load(lower);
  let largest = f32x4.pmax(f32x4.splat(-Infinity), first);
  largest = f32x4.pmax(f32x4.pmax(largest, second), third);
  largest = f32x4.pmax(largest, v128.load(lower + right));
  v128.store(y, largest);
  // The place is the number of values before the largest one; a true comparison is -1.
  const notFirst = f32x4.ne(first, largest);
  const notSecond = v128.and(notFirst, f32x4.ne(second, largest));
  const notThird = v128.and(notSecond, f32x4.ne(third, largest));
  const place = i32x4.neg(i32x4.add(i32x4.add(notFirst, notSecond), notThird));
  const code = v128.or(place, f32x4.le(largest, f32x4.splat(floor)));
  const bytes = v128.shuffle<u8>(code, code, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
  v128.store_lane<u32>(argmax, bytes, 0);
}

function poolOne(upper: usize, lower: usize, right: usize, floor: f32, y: usize, argmax: usize): void {
  let largest: f32 = -Infinity;
  let code = NOWHERE;
  for (let place: u8 = 0; place < 4; place++) {
    const value = load<f32>((place < 2 ? upper : lower) + (place & 1) * right);
    if (value > largest) {
      largest = value;
      code = place;
    }
  }
  store<f32>(y, largest);
  store<u8>(argmax, largest > floor ? code : NOWHERE);
}
