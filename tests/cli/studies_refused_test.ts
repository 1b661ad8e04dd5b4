import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { store, toDefinition } from "./stored_studies.ts";
import { finish, inFolder, studies } from "./study_process.ts";

/** That the command ends with one sentence, and prints nothing else. */
async function refuses(args: readonly string[], code: number, says: string): Promise<void> {
  const ended = await finish(studies(...args));
  const what = `${args.join(" ").slice(0, 200)}: ${ended.stderr.join("\n")}`;
  assertEquals([ended.code, ended.stdout, ended.stderr.length], [code, [""], 1], what);
  assertMatch(ended.stderr[0], /^studies: [A-Z][^]*[.?]$/);
  assertStringIncludes(ended.stderr[0], says);
}

const slips: [args: string[], says: string][] = [
  [["lst"], '"delete" or "check", got "lst"; did you mean "list"?'],
  [["toString"], 'got "toString".'],
  [["show"], "Expected the name of a study, got nothing; deno task studies lists them."],
  [["rename", "a"], "Expected its new name, got nothing"],
  [["show", "a", "b"], 'Expected 1 and no more, got "b"; names with blanks stand in quotes.'],
  [["list", "a"], 'Expected no name, got "a"'],
  [["show", "a", "--al"], 'got "--al"; did you mean "--all"?'],
  [["resume", "a", "--workers", "0"], "Expected --workers to be a whole number of at least 1"],
  [["export", "a", "--out", ""], "Expected --out to be a folder, got nothing."],
  [["report", "a", "--out", "a.pdf"], 'a file that ends in .html, got "a.pdf".'],
  [["--storage", "none.db"], 'a file of studies, got "none.db": No such file or directory.'],
  [["--storage", "lib"], 'a file of studies, got "lib": it is a folder.'],
  [["--storage="], 'Expected --storage to be a file of studies, got "": nothing'],
  [["--storage", "README.md"], '"README.md" is no SQLite database'],
  [["show", "a", "--storage", "README.md"], '"README.md" is no SQLite database'],
  [[], "Expected a file of studies, got SWEEPBOOK_STORAGE=none; say which by --storage."],
];

for (const [args, says] of slips) {
  Deno.test(`studies ${args.join(" ")} is refused in a sentence`, () => refuses(args, 2, says));
}

Deno.test("a database of another program is refused, and nothing in it changes", () =>
  inFolder(async (folder) => {
    const path = `${folder}/others.db`;
    const database = new DatabaseSync(path);
    database.exec("CREATE TABLE studies (title TEXT)");
    database.close();
    const before = await Deno.readFile(path);
    const storage = ["--storage", path];
    await refuses(["show", "a", ...storage], 2, "");
    await refuses(["delete", "a", "--yes", ...storage], 2, "");
    await refuses(["rename", "a", "b", ...storage], 2, "");
    assertEquals(await Deno.readFile(path), before);
  }));

Deno.test("a name that is nearly one is named, and else those that there are", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const storage = ["--storage", path];
    const long = `hidden-layers, cases ${"baseline,".repeat(9)}deeper`;
    for (const name of ["hidden-layers", "rates", long]) store(path, toDefinition(name));
    await refuses(["show", "hidden_layer", ...storage], 2, 'did you mean "hidden-layers"?');
    await refuses(["export", "sweep", ...storage], 2, 'got "sweep"; there is');
    // Whole, so that it can be copied.
    await refuses(["export", "sweep", ...storage], 2, `"${long}"`);
  }));

const hostile = [
  'it\'s "quoted"; DROP TABLE studies; --',
  "two\nlines\ttab\r\x1b[31mred",
  "../../etc/passwd",
  "=1+1",
  "--yes",
  "-h",
  "__proto__",
  "数字 ½ 👩‍🔬",
  "‮reversed",
  " ",
  "%s %n",
  "a".repeat(512),
];

Deno.test("names may hold anything: they are found, shown on one line, exported and deleted", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    const names = hostile.filter((name) => name.trim() !== "");
    for (const name of names) store(path, toDefinition(name));
    const run = (...args: string[]) => finish(studies(...args));
    const { code, stdout } = await run("--storage", path);
    assertEquals([code, stdout.length], [0, 2 + names.length + 2]);
    for (const [i, name] of names.entries()) {
      const out = `${folder}/out ${i}`;
      const exported = await run("export", "--storage", path, "--out", out, "--", name);
      assertEquals([exported.code, exported.stderr], [0, [""]], name);
      assertEquals(JSON.parse(await Deno.readTextFile(`${out}/trials.json`)).name, name);
    }
    const [first, second] = names;
    for (const [action, ...more] of [["rename", first, "plain"], ["delete", second]]) {
      const { code, stdout } = await run(
        ...[action, "--storage", path, ...(action === "delete" ? ["--yes"] : []), "--", ...more],
      );
      assertEquals([code, stdout.length], [0, 1], action);
      // deno-lint-ignore no-control-regex -- none shall be printed
      assert(!/[\x00-\x1f]/.test(stdout[0]), stdout[0]);
    }
  }));

Deno.test("names that no study has get a sentence each", () =>
  inFolder(async (folder) => {
    const path = `${folder}/studies.db`;
    store(path, toDefinition("rates"));
    const names = [...hostile, "b".repeat(10_000), ""];
    for (const name of names) {
      await refuses(["show", "--storage", path, "--", name], 2, 'there is "rates".');
    }
    for (const action of ["export", "report", "save"]) {
      await refuses([action, "--storage", path, "--", " "], 2, 'there is "rates".');
    }
    for (const name of ["", " ", "b".repeat(513)]) {
      await refuses(
        ["rename", "--storage", path, "--", "rates", name],
        2,
        "Expected the name of a",
      );
    }
  }));

Deno.test("where nothing was kept yet, list and check say so", async () => {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(new URL("../../lib/cli/studies.ts", import.meta.url))],
    env: { NO_COLOR: "1", SWEEPBOOK_STORAGE: "/nowhere/studies.db" },
    stdin: "null",
  }).output();
  assertEquals(
    [code, new TextDecoder().decode(stdout)],
    [0, "No study is kept in /nowhere/studies.db yet; deno task study begins one.\n"],
  );
});

Deno.test("--help tells of all, and of each, and starts nothing", async () => {
  const words = ["list", "show", "resume", "export", "rename", "delete", "check"];
  for (const word of ["", ...words]) {
    const { code, stdout, stderr } = await finish(studies(...(word ? [word] : []), "--help"));
    assertEquals([code, stderr], [0, [""]]);
    const usage = stdout.find((line) => line.startsWith("Usage: "));
    assertStringIncludes(usage ?? "", `deno task studies ${word === "list" ? "[list]" : word}`);
    for (const line of stdout) assert(line.length <= 100, `"${line}" is too wide`);
  }
});
