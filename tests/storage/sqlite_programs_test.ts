import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";
import { withFile } from "./with_file.ts";

const TRIALS = 1000;

/** The program that writes trials to a study. */
function trialWriter(path: string, name: string, count: number): Deno.Command {
  const program = fileURLToPath(new URL("write_trials.ts", import.meta.url));
  const args = ["run", "-A", "--no-check", program, path, name, String(count)];
  const stdin = name === "killed" ? "piped" : "null";
  return new Deno.Command(Deno.execPath(), { args, stdin, stdout: "piped", stderr: "piped" });
}

Deno.test("two programs write to one file at once, and nothing is lost", () =>
  withFile(async (storage, path) => {
    const both = await Promise.all(
      ["a", "b"].map((name) => trialWriter(path, name, TRIALS).output()),
    );
    for (const { success, code, signal, stderr } of both) {
      assert(success, `code ${code}, signal ${signal}: ${new TextDecoder().decode(stderr)}`);
    }
    const expected = Array.from({ length: TRIALS }, (_, number) => sampleTrial(number));
    for (const name of ["a", "b"]) assertEquals(storage.load(name)?.trials, expected);
    assertEquals(storage.check(), []);
  }));

Deno.test("a live program's study is refused by its name, and taken over once it is killed", () =>
  withFile(async (storage, path) => {
    await using program = trialWriter(path, "killed", 3).spawn();
    const reader = program.stdout.getReader();
    const told = new TextDecoder().decode((await reader.read()).value);
    assertEquals(told, "written\n");
    const name = `process ${program.pid} on ${Deno.hostname()}`;
    assertEquals(storage.load("killed")?.writer, name);
    for (const fresh of [false, true]) {
      const refused = () => storage.write(sampleDefinition("killed"), { fresh });
      assertEquals(
        assertThrows(refused, Error).message,
        `Cannot write to study "killed": ${name} writes to it; end that first, or take another name.`,
      );
    }
    assertThrows(() => storage.delete("killed"), Error, name);
    assertThrows(() => storage.rename("killed", "b"), Error, name);
    program.kill("SIGKILL");
    await program.status;
    await reader.cancel();
    await program.stdin.close();
    await program.stderr.cancel();
    assertEquals(storage.load("killed")?.writer, null);
    assertEquals(storage.load("killed")?.trials.length, 3);
    using writer = storage.write(sampleDefinition("killed"));
    writer.save(sampleTrial(3));
    assertEquals(storage.load("killed")?.trials.length, 4);
    assertEquals(storage.check(), []);
  }));

Deno.test("another machine's writer is live as long as it is heard of", () =>
  withFile(async (storage, path) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0, { state: "running" }));
    await writer.saveCheckpoint(0, 0, someCheckpoint(1));
    const heard = (secondsAgo: number) => {
      using database = new DatabaseSync(path);
      database.prepare("UPDATE sweepbook_studies SET writer_host = 'far', writer_heard = ?")
        .run(Date.now() - secondsAgo * 1000);
    };
    heard(50);
    const other = openSqliteStorage(path);
    assertEquals(other.load("a")?.writer, `process ${Deno.pid} on far`);
    const sentence = assertThrows(() => other.write(sampleDefinition("a")), Error).message;
    assertEquals(
      sentence,
      `Cannot write to study "a": process ${Deno.pid} on far writes to it; end that first, or take ` +
        "another name.",
    );
    // What it writes is not stale, whoever cleans up.
    other.write(sampleDefinition("b")).close();
    assertEquals(other.loadCheckpoint("a", 0, 0)?.epochs.length, 1);
    heard(70);
    using next = other.write(sampleDefinition("a"));
    next.save(sampleTrial(1));
    const lost = assertThrows(() => writer.save(sampleTrial(2)), Error).message;
    assertStringIncludes(lost, "has taken the study over; load it again.");
    assertEquals(other.load("a")?.trials.map(({ number }) => number), [0, 1]);
    other.close();
  }));
