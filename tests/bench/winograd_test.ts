import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { productsOf } from "../../lib/backends/products/choose_products.ts";
import { WasmProducts } from "../../lib/backends/products/wasm_products.ts";
import { WinogradProducts } from "../../lib/backends/products/winograd_products.ts";
import { heapOf } from "../../lib/backends/wasm/heap_of.ts";
import { parseLayers } from "../../lib/studies.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { compareAccuracies } from "./winograd_accuracy.ts";
import { measureErrors } from "./winograd_errors.ts";
import { winogradNets, withProducts } from "./winograd_nets.ts";

const net = {
  name: "small",
  title: "",
  source: "",
  layers: parseLayers("C8(same) P2 C12(same) P2 F"),
};
const data = await loadSmallMnist(300, 50);

Deno.test("both ways round every pass by little", async () => {
  const errors = await measureErrors(net, data, 1);
  assertEquals(errors.map(({ layer }) => layer), Array(3).fill("14x14x8 to 14x14x12"));
  assertEquals(
    errors.map(({ pass }) => pass).toSorted(),
    ["filter gradient", "forward", "input gradient"],
  );
  for (const { pass, winograd, direct } of errors) {
    for (const { whole, typical } of [winograd, direct]) {
      assert(whole > 0 && whole < 200, `${pass}: off by ${whole} roundings.`);
      assert(typical > 0, `${pass}: no errors at all.`);
    }
    assert(direct.worst < 50, `${pass}: a direct sum is off by ${direct.worst} roundings.`);
  }
});

Deno.test("a net is trained both ways from the same seeds", async () => {
  const amount = { seeds: 2, limit: 300, epochs: 6 };
  const seen: string[] = [];
  const { winograd, direct, difference } = await compareAccuracies(
    net,
    data,
    amount,
    (text) => seen.push(text),
  );
  assertEquals(seen, ["small: seed 1 of 2", "small: seed 2 of 2"]);
  for (const accuracy of [...winograd, ...direct]) assert(accuracy > 0.1 && accuracy <= 1);
  assert(Math.abs(difference.mean) < 0.1, `${winograd} and ${direct}`);
});

Deno.test("products are pinned for as long as something computes, and no longer", async () => {
  const products = () => productsOf(heapOf(tf.backend()));
  await assertRejects(
    () =>
      withProducts((heap) => new WasmProducts(heap), () => {
        assert(products() instanceof WasmProducts);
        throw new Error("stopped");
      }),
    Error,
    "stopped",
  );
  assert(products() instanceof WinogradProducts);
});

Deno.test("nets whose only convolution is the first have nothing to compare", () => {
  const names = winogradNets.map(({ name }) => name);
  assert(names.includes("deeper") && names.includes("Case 3"), `${names}`);
  assert(!names.includes("article"), `${names}`);
});
