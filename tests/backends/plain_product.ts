/** Prints the name of plain WASM and the bits of sums of products, which tell how it rounds. */
import * as tf from "@tensorflow/tfjs";
import { WASM } from "../../lib/backends/engine.ts";
import { prepareBackend } from "../../lib/backends/prepare.ts";

await prepareBackend("wasm");
const values = Array.from({ length: 512 }, (_, i) => Math.fround(1 / (i + 3)));
const product = tf.matMul(tf.tensor2d(values, [8, 64]), tf.tensor2d(values, [64, 8])).dataSync();
const bits = [...new Uint32Array(product.slice().buffer)].join(" ");
console.log(JSON.stringify({ name: WASM.name, bits }));
