import { assertEquals } from "@std/assert";

const ignore = Deno.build.os === "windows"; // sends no signal to a process

/** Runs a program that hears signals, in a process of its own. */
function runProgram(program: string, command = [Deno.execPath()]) {
  const code = `
    import { listenForStop } from ${
    JSON.stringify(import.meta.resolve("../../lib/cli/stop_signals.ts"))
  };
    setTimeout(() => Deno.exit(99), 60_000); // where no signal ends it
    const heard = (stop) => new Promise((resolve) => stop.signal.onabort = resolve);
    ${program}`;
  const url = `data:application/javascript,${encodeURIComponent(code)}`;
  const [name, ...args] = [...command, "run", "-A", "--no-lock", url];
  return new Deno.Command(name, { args, stdin: "null" }).output();
}

for (const [name, code] of [["SIGHUP", 129], ["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${name} asks for an end, with the exit code ${code}`, { ignore }, async () => {
    const ended = await runProgram(`
      using stop = listenForStop();
      if (stop.exitCode !== null) throw new Error("Expected no exit code yet");
      Deno.kill(Deno.pid, "${name}");
      await heard(stop);
      Deno.exit(stop.exitCode);`);
    assertEquals(ended.code, code);
  });
}

Deno.test(
  "the first signal counts; what follows at once is the same wish",
  { ignore },
  async () => {
    const { code } = await runProgram(`
    using stop = listenForStop();
    // So that a slow machine does not take the second for another wish.
    performance.now = () => 0;
    Deno.kill(Deno.pid, "SIGINT");
    await heard(stop);
    const second = new Promise((resolve) => Deno.addSignalListener("SIGTERM", resolve));
    Deno.kill(Deno.pid, "SIGTERM");
    await second;
    Deno.exit(stop.exitCode + 1);`);
    assertEquals(code, 131);
  },
);

Deno.test(
  "a second later SIGINT ends the program at once, SIGHUP does not",
  { ignore },
  async () => {
    const { code } = await runProgram(`
    using stop = listenForStop();
    Deno.kill(Deno.pid, "SIGTERM");
    await heard(stop);
    const { now } = performance;
    performance.now = () => now.call(performance) + 1_001;
    const hangup = new Promise((resolve) => Deno.addSignalListener("SIGHUP", resolve));
    Deno.kill(Deno.pid, "SIGHUP");
    await hangup;
    Deno.kill(Deno.pid, "SIGINT");
    await new Promise(() => {});`);
    assertEquals(code, 143);
  },
);

Deno.test("disposed, it gives the signals back to the system", { ignore }, async () => {
  const { signal } = await runProgram(`
    listenForStop()[Symbol.dispose]();
    Deno.kill(Deno.pid, "SIGTERM");
    await new Promise(() => {});`);
  assertEquals(signal, "SIGTERM");
});

Deno.test("under nohup a hangup stays ignored", {
  ignore: Deno.build.os !== "linux", // alone tells what is ignored
}, async () => {
  const program = `
    using stop = listenForStop();
    Deno.kill(Deno.pid, "SIGHUP");
    Deno.kill(Deno.pid, "SIGTERM");
    await heard(stop);
    Deno.exit(stop.exitCode);`;
  assertEquals((await runProgram(program, ["nohup", Deno.execPath()])).code, 143);
});
