/** Properties: what must hold of every case, tried on cases that fast-check draws. */
import fc from "fast-check";

/** Fixed, so that every run tries the same cases. */
const SEED = 20_240_229;

/**
 * Fails unless `holds` of `runs` drawn cases. The message gives the smallest case that fails, the
 * seed and the path, with which `fc.assert` repeats it.
 */
export async function checkProperty<T>(
  cases: fc.Arbitrary<T>,
  runs: number,
  holds: (drawn: T) => void | Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(cases, async (drawn) => await holds(drawn));
  await fc.assert(property, { seed: SEED, numRuns: runs });
}
