import { DatabaseSync } from "node:sqlite";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { withFile } from "./with_file.ts";

Deno.test("a file that is cut anywhere is refused in one sentence, and left as it is", () =>
  withFile((storage, path) => {
    const writer = storage.write(sampleDefinition("a"));
    for (let i = 0; i < 20; i++) writer.save(sampleTrial(i));
    storage.close();
    const whole = Deno.readFileSync(path);
    const sentences = /^(Cannot .*|The file .*|Row .*|Epochs .*|A (trial|run) .*)\.$/s;
    for (let length = 1; length < whole.length; length += 4093) {
      const cut = whole.subarray(0, length);
      Deno.writeFileSync(path, cut);
      const again = openSqliteStorage(path);
      const found = again.check();
      assert(found.length > 0, `cut at ${length}`);
      for (const sentence of found) assertMatch(sentence, sentences);
      let refusal = "";
      try {
        again.load("a");
        again.write(sampleDefinition("b")).close();
      } catch (error) {
        refusal = (error as Error).message;
      }
      again.close();
      assertMatch(refusal, /^Cannot (load|write to) study "[ab]": "[^"]*" is (damaged|no SQLite)/);
      assertEquals(Deno.readFileSync(path), cut);
    }
  }));

Deno.test("what cannot be is found: runs that lack epochs or evaluations, or of another state", () => {
  const breaches: Record<string, string> = {
    "Epochs of a run are missing": "DELETE FROM sweepbook_epochs WHERE epoch = 1",
    "A run is complete without all of its epochs":
      "DELETE FROM sweepbook_epochs WHERE epoch = (SELECT max(epoch) FROM sweepbook_epochs)",
    "A run is complete without epochs or without an evaluation":
      "DELETE FROM sweepbook_evaluations WHERE images = 'validation'",
    "A trial that is complete is not so in Optuna's table, or with another value":
      "UPDATE trial_values SET value = 7",
  };
  return withFile((storage, path) => {
    for (const [sentence, sql] of Object.entries(breaches)) {
      const writer = storage.write(sampleDefinition("a"), { fresh: true });
      writer.save(sampleTrial(0));
      writer.close();
      assertEquals(storage.check(), []);
      using database = new DatabaseSync(path);
      database.exec(sql);
      const found = storage.check();
      assert(found.includes(`${sentence}: trial 0 of "a".`), `${sql} gave ${found}`);
    }
  });
});

Deno.test("a file with a bit changed is read or refused in one sentence, and left as it is", () =>
  withFile((storage, path) => {
    const writer = storage.write(sampleDefinition("a"));
    for (let i = 0; i < 20; i++) writer.save(sampleTrial(i));
    storage.close();
    const whole = Deno.readFileSync(path);
    const random = createRandom(1, "bits");
    let refused = 0;
    for (let i = 0; i < 600; i++) {
      // Each byte of the header, then any.
      const at = i < 100 ? i : random.below(whole.length);
      const changed = whole.slice();
      changed[at] ^= 1 << random.below(8);
      Deno.writeFileSync(path, changed);
      const again = openSqliteStorage(path);
      const uses = [() => again.list(), () => again.load("a")];
      const refusals = uses.flatMap((use) => {
        try {
          use();
          return [];
        } catch (error) {
          return [(error as Error).message];
        }
      });
      for (const message of refusals) {
        assertMatch(
          message,
          /^Cannot (list studies|load study "a"): "[^"\n]*studies\.db" [^\n]*\.$/,
        );
      }
      // What cannot be read is found; a digit that became another is not.
      if (refusals.length > 0) assert(again.check().length > 0, `${at}: ${refusals}`);
      refused += Math.sign(refusals.length);
      again.close();
      assertEquals(Deno.readFileSync(path), changed);
    }
    assert(refused > 30, `${refused} refused`);
  }));

Deno.test("a record that lacks what it needs, as with a key that was damaged, is refused", () => {
  const records: [column: string, keys: string[]][] = [
    ["sweepbook_studies.definition", ["dataset", "plan", "objective", "reference", "provenance"]],
    ["sweepbook_trials.record", [
      "name",
      "params",
      "distributions",
      "setup",
      "objective",
      "parameters",
      "flopsPerImage",
      "error",
      "retryOf",
    ]],
    ["sweepbook_runs.record", ["seed", "fold", "engine", "durationMs", "error"]],
  ];
  return withFile((storage, path) => {
    const writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0));
    writer.close();
    using database = new DatabaseSync(path);
    for (const [place, keys] of records) {
      const [table, column] = place.split(".");
      for (const key of keys) {
        const rename = (from: string, to: string) =>
          database.exec(
            `UPDATE ${table} SET ${column} = replace(${column}, '"${from}":', '"${to}":')`,
          );
        rename(key, `${key}?`);
        assertThrows(() => storage.load("a"), Error, `Cannot load study "a": "${path}"`, key);
        rename(`${key}?`, key);
      }
    }
    assertEquals(storage.load("a")?.trials.length, 1);
  });
});
