import { assert, assertEquals } from "@std/assert";
import { CTRL_C, PseudoTerminal, terminalTest } from "./pseudo_terminal.ts";

const serve = import.meta.resolve("../../lib/cli/serve.ts");

/** Starts, in a terminal, a server that notes its signals and does something at SIGTERM. */
async function startServer(atEnd: string): Promise<PseudoTerminal> {
  const server = `
    const say = (text) => { try { console.log(text); } catch { /* the terminal is closed */ } };
    for (const name of ["SIGINT", "SIGHUP", "SIGTERM"]) {
      Deno.addSignalListener(name, () => say("heard " + name));
    }
    Deno.addSignalListener("SIGTERM", () => { ${atEnd} });
    setTimeout(() => Deno.exit(99), 120_000);
    console.log("serving");`;
  const program = `
    import { serve } from ${JSON.stringify(serve)};
    Deno.exit(await serve(Deno.execPath(), { args: ["eval", ${JSON.stringify(server)}] }));`;
  const url = `data:application/javascript,${encodeURIComponent(program)}`;
  const terminal = await PseudoTerminal.of([Deno.execPath(), "run", "-A", "--no-lock", url]);
  await terminal.start();
  await terminal.shows("serving");
  return terminal;
}

/** How it ends well, as Jupyter does once it has ended its kernels. */
const END = `setTimeout(() => { console.log("ended well"); Deno.exit(0); }, 100);`;

terminalTest("one Ctrl-C, heard twice, ends a server well, by one SIGTERM", async () => {
  const terminal = await startServer(END);
  await terminal.type(CTRL_C + CTRL_C);
  assertEquals(await terminal.ended(), [0]);
  const heard = terminal.text.match(/heard \w+|ended well/g);
  assertEquals(heard, ["heard SIGTERM", "ended well"]);
});

terminalTest("a cancel ends a server well", async () => {
  const terminal = await startServer(END);
  await terminal.signal(15);
  assertEquals(await terminal.ended(), [0]);
  assert(terminal.text.includes("ended well"), terminal.text);
});

terminalTest("a terminal that is closed ends a server well", async (folder) => {
  const terminal = await startServer(
    `Deno.writeTextFileSync(${JSON.stringify(`${folder}/ended`)}, "well"); Deno.exit(0);`,
  );
  await terminal.hangUp();
  assertEquals(await terminal.ended(), [0]);
  assertEquals(await Deno.readTextFile(`${folder}/ended`), "well");
});
