import { Geometry } from "./geometry";

/**
 * dx of a max pool: each dy goes to the first place of its window where x equals y; windows that
 * overlap add up. Shapes as in `maxPool`.
 */
export function maxPoolGrad(g: Geometry, dy: usize, x: usize, y: usize, dx: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  const imageBytes = <usize>(g.inHeight * g.inWidth) * pixelBytes;
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

function routeWindow(g: Geometry, dy: usize, x: usize, y: usize, dx: usize, top: i32, left: i32): void {
  const channels = g.inChannels;
  let channel = 0;
  for (; channel + 4 <= channels; channel += 4) {
    const at = <usize>channel << 2;
    const largest = v128.load(y + at);
    let toGive = v128.load(dy + at);
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
