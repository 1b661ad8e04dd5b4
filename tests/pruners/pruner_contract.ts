/** What must hold of every pruner. */
import { assert, assertEquals } from "@std/assert";
import type { Pruner } from "../../lib/pruners/pruner.ts";
import { createRandom } from "../../lib/random/random.ts";
import { type Asked, decisions, type Outcome } from "./past_trials.ts";

const EPOCHS = 10;
const states = ["complete", "complete", "complete", "pruned", "failed"] as const;

/** Values that tend upward, so that no epoch stands out. */
function drawValues(random: ReturnType<typeof createRandom>, epochs: number): number[] {
  const level = random.uniform();
  return Array.from({ length: epochs }, (_, i) => level + i / 50 + random.uniform() / 10);
}

/** Trials that ended in all ways; those that are not complete have fewer epochs. */
function drawPast(seed: number, count: number): Outcome[] {
  const random = createRandom(seed, "past");
  return Array.from({ length: count }, () => {
    const state = states[random.below(states.length)];
    const epochs = state === "complete" ? EPOCHS : random.below(EPOCHS);
    return [state, drawValues(random, epochs)];
  });
}

const histories = [1, 2, 3, 8, 40].flatMap((count) =>
  Array.from({ length: 20 }, (_, seed) => drawPast(seed, count))
);
const own = (seed: number, epochs = EPOCHS) => drawValues(createRandom(seed, "own"), epochs);

/** Registers the tests of the contract. */
export function testPruner(name: string, create: () => Pruner): void {
  const decide = (values: readonly number[], asked: Asked) => decisions(create(), values, asked);
  const never = (values: readonly number[]) => values.map(() => false);

  Deno.test(`${name}: ends what is hopeless, and only sometimes`, () => {
    const all = histories.flatMap((past, seed) => decide(own(seed), { past }));
    assert(all.includes(true) && all.includes(false));
    const past = drawPast(1, 40);
    assert(decide(new Array(EPOCHS).fill(-1), { past }).includes(true));
  });

  Deno.test(`${name}: ends nothing without a past`, () => {
    for (const direction of ["maximize", "minimize"] as const) {
      for (const seed of [1, 2, 3]) {
        assertEquals(decide(own(seed), { past: [], direction }), never(own(seed)));
      }
      const started: Outcome[] = [["failed", []], ["pruned", []]];
      assertEquals(decide(own(1), { past: started, direction }), never(own(1)));
    }
  });

  Deno.test(`${name}: never ends the best so far, nor one that equals it`, () => {
    for (const past of histories) {
      const best = Array.from(
        { length: EPOCHS },
        (_, i) => Math.max(0, ...past.map(([, values]) => values[i] ?? 0)),
      );
      assertEquals(decide(best, { past }), never(best));
    }
  });

  Deno.test(`${name}: never ends one where all are equal`, () => {
    const equal = new Array(EPOCHS).fill(0.5);
    const past: Outcome[] = Array.from({ length: 12 }, () => ["complete", equal]);
    assertEquals(decide(equal, { past }), never(equal));
  });

  Deno.test(`${name}: repeats, keeps nothing of earlier trials, and changes nothing`, () => {
    const pruner = create();
    const frozen = histories.map((past) => Object.freeze(past.map(Object.freeze)) as Outcome[]);
    frozen.forEach((past, seed) => {
      const values = Object.freeze(own(seed)) as number[];
      const first = decisions(pruner, values, { past });
      assertEquals(decisions(pruner, values, { past }), first);
      assertEquals(decide(values, { past }), first);
    });
  });

  Deno.test(`${name}: minimizing mirrors maximizing`, () => {
    histories.forEach((past, seed) => {
      const values = own(seed);
      assertEquals(
        decide(values, { past, direction: "minimize" }),
        decide(values, { past, direction: "maximize" }),
      );
    });
  });

  Deno.test(`${name}: takes trials that are longer than any in the past, and shorter`, () => {
    const past: Outcome[] = drawPast(1, 40).map(([state, values]) => [state, values.slice(0, 3)]);
    for (const seed of [1, 2, 3]) {
      assertEquals(decide(own(seed, 20), { past }).slice(3), new Array(17).fill(false));
      assertEquals(decide(own(seed, 1), { past: drawPast(2, 40) }).length, 1);
    }
  });

  Deno.test(`${name}: values that are no number or infinite spoil no decision`, () => {
    const worst = new Array(EPOCHS).fill(-Infinity);
    const nothing = new Array(EPOCHS).fill(NaN);
    for (const direction of ["maximize", "minimize"] as const) {
      const past = drawPast(3, 40);
      const best = new Array(EPOCHS).fill(9);
      const spoilt: Outcome[] = [["complete", worst], ["complete", nothing], ...past];
      assertEquals(decide(best, { past: spoilt, direction }), never(best));
      assert(decide(worst, { past: spoilt, direction }).includes(true));
      assert(decide(nothing, { past: spoilt, direction }).includes(true));
      const allNaN: Outcome[] = Array.from({ length: 40 }, () => ["complete", nothing]);
      assertEquals(decide(own(1), { past: allNaN, direction }), never(own(1)));
    }
  });

  Deno.test(`${name}: decides a thousand times over a past of a thousand trials`, () => {
    const past = drawPast(4, 1000);
    for (let seed = 0; seed < 100; seed++) assertEquals(decide(own(seed), { past }).length, EPOCHS);
  });

  Deno.test(`${name}: its settings are plain data that tell its kind`, () => {
    const { settings } = create();
    assertEquals(JSON.parse(JSON.stringify(settings)), settings);
    assert(settings.kind !== "");
  });
}
