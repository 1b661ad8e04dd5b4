import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertNotEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fileURLToPath } from "node:url";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { blasCandidates } from "../../lib/backends/blas/candidates.ts";
import { openBlasName } from "../../lib/backends/blas/library.ts";
import { newerCoreThan } from "../../lib/backends/blas/openblas_core.ts";
import { chooseEngine, WASM } from "../../lib/backends/engine.ts";
import { train } from "../../lib/training/train.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";
import { randomTensor } from "./backends.ts";
import { blasTest, choice } from "./with_blas.ts";

/** For programs that are started from elsewhere. */
const config = fileURLToPath(new URL("../../deno.json", import.meta.url));

blasTest("a BLAS follows the memory when it grows", async (blas) => {
  await prepareBackend("wasm", blas);
  const product = () =>
    tf.tidy(() => [
      ...tf.matMul(randomTensor([90, 90], 1), randomTensor([90, 90], 2)).dataSync(),
    ]);
  const expected = product();
  const large = tf.zeros([100, 1024, 1024]); // 400 MiB
  assertEquals(product(), expected);
  large.dispose();
  await prepareBackend("wasm");
});

blasTest("training with a BLAS repeats to the bit", async (blas) => {
  const data = await loadSmallMnist(300, 100);
  const measure = async () => {
    const losses: number[] = [];
    const setup = shortTrial({ layers: "C16 P2 C16 Dr.25 F D32" });
    await train(setup, data, { blas, onEpoch: ({ loss, valLoss }) => losses.push(loss, valLoss) });
    return losses;
  };
  assertEquals(await measure(), await measure());
});

blasTest("the choice names the library and its version", async () => {
  await Promise.resolve();
  assertStringIncludes(choice.name, "wasm+");
  assertNotEquals(choice.name, "wasm+");
  assertEquals(choice.note, null);
});

Deno.test("an OpenBLAS is named by the three numbers of its version", () => {
  const names = {
    "OpenBLAS 0.3.34.481.3  USE64BITINT DYNAMIC_ARCH Haswell MAX_THREADS=64": "openblas 0.3.34",
    "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH": "openblas 0.3.21",
    "OpenBLAS 0.3.30.dev DYNAMIC_ARCH": "openblas 0.3.30",
    "DYNAMIC_ARCH": "openblas",
  };
  for (const [config, name] of Object.entries(names)) assertEquals(openBlasName(config), name);
});

Deno.test("in CI a test that needs a BLAS fails without one, and says what to install", async () => {
  const module = new URL("with_blas.ts", import.meta.url).href;
  const file = await Deno.makeTempFile({ suffix: "_test.ts" });
  try {
    await Deno.writeTextFile(
      file,
      `import { blasTest } from ${JSON.stringify(module)};
      blasTest("needs one", () => Promise.resolve());`,
    );
    // Without --allow-ffi there is none.
    const run = (CI: string) =>
      new Deno.Command(Deno.execPath(), {
        args: ["test", "--no-check", "--no-prompt", `--config=${config}`, "--allow-env", file],
        env: { CI, NO_COLOR: "1" },
      }).output();
    const [inCI, elsewhere] = [await run("true"), await run("")];
    const text = new TextDecoder().decode(inCI.stdout);
    assertEquals([inCI.success, elsewhere.success], [false, true]);
    assertStringIncludes(text, "Expected a BLAS in CI, got none");
    assertStringIncludes(text, "install one, such as libopenblas0-pthread on Debian.");
    assertStringIncludes(new TextDecoder().decode(elsewhere.stdout), "Left out: needs one");
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("pure WASM can be asked for", () => {
  assertEquals(chooseEngine("wasm"), WASM);
  assertEquals([WASM.blas, WASM.note], [null, null]);
});

Deno.test("a library that is asked for and does not work is refused in one sentence", () => {
  const { message } = assertThrows(() => chooseEngine("blas", "libnone.so.7"));
  assertStringIncludes(message, "Found no BLAS that works (libnone");
  assertStringIncludes(
    message,
    "); leave out --blas and SWEEPBOOK_BLAS, or choose the backend wasm.",
  );
});

Deno.test("a library without the product is refused", () => {
  if (Deno.build.os !== "linux") return;
  assertThrows(() => chooseEngine("auto", "libc.so.6"), Error, "it has no cblas_sgemm");
});

Deno.test("without --allow-ffi, products are done in WASM and the note says why", async () => {
  const script = `import { chooseEngine } from "./lib/backends/engine.ts";
    console.log(JSON.stringify(chooseEngine("auto")));`;
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/choose.ts`;
    const module = new URL("../../lib/backends/engine.ts", import.meta.url).href;
    await Deno.writeTextFile(file, script.replace("./lib/backends/engine.ts", module));
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--no-prompt", "--allow-env", `--config=${config}`, file],
    }).output();
    const { name, note } = JSON.parse(new TextDecoder().decode(stdout));
    assertEquals(name, WASM.name);
    assertStringIncludes(note, "--allow-ffi");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("an OpenBLAS that does not know its processor is told what it is", () => {
  const avx512 = new Set(["avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl"]);
  assertEquals(newerCoreThan("Prescott", avx512), "SKYLAKEX");
  assertEquals(newerCoreThan("Prescott", new Set(["avx2", "fma"])), "HASWELL");
  assertEquals(newerCoreThan("Prescott", new Set(["sse3"])), null);
  assertEquals(newerCoreThan("Zen", avx512), null);
});

Deno.test("each system is asked for the libraries that it has", () => {
  assertStringIncludes(blasCandidates("darwin")[0], "Accelerate");
  assertEquals(blasCandidates("linux").includes("libopenblas.so.0"), true);
  assertEquals(blasCandidates("windows").every((name) => name.endsWith(".dll")), true);
});

Deno.test("pip's OpenBLAS in the active Python environment comes first", async () => {
  const environment = await Deno.makeTempDir();
  try {
    const places = {
      linux: "lib/python3.12/site-packages/scipy_openblas32/lib/libscipy_openblas.so",
      windows: "Lib/site-packages/scipy_openblas32/lib/libscipy_openblas-1a2b.dll",
    };
    for (const [os, place] of Object.entries(places)) {
      const path = `${environment}/${place}`;
      const without = blasCandidates(os as "linux" | "windows", environment);
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      await Deno.writeTextFile(path, "");
      assertEquals(blasCandidates(os as "linux" | "windows", environment), [path, ...without]);
    }
  } finally {
    await Deno.remove(environment, { recursive: true });
  }
});
