import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { formatLayers } from "../../lib/models/compact.ts";
import { describeNet } from "../../lib/models/shapes.ts";
import { gridSampler } from "../../lib/samplers/grid.ts";
import { countGrid } from "../../lib/samplers/grid_count.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Sampler } from "../../lib/samplers/sampler.ts";
import { periodicNet, type PeriodicNetOptions } from "../../lib/search_space/periodic.ts";
import type { SearchTrial } from "../../lib/search_space/search_trial.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";
import { simulate } from "../samplers/simulate.ts";

/** The nets of so many trials, compact; fails where one cannot be built. */
function netsOf(sampler: Sampler, options: PeriodicNetOptions, trials: number) {
  const nets: string[] = [];
  const shape = [options.imageSize ?? 28].flat().map(Number);
  const made = simulate(sampler, (trial) => {
    const layers = periodicNet(trial, options);
    describeNet(layers, [shape[0], shape.at(-1)!, 1]);
    nets.push(formatLayers(layers));
    return 0;
  }, { trials });
  assertEquals(made.filter(({ state }) => state === "failed"), []);
  return { nets, made };
}

Deno.test("periodicNet() gives conv, pool, ..., dropout, flatten, dense, of every choice", () => {
  const { nets } = netsOf(randomSampler(), {}, 300);
  for (const net of nets) {
    assertMatch(net, /^(C(16|32|64)(\(k5\))? P2 ){1,3}Dr\.(25|5) F D(64|128|256)$/);
  }
  const choices = ["C16", "C32", "C64", "k5", "Dr.25", "Dr.5", "D64", "D128", "D256"];
  for (const choice of choices) assert(nets.some((net) => net.includes(choice)), choice);
  for (const periods of [1, 2, 3]) {
    assert(nets.some((net) => net.split("P2").length - 1 === periods), `${periods} periods`);
  }
});

Deno.test("periodicNet() asks by readable names, of the later periods only where there are", () => {
  const { made } = netsOf(randomSampler(), {}, 50);
  const named = (trial?: PastTrial) => Object.keys(trial!.params);
  assertEquals(named(made.find(({ params }) => params.periods === 2)), [
    "periods",
    ...["filters 1", "kernelSize 1", "filters 2", "kernelSize 2"],
    ...["dropoutRate", "denseUnits"],
  ]);
});

Deno.test("every net of every space can be built, and every choice of a kernel is offered", () => {
  const spaces: [PeriodicNetOptions, kernels: number[][]][] = [
    [{}, [[3, 5], [3, 5], [3]]],
    [{ periods: [3], kernelSizes: [3] }, [[3], [3], [3]]],
    [{ periods: [1], kernelSizes: [1, 27] }, [[1, 27]]],
    [{ periods: [2, 4], kernelSizes: [1, 3, 5, 7] }, [[1, 3, 5, 7], [1, 3], [1], [1]]],
    [{ periods: [2], kernelSizes: [3, 9], imageSize: 32 }, [[3, 9], [3, 9]]],
    [{ periods: [1, 2], imageSize: [12, 60] }, [[3, 5], [3]]],
  ];
  for (const [options, kernels] of spaces) {
    const few = { filters: [4], dropoutRates: [0], denseUnits: [8], ...options };
    const count = countGrid((trial) => periodicNet(trial, few), 10_000);
    const { nets, made } = netsOf(gridSampler(), few, 10_000);
    assertEquals(nets.length, count);
    assertEquals(new Set(nets).size, count);
    const offered = kernels.map((_, i) => {
      const name = `kernelSize ${i + 1}`;
      const asked = made.flatMap(({ distributions }) => distributions[name] ?? []);
      return [...new Set(asked.map((it) => JSON.stringify(it)))];
    });
    // One list of choices for each name, in all trials.
    assertEquals(
      offered,
      kernels.map((choices) => [JSON.stringify({ kind: "categorical", choices })]),
    );
  }
});

Deno.test("periodicNet() refuses bad choices in the first trial, whatever that would suggest", () => {
  const refused: [PeriodicNetOptions, string][] = [
    [{ filters: [] }, "Expected filters of periodicNet() to be at least one choice"],
    [{ filters: [16, 0] }, "got 0."],
    [{ filters: [16, 16] }, 'choices of "filters 1" in trial 0 to differ'],
    [{ kernelSizes: [2.5] }, "got 2.5."],
    [{ dropoutRates: [0, 1] }, "got 1."],
    [{ denseUnits: [8, -1] }, "got -1."],
    [{ periods: [0] }, "Expected periods of periodicNet() to be a whole number"],
    [{ periods: [1, 4] }, "few enough for images of 28x28 and kernels of 3x3, got 4."],
    [{ periods: [1e15] }, "few enough for images of 28x28 and kernels of 3x3, got "],
    [{ periods: [1], kernelSizes: [28] }, "kernels of 28x28, got 1."],
    [{ kernelSizes: [3, 27] }, "small enough for images of 28x28 and 3 periods, got 27."],
    [{ imageSize: [12, 60] }, "few enough for images of 12x60 and kernels of 3x3, got 3."],
    [{ imageSize: 0 }, "Expected imageSize of periodicNet() to be"],
  ];
  for (const [options, message] of refused) {
    const search = (trial: SearchTrial) => {
      assertThrows(() => periodicNet(trial, options), RangeError, message);
      return 0;
    };
    const [first] = simulate(gridSampler(), search, { trials: 1 });
    assertEquals(first.state, "complete", message);
  }
  const slip = (trial: SearchTrial) => {
    const options = { filter: [8] } as PeriodicNetOptions;
    const message = 'got "filter"; did you mean "filters"?';
    assertThrows(() => periodicNet(trial, options), TypeError, message);
    return 0;
  };
  assertEquals(simulate(gridSampler(), slip, { trials: 1 })[0].state, "complete");
});
