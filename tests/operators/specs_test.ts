import { assert, assertEquals } from "@std/assert";
import { copyCore } from "./core_modules.ts";
import { runSpecs } from "./specs.ts";

Deno.test("products and transposed convolutions pass the specs of tfjs-core", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const all = await copyCore(folder);
    assert(all.length > 200, `${all.length} files of specs`);
    const some = ["ops/conv2d_transpose_test.js", "ops/mat_mul_test.js"];
    const results = await runSpecs("ours", folder, some);
    assert(results.size > 50, `${results.size} specs`);
    const failures = [...results.values()].filter(({ passed }) => !passed);
    // It multiplies whole numbers, which the stock kernels refuse as well.
    const refused = ["matmul wasm {} upcasts when dtypes dont match"];
    assertEquals(failures.map(({ name }) => name), refused);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
