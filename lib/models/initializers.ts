/**
 * Seeded initial weights. tfjs's own initialisers take seeds too, but some of them treat seed 0 as
 * no seed.
 *
 * @module
 */
import { createRandom, type Random } from "../random/random.ts";
import type { Initializer } from "./layers.ts";

/** Standard deviation of a standard normal distribution cut off at ±2. */
const TRUNCATED_DEVIATION = 0.8796256610342398;

/**
 * The initial values of a kernel, in single precision, as Keras draws them: Glorot and Bengio 2010
 * (variance 2 / (fan in + fan out)) or He et al. 2015 (variance 2 / fan in), from a uniform
 * distribution or a normal one cut off at two standard deviations.
 *
 * @param shape `[in, out]` of a dense layer or `[height, width, in, out]` of a convolution.
 * @param stream Sets this kernel's numbers apart from those of other kernels of the same seed.
 */
export function initialKernel(
  initializer: Initializer,
  shape: readonly number[],
  seed: number,
  stream: number,
): Float32Array<ArrayBuffer> {
  const receptiveField = shape.slice(0, -2).reduce((product, length) => product * length, 1);
  const fanIn = receptiveField * shape.at(-2)!;
  const fanOut = receptiveField * shape.at(-1)!;
  const glorot = initializer.startsWith("glorot");
  const variance = glorot ? 2 / (fanIn + fanOut) : 2 / fanIn;
  const random = createRandom(seed, "weights", stream);
  const draw = initializer.endsWith("Uniform")
    ? uniformDraw(random, Math.sqrt(3 * variance))
    : normalDraw(random, Math.sqrt(variance) / TRUNCATED_DEVIATION);
  return Float32Array.from({ length: fanIn * shape.at(-1)! }, draw);
}

const uniformDraw = (random: Random, limit: number) => () => (2 * random.uniform() - 1) * limit;

const normalDraw = (random: Random, deviation: number) => () => {
  let value = random.normal();
  while (Math.abs(value) > 2) value = random.normal();
  return value * deviation;
};
