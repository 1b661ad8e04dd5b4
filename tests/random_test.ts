import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { createRandom, deriveSeed } from "../lib/random/random.ts";

Deno.test("a stream repeats for the same seed, 0 included, and differs for another", () => {
  const draw = (seed: number, ...stream: string[]) => {
    const random = createRandom(seed, ...stream);
    return Array.from({ length: 8 }, () => random.uint32());
  };
  assertEquals(draw(0), draw(0));
  assertNotEquals(draw(0), draw(1));
  assertNotEquals(draw(0, "a"), draw(0, "b"));
  assertNotEquals(deriveSeed(1, "ab", "c"), deriveSeed(1, "a", "bc"));
});

Deno.test("uniform, below and normal have the moments of their distributions", () => {
  const random = createRandom(7);
  const count = 20_000;
  let uniform = 0, normal = 0, square = 0;
  const seen = new Array(10).fill(0);
  for (let i = 0; i < count; i++) {
    uniform += random.uniform() / count;
    const z = random.normal();
    normal += z / count;
    square += z * z / count;
    seen[random.below(10)]++;
  }
  assert(Math.abs(uniform - 0.5) < 0.01);
  assert(Math.abs(normal) < 0.03);
  assert(Math.abs(square - 1) < 0.05);
  for (const n of seen) assert(Math.abs(n - count / 10) < 200, `a digit came ${n} times`);
});
