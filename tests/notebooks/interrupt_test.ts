import { assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { ensureEnvironment, installDenoKernel } from "../../lib/cli/python.ts";
import { kernelTest, requirements } from "./notebook.ts";

// One trial that ends within seconds, and one that would go on for minutes.
const BEFORE = `import { createStudy, loadMnist } from "../lib/mod.ts";
  const cases = [{ name: "quick", layers: "P4 F" }, { name: "slow", layers: "C32 C64 P2 F D128" }];
  const data = await loadMnist();
  const study = await createStudy({ name: "two", data, cases, epochs: 20, limit: 1200, workers: 2 });`;
const QUICK_IS_COMPLETE = "^★ quick  epoch 20/20 .* complete$";
const AFTER = `console.log(study.trials.map(({ name, state }) => name + " " + state).join("\\n"));`;

kernelTest("the Interrupt button stops a study, keeps what has ended and the kernel", async () => {
  const [shown, after] = await interrupt(
    BEFORE,
    "await study.optimize();",
    QUICK_IS_COMPLETE,
    AFTER,
  );
  assertEquals(
    shown.at(-1),
    "Interrupted: 1 of 2 trials have ended and are kept. await study.optimize() runs the rest.\n",
  );
  const ended = shown.findLast((text) => text.includes("trials done"))!;
  assertMatch(ended, /^Interrupted after .*: 1 of 2 trials done\.$/m);
  assertEquals(after, ["quick complete\nslow waiting\n"]);
});

/** The texts that the interrupted cell shows, and those of the cell after it. */
async function interrupt(...cells: string[]): Promise<[string[], string[]]> {
  const environment = await ensureEnvironment(requirements, (text) => console.log(text));
  const [program, folder] = ["interrupt.py", "../../notebooks/"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const { success, stdout, stderr } = await new Deno.Command(environment.python, {
    args: [program, folder, ...cells],
    env: { ...await installDenoKernel(environment), NO_COLOR: "1" },
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
