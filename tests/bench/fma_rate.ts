/**
 * How fast the engine can multiply and add: on one core, the limit of any WASM kernel that does all
 * the products that are counted. Winograd's filtering does about a quarter of them, so that a
 * convolution counted as the direct one can pass it.
 *
 * @module
 */
import { median } from "./statistics.ts";

const ACCUMULATORS = 12;
/** Of one accumulator in one turn of the loop: 4 lanes, a multiplication and an addition each. */
const FLOPS = 8;
const TURNS = 2_000;
const CALLS = 50;
const ROUNDS = 40;

let loop: ((turns: number) => number) | undefined;

/**
 * GFLOP/s of `f32x4.relaxed_madd` on 12 independent accumulators that never leave their registers:
 * the median of 40 measurements of 50 calls, some 10 ms in all. What it is compared with is a median
 * too, so that a busy machine slows both alike.
 *
 * @throws {WebAssembly.CompileError} If the engine has no relaxed SIMD.
 */
export function measureFmaRate(): number {
  loop ??= assemble();
  const ms: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    // Many short calls, so that the engine moves on to its optimised code.
    for (let call = 0; call < CALLS; call++) loop(TURNS);
    ms.push(performance.now() - start);
  }
  return ACCUMULATORS * FLOPS * TURNS * CALLS / median(ms) / 1e6;
}

/** Assembles `(turns: i32) => f32`: locals are 0 turns, 1 to 12 accumulators, 13 the factor. */
function assemble(): (turns: number) => number {
  const accumulators = Array.from({ length: ACCUMULATORS }, (_, i) => i + 1);
  const factor = ACCUMULATORS + 1;
  // deno-fmt-ignore
  const body = [
    1, ACCUMULATORS + 1, 0x7b, // 13 locals of v128
    0x20, 0, 0xb2, 0xfd, 0x13, 0x21, factor, // factor = f32x4.splat(f32.convert_i32_s(turns))
    0x03, 0x40, // loop
    ...accumulators.flatMap((local) => [
      0x20, factor, 0x20, factor, 0x20, local,
      0xfd, 0x85, 0x02, // f32x4.relaxed_madd
      0x21, local,
    ]),
    0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, // turns -= 1; br_if 0; end
    0x20, 1,
    ...accumulators.slice(1).flatMap((local) => [0x20, local, 0xfd, 0xe4, 0x01]), // f32x4.add
    0xfd, 0x1f, 0, 0x0b, // f32x4.extract_lane 0; end
  ];
  // deno-fmt-ignore
  const bytes = [
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
    ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]), // type: i32 -> f32
    ...section(3, [1, 0]), // one function of that type
    ...section(7, [1, 1, 0x6c, 0, 0]), // export it as "l"
    ...section(10, [1, ...leb128(body.length), ...body]),
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
  return exports.l as (turns: number) => number;
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb128(content.length), ...content];
}

function leb128(value: number): number[] {
  return value < 128 ? [value] : [value & 127 | 128, ...leb128(value >> 7)];
}
