import { assert, assertEquals } from "@std/assert";
import { show } from "../../lib/check/show.ts";
import { gridSampler } from "../../lib/samplers/grid.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import { createSearchTrial } from "../../lib/search_space/search_trial.ts";
import { type HostileSpace, hostileSpaces } from "./hostile_spaces.ts";

/** What a trial gives, or the error that refuses it. */
function ask({ search }: HostileSpace, sampler = randomSampler()) {
  const context = { number: 7, seed: 1, direction: "maximize", trials: [] } as const;
  const made = createSearchTrial({
    number: 7,
    suggest: sampler.begin(context)!,
    known: new Map(),
  });
  const told = () => ({ params: made.params, distributions: made.distributions });
  try {
    return { value: search(made.trial), error: null, ...told() };
  } catch (error) {
    return { value: undefined, error, ...told() };
  }
}

Deno.test("there are 200 hostile spaces and more, refused ones and others", () => {
  assert(hostileSpaces.length >= 200);
  assertEquals(hostileSpaces.some(({ refused }) => refused === null), true);
});

Deno.test("each is refused in one sentence that names trial and parameter, or works", () => {
  for (const space of hostileSpaces) {
    const { value, error, params } = ask(space);
    if (space.refused === null) {
      assertEquals(error, null, space.title);
      assertEquals(Object.values(params), [value], space.title);
      continue;
    }
    assert(error instanceof TypeError || error instanceof RangeError, `${space.title} was taken`);
    const { message } = error;
    const isSentence = /^Expected [^\n]+[.?]$/.test(message) && !/\. [A-Z]/.test(message);
    assert(isSentence, `${space.title}: ${message}`);
    const isNamed = message.includes(`${show(space.refused)} in trial 7`) ||
      message.startsWith("Expected the name of a parameter in trial 7 to be ");
    assert(isNamed, `${space.title}: ${message}`);
    assert(message.length < 450, `${space.title} has a sentence of ${message.length} characters`);
    assertEquals(params, {}, space.title);
  }
});

Deno.test("a grid takes them all but real numbers without a step", () => {
  for (const space of hostileSpaces.filter(({ refused }) => refused === null)) {
    const { error } = ask(space, gridSampler());
    const [asked] = Object.values(ask(space).distributions);
    const isEndless = asked.kind === "float" && asked.step === null && asked.low < asked.high;
    assertEquals(error !== null, isEndless, space.title);
    if (error === null) continue;
    assert(error instanceof RangeError && error.message.includes("to have a step"), space.title);
  }
});
