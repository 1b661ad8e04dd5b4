/**
 * Student's t distribution.
 *
 * @module
 */
import jstat from "jstat";

// The package has no types.
const { inv, cdf }: Record<"inv" | "cdf", (x: number, freedom: number) => number> = jstat.studentt;

/**
 * How many standard errors a 95 % interval reaches to either side.
 *
 * @param freedom Degrees of freedom, at least 1.
 */
export function reach95(freedom: number): number {
  return inv(0.975, freedom);
}

/**
 * The probability of a t at least so far from 0, on either side.
 *
 * @param freedom Degrees of freedom, at least 1.
 */
export function twoSidedP(t: number, freedom: number): number {
  // Near 0 the package rounds to a little more.
  return Math.min(1, 2 * cdf(-Math.abs(t), freedom));
}
