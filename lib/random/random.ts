/**
 * Seeded random numbers: the same seed and stream give the same numbers on every machine.
 *
 * The generator is sfc32 (C. Doty-Humphrey, PractRand); its state is filled by the finaliser of
 * MurmurHash3 (A. Appleby) from the seed and the names of the stream, so that streams of one seed
 * are independent and seed 0 is a seed like any other.
 *
 * @module
 */

/** A seeded source of random numbers. */
export interface Random {
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1), a multiple of 2^-32. */
  uniform(): number;
  /** A whole number in [0, bound), free of modulo bias; bound in [1, 2^32]. */
  below(bound: number): number;
  /** A number of the standard normal distribution (Box-Muller). */
  normal(): number;
}

/**
 * Derives a seed in [0, 2^32) for a named stream of `seed`.
 *
 * @example
 * ```ts
 * import { assertNotEquals } from "@std/assert";
 * import { deriveSeed } from "./random.ts";
 *
 * assertNotEquals(deriveSeed(1, "shuffle", 3), deriveSeed(1, "shuffle", 4));
 * ```
 */
export function deriveSeed(seed: number, ...stream: (string | number)[]): number {
  let hash = mix((seed >>> 0) ^ 0x9e3779b9);
  hash = mix(hash ^ Math.floor(seed / 2 ** 32));
  for (const part of stream) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) hash = mix(hash ^ text.charCodeAt(i));
    hash = mix(hash ^ 0x85ebca6b);
  }
  return hash;
}

/**
 * Creates the generator of one stream.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createRandom } from "./random.ts";
 *
 * const random = createRandom(1, "layers");
 * const digits = [1, 2, 3].map(() => random.below(10));
 * assertEquals(digits, [2, 2, 5]); // the same everywhere
 * ```
 */
export function createRandom(seed: number, ...stream: (string | number)[]): Random {
  const start = deriveSeed(seed, ...stream);
  let a = mix(start ^ 1);
  let b = mix(start ^ 2);
  let c = mix(start ^ 3);
  let counter = 1;
  const uint32 = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) uint32();
  const uniform = () => uint32() / 2 ** 32;
  return {
    uint32,
    uniform,
    below(bound) {
      const limit = 2 ** 32 - (2 ** 32 % bound);
      let value = uint32();
      while (value >= limit) value = uint32();
      return value % bound;
    },
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return radius * Math.cos(2 * Math.PI * uniform());
    },
  };
}

function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
