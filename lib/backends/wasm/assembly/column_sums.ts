// Sums down the columns of a matrix, four columns at a time.
//
// They are taken in runs of RUN rows that are then added up, so that the rounding error grows with the
// number of runs and with RUN, not with the number of rows.

/** Rows of one run. */
export const RUN = 128;

/** sum += row, over `channels` values. */
// @ts-ignore: decorator
@inline
export function addRow(sum: usize, row: usize, channels: i32): void {
  let i = 0;
  for (; i + 4 <= channels; i += 4, sum += 16, row += 16) {
    v128.store(sum, f32x4.add(v128.load(sum), v128.load(row)));
  }
  for (; i < channels; i++, sum += 4, row += 4) store<f32>(sum, load<f32>(sum) + load<f32>(row));
}

/** sum += a · b, value by value. */
// @ts-ignore: decorator
@inline
export function addProductRow(sum: usize, a: usize, b: usize, channels: i32): void {
  let i = 0;
  for (; i + 4 <= channels; i += 4, sum += 16, a += 16, b += 16) {
    v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(v128.load(a), v128.load(b))));
  }
  for (; i < channels; i++, sum += 4, a += 4, b += 4) {
    store<f32>(sum, load<f32>(sum) + load<f32>(a) * load<f32>(b));
  }
}

/** row = a - b, value by value. */
// @ts-ignore: decorator
@inline
export function subtractRow(row: usize, a: usize, b: usize, channels: i32): void {
  let i = 0;
  for (; i + 4 <= channels; i += 4, row += 16, a += 16, b += 16) {
    v128.store(row, f32x4.sub(v128.load(a), v128.load(b)));
  }
  for (; i < channels; i++, row += 4, a += 4, b += 4) {
    store<f32>(row, load<f32>(a) - load<f32>(b));
  }
}
