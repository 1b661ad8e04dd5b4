import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ensureEnvironment, findPython, installDenoKernel } from "../../lib/cli/python.ts";
import { V8_FLAGS } from "../../lib/cli/v8_flags.ts";

/** A stand-in for Python, as a shell script; Windows has no shell for it. */
function pythonTest(name: string, test: (fake: FakePython) => Promise<void>): void {
  Deno.test({
    name,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const folder = await Deno.makeTempDir();
      try {
        await test(new FakePython(folder));
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Answers as Python does to the few questions that are asked of it, and notes what it did. */
class FakePython {
  readonly log: string;
  readonly requirements: URL;
  readonly options: { within: URL; candidates: string[][] };

  constructor(readonly folder: string) {
    this.log = `${folder}/log`;
    this.requirements = new URL(`file://${folder}/tests/requirements.txt`);
    this.options = {
      within: new URL(`file://${folder}/.venv/`),
      candidates: [[`${folder}/python3`]],
    };
  }

  async write({ version = "3.11.7", venv = "", pip = "" } = {}): Promise<void> {
    const script = `#!/bin/sh
case "$*" in
  "--version") echo "Python ${version}" ;;
  *"import platform"*) echo ${version}; ${venv || ":"} ;;
  "-m venv"*) echo venv >> ${this.log}; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip"*) echo pip >> ${this.log}; ${pip || ":"} ;;
esac
`;
    await Deno.writeTextFile(`${this.folder}/python3`, script, { mode: 0o755 });
    await Deno.mkdir(`${this.folder}/tests`, { recursive: true });
    await Deno.writeTextFile(this.requirements, "nbclient==0.11.0\n");
  }

  ensure(more = {}) {
    return ensureEnvironment(this.requirements, () => {}, { ...this.options, ...more });
  }

  /** What it did since the last time it was asked. */
  async did(): Promise<string[]> {
    const text = await Deno.readTextFile(this.log).catch(() => "");
    await Deno.writeTextFile(this.log, "");
    return text.split("\n").slice(0, -1);
  }
}

pythonTest("findPython takes the first Python that can make environments", async (fake) => {
  await fake.write({ version: "3.13.0" });
  const absent = ["there-is-no-such-python"];
  const [command] = fake.options.candidates;
  assertEquals(await findPython([absent, command]), { command, version: "3.13.0" });
});

pythonTest("findPython says what is missing", async (fake) => {
  const notFound = (includes: string, candidates = fake.options.candidates) =>
    assertRejects(() => findPython(candidates), Deno.errors.NotFound, includes);
  await notFound("and none was found", [["there-is-no-such-python"]]);
  await fake.write({ version: "3.9.2" });
  await notFound("python3 is 3.9.2");
  await fake.write({ version: "2.7.18" });
  await notFound("python3 is 2.7.18");
  await fake.write({ venv: "exit 1" });
  await notFound("apt install python3-venv");
});

pythonTest("an environment is made once, and anew for other requirements", async (fake) => {
  await fake.write();
  const { folder, python } = await fake.ensure();
  assertEquals(folder, `${fake.folder}/.venv/tests`);
  assert((await Deno.stat(python)).isFile);
  assertEquals(await fake.did(), ["venv", "pip"]);
  await fake.ensure();
  assertEquals(await fake.did(), []);
  await Deno.writeTextFile(fake.requirements, "nbclient==0.12.0\n");
  await fake.ensure();
  assertEquals(await fake.did(), ["venv", "pip"]);
});

pythonTest("packages are compiled when they are installed where it is asked for", async (fake) => {
  const pip = `case "$*" in *--no-compile*) ;; *--compile*) echo compiled >> ${fake.log} ;; esac`;
  await fake.write({ pip });
  await fake.ensure();
  assertEquals(await fake.did(), ["venv", "pip"]);
  // One that is not compiled does not pass for one that is.
  await fake.ensure({ compiled: true });
  assertEquals(await fake.did(), ["venv", "pip", "compiled"]);
  await fake.ensure({ compiled: true });
  assertEquals(await fake.did(), []);
});

pythonTest("an environment is made anew when its Python was upgraded", async (fake) => {
  await fake.write();
  const { python } = await fake.ensure();
  await fake.did();
  await fake.write({ version: "3.12.1" });
  await Deno.copyFile(`${fake.folder}/python3`, python);
  await fake.ensure();
  assertEquals(await fake.did(), ["venv", "pip"]);
});

pythonTest("what an interrupted start left is made anew", async (fake) => {
  await fake.write({ pip: "kill -9 $$" });
  await assertRejects(() => fake.ensure(), Error, "Cannot install");
  await Deno.writeTextFile(`${fake.folder}/.venv/tests/left`, "");
  await fake.did();
  await fake.write();
  const { folder } = await fake.ensure();
  assertEquals(await fake.did(), ["venv", "pip"]);
  await assertRejects(() => Deno.stat(`${folder}/left`), Deno.errors.NotFound);
});

pythonTest("of processes that start at once, one makes the environment", async (fake) => {
  await fake.write({ pip: "sleep 0.1" });
  await Promise.all([fake.ensure(), fake.ensure(), fake.ensure()]);
  assertEquals(await fake.did(), ["venv", "pip"]);
});

pythonTest("where pip fails, one sentence says why", async (fake) => {
  await fake.write({ pip: "echo 'Retrying: NewConnectionError' >&2; exit 1" });
  await assertRejects(() => fake.ensure(), Error, "cannot reach the Python package index");
  await fake.write({ pip: "printf 'a\\nERROR: No space left\\n' >&2; exit 1" });
  const { message } = await assertRejects(() => fake.ensure(), Error);
  assertStringIncludes(message, "tests/requirements.txt: ERROR: No space left");
});

pythonTest("the kernel of an environment is this very Deno", async (fake) => {
  await fake.write();
  const { JUPYTER_PATH } = await installDenoKernel(await fake.ensure());
  const [share] = JUPYTER_PATH.split(":");
  const spec = JSON.parse(await Deno.readTextFile(`${share}/kernels/deno/kernel.json`));
  assertEquals(spec.argv[0], Deno.execPath());
  assertEquals(spec.language, "typescript");
  assertEquals(spec.env, { DENO_V8_FLAGS: V8_FLAGS });
});
