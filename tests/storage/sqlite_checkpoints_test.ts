/** What stands in the place of the folder of checkpoints spoils no database. */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";
import { withFile } from "./with_file.ts";

Deno.test("with a file in place of its folder of checkpoints a database is read as without any", () =>
  withFile(async (storage, path) => {
    const folder = `${path}-checkpoints`;
    const says = `"${folder}", where checkpoints are kept, is no folder; move it away.`;
    const writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0));
    Deno.writeTextFileSync(folder, "notes");
    await assertRejects(
      () => writer.saveCheckpoint(0, 0, someCheckpoint(1)),
      Error,
      `Cannot save the checkpoint of run 0 of trial 0 of study "a": ${says}`,
    );
    assertEquals(writer.loadCheckpoint(0, 0), null);
    writer.close();
    assertEquals(storage.list().map(({ name }) => name), ["a"]);
    assertEquals(storage.load("a")!.trials.length, 1);
    assertEquals(storage.loadCheckpoint("a", 0, 0), null);
    assertEquals(storage.check(), [says]);
    assertThrows(
      () => storage.write(sampleDefinition("b")),
      Error,
      `Cannot write to study "b": ${says}`,
    );
    assertEquals(storage.list().length, 1);
    Deno.removeSync(folder);
    assertEquals(storage.check(), []);
    storage.write(sampleDefinition("b")).close();
  }));

Deno.test({
  name: "a folder of checkpoints that cannot be read is told, and the database read",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFile((storage, path) => {
      const folder = `${path}-checkpoints`;
      storage.write(sampleDefinition("a")).close();
      // A link to itself, which neither has anybody the rights to follow.
      Deno.symlinkSync(folder, folder);
      const why = "cannot be read; make it readable, or move it away";
      assertEquals(storage.check(), [`"${folder}", where checkpoints are kept, ${why}.`]);
      assertEquals(storage.list().map(({ name }) => name), ["a"]);
    }),
});
