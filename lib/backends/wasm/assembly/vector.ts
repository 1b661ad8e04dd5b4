// Vector operations that depend on what the engine has.

/** a·b + c, fused where relaxed SIMD is compiled in (one instruction on FMA hardware). */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
