import { assertEquals, assertRejects } from "@std/assert";
import { createMemoryStorage, watchStudy } from "../../lib/mod.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "../storage/sample_definition.ts";

Deno.test("what is shown of a study that is deleted meanwhile does not look as if it went on", async () => {
  const storage = createMemoryStorage();
  const writer = storage.write(sampleDefinition("a", { planned: 2 }));
  writer.save(sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] }));
  const printed: string[] = [];
  const { log } = console;
  console.log = (line: string) => printed.push(line);
  try {
    const watching = watchStudy("a", { storage });
    writer.close();
    storage.delete("a");
    await assertRejects(() => watching, Error, "deleted or renamed");
  } finally {
    console.log = log;
  }
  assertEquals(printed.at(-1)!.split("\n")[0], "No longer followed: 0 of 2 trials done");
});
