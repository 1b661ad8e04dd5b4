// Sums down the columns of a matrix.
//
// They are taken in runs of RUN rows that are then added up, so that the rounding error grows with the
// number of runs and with RUN, not with the number of rows.

/** Rows of one run. */
export const RUN = 128;

/** Sets `sum` and its first run to 0; gives `inRun`, the rows in the run. `endRuns` ends it. */
export function startRuns(sum: usize, run: usize, channels: i32): i32 {
  memory.fill(sum, 0, <usize>channels << 2);
  memory.fill(run, 0, <usize>channels << 2);
  return 0;
}

/** Adds `count` rows to a run that holds `inRun` rows, and full runs to `sum`; gives the new `inRun`. */
export function addInRuns(sum: usize, run: usize, inRun: i32, rows: usize, count: i32, channels: i32): i32 {
  const width = <usize>channels << 2;
  while (count > 0) {
    const some = min(count, RUN - inRun);
    addRows(run, rows, some, channels);
    rows += <usize>some * width;
    count -= some;
    inRun += some;
    if (inRun == RUN) {
      endRuns(sum, run, channels);
      memory.fill(run, 0, width);
      inRun = 0;
    }
  }
  return inRun;
}

/** Adds the last run. */
export function endRuns(sum: usize, run: usize, channels: i32): void {
  addRow(sum, run, channels);
}

/** sum += the rows one after the other; the sums of 16 columns stay in registers. */
export function addRows(sum: usize, rows: usize, count: i32, channels: i32): void {
  const width = <usize>channels << 2;
  const end = rows + <usize>count * width;
  let c = 0;
  for (; c + 16 <= channels; c += 16, sum += 64, rows += 64) {
    let first = v128.load(sum), second = v128.load(sum, 16);
    let third = v128.load(sum, 32), fourth = v128.load(sum, 48);
    for (let at = rows; at < end; at += width) {
      first = f32x4.add(first, v128.load(at));
      second = f32x4.add(second, v128.load(at, 16));
      third = f32x4.add(third, v128.load(at, 32));
      fourth = f32x4.add(fourth, v128.load(at, 48));
    }
    v128.store(sum, first);
    v128.store(sum, second, 16);
    v128.store(sum, third, 32);
    v128.store(sum, fourth, 48);
  }
  for (; c + 4 <= channels; c += 4, sum += 16, rows += 16) {
    let total = v128.load(sum);
    for (let at = rows; at < end; at += width) total = f32x4.add(total, v128.load(at));
    v128.store(sum, total);
  }
  for (; c < channels; c++, sum += 4, rows += 4) {
    let total = load<f32>(sum);
    for (let at = rows; at < end; at += width) total += load<f32>(at);
    store<f32>(sum, total);
  }
}

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
