/** Prints the name of plain WASM and the bits of some sums of products, which tell how it rounds. */
import * as tf from "@tensorflow/tfjs";
import { WASM } from "../../lib/backends/engine.ts";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { randomTensor } from "./backends.ts";

await prepareBackend("wasm");
const product = tf.matMul(randomTensor([8, 64], 1), randomTensor([64, 8], 2)).dataSync();
const bits = [...new Uint32Array(product.slice().buffer)].join(" ");
console.log(JSON.stringify({ name: WASM.name, bits }));
