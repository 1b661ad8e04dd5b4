import { assertEquals } from "@std/assert";
import { countClasses } from "../../lib/datasets/count_classes.ts";
import { loadSmallMnist } from "../small_mnist.ts";

Deno.test("classes are counted in both sets, those without an image too", async () => {
  const counts = countClasses(await loadSmallMnist(6, 3)); // labels 5 0 4 1 9 2 and 7 2 1
  assertEquals(counts.map(({ label }) => label), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertEquals(counts.map(({ train }) => train), [1, 1, 1, 0, 1, 1, 0, 0, 0, 1]);
  assertEquals(counts.map(({ test }) => test), [0, 1, 1, 0, 0, 0, 0, 1, 0, 0]);
});
