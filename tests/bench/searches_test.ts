import { assertEquals, assertRejects } from "@std/assert";
import { readFigures, type SearchFigures, writeFigures } from "./searches.ts";

const amount = { trials: 40, limit: 6000, epochs: 9 };
const figures: SearchFigures[] = [{
  sampler: "tpe",
  pruner: "median",
  seed: 1,
  value: 0.98,
  test: 0.97,
  epochs: 200,
  seconds: 300,
  pruned: 12,
}];

Deno.test("searches are taken up from a file of the same amount, and of no other", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/searches.json`;
  try {
    assertEquals(await readFigures(path, amount), []);
    await writeFigures(path, amount, figures);
    assertEquals(await readFigures(path, amount), figures);
    for (const other of [{ trials: 5 }, { limit: 600 }, { epochs: 1 }]) {
      await assertRejects(() => readFigures(path, { ...amount, ...other }), Error, "to be of {");
    }
    await Deno.writeTextFile(path, JSON.stringify(figures));
    await assertRejects(() => readFigures(path, amount), Error, "got undefined.");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
