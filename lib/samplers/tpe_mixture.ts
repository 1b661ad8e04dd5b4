/**
 * The mixtures that {@linkcode tpeSampler} compares: what good trials tried, and what the others did.
 *
 * @module
 */
import type { Random } from "../random/random.ts";
import type { Kernels } from "./tpe_kernels.ts";

/** So many of the latest observations count in full. */
const LATEST = 25;
/** Below the largest term by more than this, in logarithms, a term does not change a sum. */
const NEGLIGIBLE = 40;

/** A mixture over the values of one parameter or several together. */
export interface Mixture {
  /** Draws a value of each parameter, all from one kernel. */
  draw(random: Random): number[];
  /** The logarithm of its density at the values of the parameters. */
  logDensity(values: readonly number[]): number;
}

/**
 * A mixture of the kernels of parameters: the first of each make a product, the second of each, and
 * so on.
 *
 * @param observations How many there are of each parameter.
 */
export function createMixture(parameters: readonly Kernels[], observations: number): Mixture {
  const weights = toWeights(observations);
  const logWeights = weights.map(Math.log);
  const sums = new Float64Array(observations + 1);
  return {
    draw(random) {
      let left = random.uniform();
      let kernel = 0;
      while (kernel < observations && left >= weights[kernel]) left -= weights[kernel++];
      return parameters.map((kernels) => kernels.draw(kernel, random));
    },
    logDensity(values) {
      sums.set(logWeights);
      parameters.forEach((kernels, i) => kernels.addLogDensities(values[i], sums));
      let most = -Infinity;
      for (let i = 0; i < sums.length; i++) if (sums[i] > most) most = sums[i];
      let total = 0;
      for (let i = 0; i < sums.length; i++) {
        if (sums[i] > most - NEGLIGIBLE) total += Math.exp(sums[i] - most);
      }
      return most + Math.log(total);
    },
  };
}

/**
 * The weight of each observation, oldest first, and of the prior: 1 for the latest 25 and for the
 * prior, and for the older a line that begins at one over their number; their sum is 1.
 */
function toWeights(observations: number): Float64Array {
  const older = observations - LATEST;
  const first = 1 / observations;
  const weights = new Float64Array(observations + 1).map((_, i) =>
    i >= older ? 1 : first + (1 - first) * (older > 1 ? i / (older - 1) : 0)
  );
  const total = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / total);
}
