import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { convolve } from "../../lib/backends/operations.ts";
import { randomTensor } from "./backends.ts";

function convolveImages(size: number, filters: number): Float32Array {
  return tf.tidy(() =>
    convolve(
      randomTensor([2, size, size, 3], 1),
      randomTensor([3, 3, 3, filters], 2),
      tf.zeros([filters]),
      { strides: [1, 1], pad: "valid", dilations: [1, 1], activation: "relu" },
    ).dataSync().slice() as Float32Array
  );
}

Deno.test("kernels survive the engine being reset", async () => {
  await prepareBackend("wasm");
  const expected = convolveImages(8, 4);
  tf.engine().reset();
  await prepareBackend("wasm");
  assertEquals(convolveImages(8, 4), expected);
});

Deno.test("kernels survive the memory growing under them", async () => {
  await prepareBackend("wasm");
  const expected = convolveImages(8, 4);
  const large = tf.zeros([64, 1024, 1024]); // 256 MiB
  assertEquals(convolveImages(8, 4), expected);
  convolveImages(200, 64);
  assertEquals(convolveImages(8, 4), expected);
  large.dispose();
});

Deno.test("preparing a backend prints nothing", async () => {
  const script = `
    import { prepareBackend } from "${new URL("../../lib/backends/prepare.ts", import.meta.url)}";
    import * as tf from "@tensorflow/tfjs";
    for (const name of ["cpu", "wasm"]) {
      await prepareBackend(name);
      tf.add(1, 2).dataSync();
    }`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", script],
    cwd: new URL("../..", import.meta.url),
  }).output();
  const decoder = new TextDecoder();
  assertEquals(decoder.decode(stdout) + decoder.decode(stderr), "");
});
