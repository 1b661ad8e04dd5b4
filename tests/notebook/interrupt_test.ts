import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

// In a process of its own: the signal would end the test runner.
function runProgram(program: string) {
  const interrupt = import.meta.resolve("../../lib/notebook/interrupt.ts");
  const code = `import { onInterrupt } from ${JSON.stringify(interrupt)};
    const alive = setTimeout(() => {}, 60_000);
    ${program}
    Deno.kill(Deno.pid, "SIGINT");`;
  const url = `data:application/typescript,${encodeURIComponent(code)}`;
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const args = ["run", "-A", "--no-lock", "--config", config, url];
  return new Deno.Command(Deno.execPath(), { args }).output();
}

Deno.test({
  name: "onInterrupt() calls back and keeps the program alive",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { stdout, code } = await runProgram(
      `onInterrupt(() => { console.log("stopped"); Deno.exit(7); });`,
    );
    assertEquals([new TextDecoder().decode(stdout), code], ["stopped\n", 7]);
  },
});

Deno.test({
  name: "onInterrupt() hears nothing once it is disposed",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { stdout, signal } = await runProgram(
      `{ using _ = onInterrupt(() => console.log("heard")); }`,
    );
    assertEquals([new TextDecoder().decode(stdout), signal], ["", "SIGINT"]);
  },
});
