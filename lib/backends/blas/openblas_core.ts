/**
 * Which of its kernels an OpenBLAS should use: an old one takes a processor newer than itself for one
 * without AVX, and runs at a fifth of the speed.
 *
 * @module
 */

const WITHOUT_AVX = /^(prescott|core2|nehalem|generic)$/i;
const AVX512 = ["avx512f", "avx512bw", "avx512dq", "avx512vl"];
const AVX2 = ["avx2", "fma"];

/**
 * The value of `OPENBLAS_CORETYPE` for this processor, if it has more than the kernels of `core` use;
 * null if not, or if that cannot be told.
 *
 * @param core The core type that OpenBLAS chose, such as `Prescott`.
 * @param flags What the processor can do.
 */
export function newerCoreThan(
  core: string,
  flags: ReadonlySet<string> = processorFlags(),
): "SKYLAKEX" | "HASWELL" | null {
  if (!WITHOUT_AVX.test(core)) return null;
  if (AVX512.every((flag) => flags.has(flag))) return "SKYLAKEX";
  return AVX2.every((flag) => flags.has(flag)) ? "HASWELL" : null;
}

/** What the processor can do, as Linux tells it; empty elsewhere. */
function processorFlags(): Set<string> {
  try {
    const [, flags = ""] = Deno.readTextFileSync("/proc/cpuinfo").match(/^flags\s*:(.*)$/m) ?? [];
    return new Set(flags.trim().split(" "));
  } catch {
    return new Set();
  }
}
