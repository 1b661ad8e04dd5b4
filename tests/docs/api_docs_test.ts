import { assert, assertEquals } from "@std/assert";
import { listFiles } from "../../lib/cli/maintainers/examples.ts";
import { type ApiSymbol, findApiBreaches, findTagBreaches, readApi } from "./api_docs.ts";

Deno.test("the public face has examples, options with defaults, errors that say if", async () => {
  const api = await readApi(new URL("../../lib/mod.ts", import.meta.url));
  assert(api.length > 0);
  assertEquals(findApiBreaches(api), []);
});

Deno.test("every @throws names a class and says if, every @default has a value", async () => {
  for (const path of await listFiles("lib/")) {
    const text = await Deno.readTextFile(new URL(`../../${path}`, import.meta.url));
    assertEquals(findTagBreaches(text), [], path);
  }
});

Deno.test("findTagBreaches finds tags of another form", () => {
  const good = ["@throws {Deno.errors.NotFound} If it is none.", "@default {5}", "@default {{}}"];
  const bad = ["@throws {Error} When it fails.", "@throws If it fails.", "@default 5", "@default"];
  const text = [...good, ...bad].map((tag) => ` * ${tag}`).join("\n");
  assertEquals(findTagBreaches(text), bad);
});

const example = { kind: "example", doc: "```ts\nassert(true);\n```" };
const standard = { kind: "default" };
const typed = { repr: "TypeError" };

/** Made-up declarations, and the breach that each must be, or null. */
const declarations: [name: string, ApiSymbol["declarations"][number], breach: string | null][] = [
  ["a", { kind: "function", jsDoc: { tags: [example] } }, null],
  ["a", { kind: "function", jsDoc: { doc: "Formats." } }, "a has no example"],
  ["a", { kind: "function", jsDoc: { tags: [{ ...example, doc: "a()" }] } }, "a has no example"],
  ["A", { kind: "class" }, "A has no example"],
  ["A", { kind: "interface" }, null],
  ["A", { kind: "interface", jsDoc: throwing("If it is none.", typed) }, null],
  ["A", { kind: "interface", jsDoc: throwing("When it is none.", typed) }, "A throws not"],
  ["A", { kind: "interface", jsDoc: throwing("If it is none.") }, "A throws not"],
  ["A", member("run", false, throwing("Always.", typed)), "A.run throws not"],
  ["AOptions", member("seed", false, { doc: "It seeds." }), null],
  ["AOptions", member("seed", true, { doc: "It seeds.\n", tags: [standard] }), null],
  ["AOptions", member("seed", true, { doc: "It seeds." }), "AOptions.seed has no @default"],
  ["AOptions", member("seed", false, { doc: "the seed" }), "AOptions.seed is not said in"],
  ["AOptions", member("seed", false), "AOptions.seed is not said in"],
];

for (const [index, [name, declaration, breach]] of declarations.entries()) {
  Deno.test(`findApiBreaches finds ${breach ?? "nothing"} (${index})`, () => {
    const found = findApiBreaches([{ name, declarations: [declaration] }]);
    assertEquals(found.length, breach === null ? 0 : 1);
    assert(found.every((text) => text.startsWith(breach!)), found.join());
  });
}

function throwing(doc: string, tsType?: { readonly repr: string }) {
  return { tags: [{ kind: "throws", doc, tsType }] };
}

function member(
  name: string,
  optional: boolean,
  jsDoc?: ApiSymbol["declarations"][number]["jsDoc"],
): ApiSymbol["declarations"][number] {
  return { kind: "interface", def: { properties: [{ name, optional, jsDoc }] } };
}
