/** Spaces that nobody means, as searches of a study. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { SearchTrial } from "../../lib/search_space/search_trial.ts";
import { checkStudyOptions } from "../../lib/study/check_study_options.ts";
import { searchTrials } from "../../lib/study/search_trials.ts";
import { type HostileSpace, hostileSpaces } from "../search_space/hostile_spaces.ts";
import { loadSmallMnist } from "../small_mnist.ts";

const data = await loadSmallMnist(60, 20);

/** Makes trials of a search that asks a hostile space from the trial of this number on. */
function trialsOf({ search }: HostileSpace, from: number) {
  const options = checkStudyOptions({
    name: "hostile",
    data,
    trials: 3,
    sampler: randomSampler(),
    search: (trial: SearchTrial) => {
      if (trial.number >= from) search(trial);
      return { layers: "F" };
    },
  });
  return searchTrials(options, options.search!, []).source;
}

Deno.test("a hostile space is refused when the study is created, or makes trials that can be told", () => {
  for (const space of hostileSpaces) {
    const source = trialsOf(space, 0);
    if (space.refused !== null) {
      const { message } = assertThrows(() => source.create(0, []), Error);
      assert(message.includes("in trial 0"), `${space.title}: ${message}`);
      continue;
    }
    const { state, params, distributions } = source.create(0, [])!;
    assertEquals(state, "waiting", space.title);
    assertEquals(Object.keys(distributions), Object.keys(params), space.title);
    // What a file would give back.
    const told = { params, distributions };
    assertEquals(JSON.parse(JSON.stringify(told)), told, space.title);
  }
});

Deno.test("one that is met later fails its own trial, and the others are made", () => {
  for (const space of hostileSpaces.filter(({ refused }) => refused !== null)) {
    const source = trialsOf(space, 1);
    const states = [0, 1, 2].map((number) => source.create(number, [])!);
    assertEquals(states.map(({ state }) => state), ["waiting", "failed", "failed"], space.title);
    assert(/^(Expected|Cannot) [^\n]+ trial 1[ ,][^\n]+[.?]$/.test(states[1].error!), space.title);
  }
});
