import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { createStudy } from "../../lib/notebook/create_study.ts";
import { loadModel } from "../../lib/training/load_model.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(120, 40);
const base = { data, epochs: 1, storage: null, workers: 1, backend: "wasm" } as const;
const cases = [{ name: "flat", layers: "F" }, { name: "deep", layers: "C2 P4 F D4" }];
const study = await createStudy({ ...base, name: "two", cases, folds: 2 });

Deno.test("a study draws the net of its first trial before there is a best one", () => {
  assertStringIncludes(Deno.inspect(study.model()), "The net flat, 7,850 parameters");
  assertStringIncludes(Deno.inspect(study.model("deep")), "The net deep, ");
});

Deno.test("a study shows folds, metrics and nets, of its best trial unless told", async () => {
  assertThrows(() => study.metrics(), Error, "Expected a complete trial, got none so far");
  await study.optimize({ onProgress: () => {} });
  const best = study.best!.name;
  assertStringIncludes(Deno.inspect(study.model()), `The net ${best}, `);
  assertMatch(Deno.inspect(study.folds()), new RegExp(`^Learning curves of ${best} in 2 folds: `));
  assertMatch(Deno.inspect(study.folds(0)), /^Learning curves of flat in 2 folds: /);
  assertMatch(Deno.inspect(study.metrics("deep")), /Validation, together +120/);
});

Deno.test("the best trial's net classifies as the saved one does", async () => {
  const image = imageAt(data.test, 0);
  using net = await study.best!.load();
  const probabilities = await net.classifyPixels(image);
  assertEquals(probabilities.length, 10);
  assertEquals(net.provenance.name, study.best!.name);
  const folder = await Deno.makeTempDir();
  try {
    await study.best!.save(folder);
    using saved = await loadModel(folder);
    assertEquals(await saved.classifyPixels(image), probabilities);
    assertEquals(saved.provenance, net.provenance);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("weights that were not kept are told", async () => {
  const none = await createStudy({
    ...base,
    name: "none",
    cases: cases.slice(0, 1),
    weights: "none",
  });
  await none.optimize({ onProgress: () => {} });
  await assertRejects(() => none.best!.load(), Error, "The weights of flat were not kept");
});
