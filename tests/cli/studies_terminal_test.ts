import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { PseudoTerminal, terminalTest } from "./pseudo_terminal.ts";
import { store, toDefinition } from "./stored_studies.ts";

for (const [answer, isDeleted] of [["y\n", true], ["n\n", false], ["\n", false]] as const) {
  const what = isDeleted ? "deletes" : "does not delete";
  terminalTest(`${JSON.stringify(answer)} ${what} the study`, async (folder) => {
    const path = `${folder}/studies.db`;
    store(path, toDefinition("rates"));
    const command = [Deno.execPath(), "run", "-A", "lib/cli/studies.ts"];
    const options = ["--storage", path];
    const terminal = await PseudoTerminal.of([...command, "delete", "rates", ...options]);
    await terminal.start();
    await terminal.shows("[y/N]");
    await terminal.type(answer);
    const [code] = await terminal.ended();
    assertMatch(
      terminal.text,
      /^Delete "rates" \(1 complete, 1 pruned, best 96\.50 %, last changed .*\)\? It cannot be undone\./m,
    );
    assertStringIncludes(terminal.text, isDeleted ? 'Deleted "rates": ' : "Nothing was deleted");
    assertEquals(code, isDeleted ? 0 : 1);
  });
}
