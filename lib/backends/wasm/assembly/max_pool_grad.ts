import { Geometry } from "./geometry";
import { isPlain2x2 } from "./max_pool";

/**
 * dx of a max pool: each dy goes to the first place of its window where x equals y, or nowhere if
 * nothing is above -∞; windows that overlap add up. Shapes as in `maxPool`.
 */
export function maxPoolGrad(g: Geometry, dy: usize, x: usize, y: usize, dx: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  const imageBytes = <usize>(g.inHeight * g.inWidth) * pixelBytes;
  if (isPlain2x2(g)) {
    route2x2(g, dy, x, y, dx);
    return;
  }
  memory.fill(dx, 0, <usize>g.batch * imageBytes);
  for (let b = 0; b < g.batch; b++, x += imageBytes, dx += imageBytes) {
    for (let row = 0; row < g.outHeight; row++) {
      const top = row * g.strideHeight - g.padTop;
      for (let column = 0; column < g.outWidth; column++, y += pixelBytes, dy += pixelBytes) {
        routeWindow(g, dy, x, y, dx, top, column * g.strideWidth - g.padLeft);
      }
    }
  }
}

/** Windows that lie side by side write each pixel once, so nothing has to be zeroed or added up. */
function route2x2(g: Geometry, dy: usize, x: usize, y: usize, dx: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  const rowBytes = <usize>g.inWidth * pixelBytes;
  const covered = <usize>(2 * g.outWidth) * pixelBytes;
  for (let b = 0; b < g.batch; b++) {
    for (let row = 0; row < g.outHeight; row++, x += 2 * rowBytes, dx += 2 * rowBytes) {
      let at: usize = 0;
      for (let column = 0; column < g.outWidth; column++, at += pixelBytes) {
        for (const end = y + pixelBytes; y < end; y += 16, dy += 16, at += 16) {
          routeFour(dy, y, x + at, dx + at, pixelBytes, rowBytes);
        }
      }
      memory.fill(dx + covered, 0, rowBytes - covered);
      memory.fill(dx + rowBytes + covered, 0, rowBytes - covered);
    }
    const rest = <usize>(g.inHeight - 2 * g.outHeight) * rowBytes;
    memory.fill(dx, 0, rest);
    x += rest;
    dx += rest;
  }
}

/** One window of 2x2, four channels. */
// @ts-ignore: decorator
@inline
function routeFour(dy: usize, y: usize, x: usize, dx: usize, pixelBytes: usize, rowBytes: usize): void {
  const largest = v128.load(y);
  let toGive = v128.and(v128.load(dy), f32x4.gt(largest, f32x4.splat(-Infinity)));
  let here = f32x4.eq(v128.load(x), largest);
  v128.store(dx, v128.and(toGive, here));
  toGive = v128.andnot(toGive, here);
  here = f32x4.eq(v128.load(x + pixelBytes), largest);
  v128.store(dx + pixelBytes, v128.and(toGive, here));
  toGive = v128.andnot(toGive, here);
  here = f32x4.eq(v128.load(x + rowBytes), largest);
  v128.store(dx + rowBytes, v128.and(toGive, here));
  toGive = v128.andnot(toGive, here);
  here = f32x4.eq(v128.load(x + rowBytes + pixelBytes), largest);
  v128.store(dx + rowBytes + pixelBytes, v128.and(toGive, here));
}

function routeWindow(g: Geometry, dy: usize, x: usize, y: usize, dx: usize, top: i32, left: i32): void {
  const channels = g.inChannels;
  let channel = 0;
  for (; channel + 4 <= channels; channel += 4) {
    const at = <usize>channel << 2;
    const largest = v128.load(y + at);
    let toGive = v128.and(v128.load(dy + at), f32x4.gt(largest, f32x4.splat(-Infinity)));
    for (let ky = 0; ky < g.filterHeight; ky++) {
      const r = top + ky * g.dilationHeight;
      if (<u32>r >= <u32>g.inHeight) continue;
      for (let kx = 0; kx < g.filterWidth; kx++) {
        const c = left + kx * g.dilationWidth;
        if (<u32>c >= <u32>g.inWidth) continue;
        const place = <usize>((r * g.inWidth + c) * channels + channel) << 2;
        const here = f32x4.eq(v128.load(x + place), largest);
        v128.store(dx + place, f32x4.add(v128.load(dx + place), v128.and(toGive, here)));
        toGive = v128.andnot(toGive, here);
      }
    }
  }
  for (; channel < channels; channel++) {
    const at = <usize>channel << 2;
    routeOne(g, load<f32>(dy + at), load<f32>(y + at), x + at, dx + at, top, left);
  }
}

function routeOne(g: Geometry, dy: f32, largest: f32, x: usize, dx: usize, top: i32, left: i32): void {
  if (largest == -Infinity) return;
  for (let ky = 0; ky < g.filterHeight; ky++) {
    const r = top + ky * g.dilationHeight;
    if (<u32>r >= <u32>g.inHeight) continue;
    for (let kx = 0; kx < g.filterWidth; kx++) {
      const c = left + kx * g.dilationWidth;
      if (<u32>c >= <u32>g.inWidth) continue;
      const place = <usize>((r * g.inWidth + c) * g.inChannels) << 2;
      if (load<f32>(x + place) == largest) {
        store<f32>(dx + place, load<f32>(dx + place) + dy);
        return;
      }
    }
  }
}
