import { assert, assertEquals, assertMatch } from "@std/assert";
import * as sweepbook from "../lib/mod.ts";
import { documentedErrors, readApi } from "./docs/api_docs.ts";
import { faces } from "./public_faces.ts";
import { type Call, calls } from "./public_methods.ts";

const api = await readApi(new URL("../lib/mod.ts", import.meta.url));
Deno.test("every public function is called here, and no other", () => {
  const functions = Object.entries(sweepbook)
    .filter(([, value]) => typeof value === "function" && !/^class\b/.test(String(value)))
    .map(([name]) => name);
  assertEquals(functions.sort(), Object.keys(faces).sort());
});

for (const [name, call, { args, wrong, options = {}, parts = {} }] of calls) {
  const objects = { ...options, ...parts };

  Deno.test(`${name}() takes what it is made for`, async () => {
    const result = await call(...args);
    if (typeof result === "object" && result !== null && Symbol.dispose in result) {
      (result as Disposable)[Symbol.dispose]();
    }
  });

  Deno.test(`${name}() refuses wrong types and values out of range, in a sentence`, async () => {
    for (const [place, values] of Object.entries(wrong)) {
      for (const value of values) {
        await refuses(call, args.with(Number(place), value), place, value);
      }
    }
    for (const [place, known] of Object.entries(objects)) {
      const given = args[Number(place)] as Record<string, unknown>;
      for (const value of [null, 5, "x", []]) {
        await refuses(call, args.with(Number(place), value), place, value);
      }
      for (const [key, values] of Object.entries(known)) {
        for (const value of values) {
          await refuses(call, args.with(Number(place), { ...given, [key]: value }), key, value);
        }
      }
    }
  });

  Deno.test(`${name}() refuses options that it does not know, and names the nearest`, async () => {
    for (const [place, known] of Object.entries(objects)) {
      const given = args[Number(place)] as Record<string, unknown>;
      for (const key of Object.keys(known)) {
        const slip = `${key}s`;
        const message = await refuses(
          call,
          args.with(Number(place), { ...given, [slip]: 1 }),
          slip,
        );
        assert(message.includes(`got "${slip}"; did you mean "${key}"?`), message);
      }
    }
  });

  // Options take that place, and are asked above.
  if (args.length - 1 in options) continue;
  Deno.test(`${name}() has no options, and refuses them`, async () => {
    const message = await refuses(call, [...args, { nosuch: 1 }], `${args.length}`);
    const said =
      /^Expected \w+\(\)( of .*)? to be given (no arguments|\d arguments?), got { nosuch: 1 }\.$/;
    assertMatch(message, said);
  });
}

Deno.test("what map() hands over beside an element is taken", () => {
  assertEquals(["F", "F D8"].map(sweepbook.parseLayers).map(sweepbook.formatLayers), ["F", "F D8"]);
});

/** Calls, and gives the message of the refusal; fails where there is none, or it is no sentence. */
async function refuses(
  call: Call,
  args: readonly unknown[],
  place: string,
  value?: unknown,
): Promise<string> {
  const what = `${place} = ${Deno.inspect(value, { depth: 1 })}`;
  let thrown: unknown;
  try {
    await call(...args);
  } catch (error) {
    thrown = error;
  }
  assert(thrown instanceof Error, `${what} was taken`);
  const { message } = thrown;
  const exported = api.find(({ name }) => name === call.name);
  if (exported !== undefined) {
    const said = documentedErrors(exported);
    assert(said.includes(thrown.name), `${what} is refused by ${thrown.name}, not by ${said}`);
  }
  // V8 begins its own words alike.
  const isOurs = /^(Expected|Cannot|Found) [^\n]+[.?]$/.test(message) &&
    !/^Cannot (destructure|read propert)/.test(message);
  assert(isOurs, `${what} is refused by: ${message}`);
  return message;
}
