import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { FILES, finish, inFolder, readTrials, SHORT, study } from "./study_process.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The study, then the shell's words that say where its output goes. */
const SHELL = 'exec "$0" run -A lib/cli/study.ts "$@"';
const ignore = Deno.build.os === "windows"; // has no /dev/full, nor a shell that closes streams

function inShell(redirection: string, args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command("sh", {
    args: ["-c", `${SHELL} ${redirection}`, Deno.execPath(), ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function assertFiles(folder: string): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assertEquals(names.sort(), FILES);
}

for (const redirection of ["2>/dev/full", "2>&-"]) {
  const full = redirection.includes("full") && Deno.build.os !== "linux";
  Deno.test(
    `a study with ${redirection} trains, and prints its table`,
    { ignore: ignore || full },
    () =>
      inFolder(async (folder) => {
        const { code, stdout } = await finish(inShell(redirection, [...SHORT, "--out", folder]));
        assertEquals(code, 0);
        assertMatch(stdout.at(-1)!, /^Best: F/);
        await assertFiles(folder);
      }),
  );
}

Deno.test("a table that finds the disk full is told, with the place of the files", {
  ignore: Deno.build.os !== "linux", // alone has /dev/full
}, () =>
  inFolder(async (folder) => {
    const { code, stderr } = await finish(inShell(">/dev/full", [...SHORT, "--out", folder]));
    assertEquals(code, 1);
    assertEquals(
      stderr.at(-1),
      "study: Cannot print to stdout: No space left on device. " +
        `The results are in "${folder}".`,
    );
    await assertFiles(folder);
  }));

Deno.test("a study that finds all disks full but its own writes its files", {
  ignore: Deno.build.os !== "linux",
}, () =>
  inFolder(async (folder) => {
    const run = inShell(">/dev/full 2>&1", [...SHORT, "--out", folder]);
    assertEquals((await finish(run)).code, 1);
    await assertFiles(folder);
  }));

Deno.test(
  "a study whose stdout is closed trains and writes its files",
  { ignore },
  () =>
    inFolder(async (folder) => {
      const { code } = await finish(inShell(">&-", [...SHORT, "--out", folder]));
      assertEquals(code, 0);
      await assertFiles(folder);
    }),
);

Deno.test(
  "a study whose readers leave while it trains ends well",
  { ignore },
  () =>
    inFolder(async (folder) => {
      const process = study(...SHORT, "--epochs", "20", "--out", folder);
      const errors = process.stderr.getReader();
      assert(!(await errors.read()).done);
      await Promise.all([errors.cancel(), process.stdout.cancel()]);
      assertEquals((await process.status).code, 0);
      await assertFiles(folder);
    }),
);

Deno.test("help that finds the disk full says so", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  const { code, stderr } = await finish(inShell(">/dev/full", ["--help"]));
  assertEquals([code, stderr], [
    1,
    ["study: Cannot print to stdout: No space left on device."],
  ]);
});

Deno.test(
  "a study whose reader has stopped reading trains on, and stops",
  { ignore },
  () =>
    inFolder(async (folder) => {
      // More lines than a pipe holds.
      const options = ["--epochs", "1500", "--workers", "1", "--out", folder];
      const process = study(...SHORT, ...options);
      const written = async () => {
        for await (const { paths } of Deno.watchFs(folder)) {
          if (paths.some((path) => path.endsWith("/table.tex"))) return;
        }
      };
      await written();
      const [first, second] = await readTrials(folder);
      assert(first.state === "complete" && second.state !== "complete", second.state);
      const last = written();
      process.kill("SIGINT");
      await last;
      assertEquals((await readTrials(folder)).map(({ state }) => state), ["complete", "waiting"]);
      const { code, stderr } = await finish(process);
      assertEquals([code, stderr.at(-1)], [130, "Stopped: 1 of 2 trials finished."]);
    }),
);
