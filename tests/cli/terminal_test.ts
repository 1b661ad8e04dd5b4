import { assertEquals } from "@std/assert";
import { terminalSize } from "../../lib/cli/terminal.ts";

Deno.test("a terminal that has no size is taken for one of 80 columns and 24 rows", () => {
  for (const size of [{ columns: 0, rows: 0 }, { columns: 1, rows: 1 }]) {
    assertEquals(terminalSize(() => size), { columns: 80, rows: 24 });
  }
  const closed = () => {
    throw new Error("Input/output error (os error 5)");
  };
  assertEquals(terminalSize(closed), { columns: 80, rows: 24 });
  assertEquals(terminalSize(() => ({ columns: 60, rows: 10 })), { columns: 60, rows: 10 });
});
