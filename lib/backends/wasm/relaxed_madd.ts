/**
 * What the engine makes of relaxed SIMD's `f32x4.relaxed_madd`: it may round once or twice.
 *
 * @module
 */

/** A module with one function `f(a, b, c)`: relaxed_madd of three float32. */
// deno-fmt-ignore
const PROBE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 8, 1, 0x60, 3, 0x7d, 0x7d, 0x7d, 1, 0x7d, // type: (f32, f32, f32) -> f32
  3, 2, 1, 0, // one function of that type
  7, 5, 1, 1, 0x66, 0, 0, // exported as "f"
  10, 22, 1, 20, 0, // its body: three splats, relaxed_madd, the first lane
  0x20, 0, 0xfd, 0x13, 0x20, 1, 0xfd, 0x13, 0x20, 2, 0xfd, 0x13,
  0xfd, 0x85, 0x02, 0xfd, 0x1f, 0, 0x0b,
]);

/** Whether the engine compiles relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(PROBE);
}

/**
 * Whether the kernels' multiply-adds round once, as every processor with such an instruction does. Else
 * the product is rounded as well, and sums have other bits.
 */
export function fusesMultiplyAdd(): boolean {
  if (!hasRelaxedSimd()) return false;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(PROBE));
  const multiplyAdd = exports.f as (a: number, b: number, c: number) => number;
  // (1 + ε)² = 1 + 2ε + ε², of which a rounded product loses the last.
  const epsilon = 2 ** -12;
  return multiplyAdd(1 + epsilon, 1 + epsilon, -(1 + 2 * epsilon)) !== 0;
}
