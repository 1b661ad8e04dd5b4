import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/cli/command.ts";
import { readOptions } from "../../lib/cli/options.ts";

const OPTIONS = { seed: "value", out: "value", overwrite: "flag" } as const;

Deno.test("values come behind a space or =, and the last of an option counts", () => {
  assertEquals(readOptions(["--seed", "1", "--out=a=b", "--overwrite", "--seed=2"], OPTIONS), {
    seed: "2",
    out: "a=b",
    overwrite: true,
  });
  assertEquals(readOptions([], OPTIONS), {});
});

Deno.test("a value may begin with a dash, with two behind = only", () => {
  for (const value of ["-1", "-", "-x", ""]) {
    assertEquals(readOptions(["--seed", value], OPTIONS), { seed: value });
  }
  assertEquals(readOptions(["--out=--overwrite"], OPTIONS), { out: "--overwrite" });
  assertThrows(() => readOptions(["--out", "--overwrite"], OPTIONS), UsageError);
});

Deno.test("what is no option is an error, unless somebody takes it", () => {
  assertThrows(() => readOptions(["a.ipynb"], OPTIONS), UsageError);
  const files: string[] = [];
  readOptions(["a.ipynb", "--seed", "1", "b.ipynb"], OPTIONS, files);
  assertEquals(files, ["a.ipynb", "b.ipynb"]);
  for (const dashed of ["-x", "-1"]) {
    assertThrows(() => readOptions([dashed], OPTIONS, files), UsageError);
  }
  assertThrows(() => readOptions(["--"], OPTIONS), UsageError);
});

Deno.test("behind -- nothing is an option", () => {
  const names: string[] = [];
  assertEquals(readOptions(["--seed", "1", "--", "--seed", "-h"], OPTIONS, names), { seed: "1" });
  assertEquals(names, ["--seed", "-h"]);
});

Deno.test("names that every object has are no options", () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    assertThrows(() => readOptions([`--${name}`], OPTIONS), UsageError, `got "--${name}"`);
  }
});
