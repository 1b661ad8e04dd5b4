import { assertEquals, assertMatch } from "@std/assert";
import deno from "../../deno.json" with { type: "json" };
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The task of the benchmarks reads its options by itself. */
const { bench: _, ...tasks } = deno.tasks;

/** Runs a task's command, without the task around it. */
async function run(task: keyof typeof tasks, ...args: string[]) {
  const [, ...words] = tasks[task].command.split(" ");
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...words, ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

for (const task of Object.keys(tasks) as (keyof typeof tasks)[]) {
  for (const help of ["--help", "-h"]) {
    Deno.test(`deno task ${task} ${help} prints its help and does nothing else`, async () => {
      const { code, out, err } = await run(task, help);
      assertEquals([code, err], [0, ""]);
      assertMatch(out, new RegExp(`^\\w.+\n\nUsage: deno task ${task} `));
      assertMatch(out, /^ {2}-h, --help +Print this help$/m);
    });
  }
}

/** Of the others, what is not known goes to another program. */
for (const task of ["study", "blas", "notebooks", "ok", "kernels", "api"] as const) {
  Deno.test(`deno task ${task} says in one sentence which option it does not know`, async () => {
    const { code, out, err } = await run(task, "--helq");
    assertEquals([code, out], [2, ""]);
    assertEquals(
      err,
      `${task}: Expected an option that --help lists, got "--helq"; did you mean "--help"?\n`,
    );
  });
}
