import {
  assert,
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

Deno.test("a study looks into the best run of its best trial, or of another whose weights are kept", async () => {
  const nets = await createStudy({
    ...base,
    name: "looked into",
    cases: [{ name: "a", layers: "C2 P4 F" }, { name: "b", layers: "C3 P4 C2 F" }],
    repeats: 2,
    weights: "all",
  });
  await nets.optimize({ onProgress: () => {} });
  assertMatch(Deno.inspect(await nets.filters("b")), /^Filters .* of b: 3 of 3 x 3, weights /);
  const image = { ...imageAt(data.test, 0), title: "Image <0>" };
  assertMatch(
    Deno.inspect(await nets.featureMaps(image, { trial: "b", convolution: 2 })),
    /^Feature maps of Image <0> by convolution 2 of b: 2 of 4 x 4, /,
  );
  assertMatch(
    Deno.inspect(await nets.mistakes(0, { most: 2 })),
    /^What a gets wrong of the test images in its best run, seed [12], the surest 2 of \d+: image /,
  );
  assertMatch(Deno.inspect(nets.classTable("a")), /Mean +80 /);
  assertStringIncludes(Deno.inspect(nets.classScores("a")), "of a by class, test images, 2 runs");
});

Deno.test("mistakes are those of validation where no run met the test images", async () => {
  const { name, runs } = study.best!;
  const said = Deno.inspect(await study.mistakes());
  assertMatch(
    said,
    new RegExp(`^What ${name} gets wrong of the validation images in its best run`),
  );
  const noted = new Set(runs.flatMap(({ validation }) => validation!.mistakes));
  for (const [, index] of said.matchAll(/image (\d+)/g)) assert(noted.has(Number(index)));
});

Deno.test("without kept weights mistakes are shown all the same, and it is said what is missing", async () => {
  const other = study.best!.name === "flat" ? "deep" : "flat";
  const told: string[] = [];
  const { log } = console;
  console.log = (text: string) => void told.push(text);
  const shown = await study.mistakes(other, { most: 1 }).finally(() => console.log = log);
  assertMatch(Deno.inspect(shown), /the first 1 of \d+: image \d+ is \d\.$/);
  assertMatch(told.join(), /not kept.*; train it again with fresh: true and weights: "all"\.$/);
  await assertRejects(() => study.filters(other), Error, 'fresh: true and weights: "all".');
});
