/** What the contract suite of samplers asks for. */
import type { Distribution } from "../../lib/search_space/distributions.ts";
import type { SearchTrial } from "../../lib/search_space/search_trial.ts";
import type { Search } from "./simulate.ts";

const real = (low: number, high: number, log = false): Distribution => {
  return { kind: "float", low, high, log, step: null };
};
const stepped = (low: number, high: number, step: number): Distribution => {
  return { kind: "float", low, high, log: false, step };
};
const whole = (low: number, high: number, step = 1): Distribution => {
  return { kind: "int", low, high, log: false, step };
};
const sized = (low: number, high: number): Distribution => {
  return { kind: "int", low, high, log: true, step: 1 };
};

/** By kind, as a suite may leave a kind out with a reason. */
export const distributions: Readonly<Record<string, readonly Distribution[]>> = {
  float: [real(0, 1), real(-3, -2), real(-1e300, 1e300), real(0, 5e-324)],
  floatLog: [real(1e-5, 0.1, true), real(1e-300, 1e300, true)],
  floatOfOneValue: [real(0.3, 0.3), real(0.3, 0.3, true)],
  floatStep: [stepped(0, 1, 0.25), stepped(0.1, 0.7, 0.1), stepped(-1e9, 1e9, 1e-3)],
  int: [
    whole(1, 4),
    whole(-7, -7),
    whole(8, 64, 8),
    whole(-5, 4, 3),
    whole(0, Number.MAX_SAFE_INTEGER - 1),
  ],
  intLog: [sized(1, 2), sized(5, 5), sized(1, 1_000_000)],
  categorical: [
    { kind: "categorical", choices: ["only"] },
    { kind: "categorical", choices: [null, false, 0, "", "0", "null"] },
    { kind: "categorical", choices: Array.from({ length: 500 }, (_, i) => i) },
  ],
};

/** Names that code which takes them for keys, numbers or markup would trip over. */
export const hostileNames: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "1.5",
  "-1",
  "null",
  "'quoted'",
  '"quoted"',
  "a`${b}`",
  "two\nlines",
  "tab\there",
  "nul\0",
  "rate ",
  " rate",
  "ÀÉ",
  "学習率",
  "\u202eright to left",
  "🙂",
  "<b>&amp;",
  "a;DROP TABLE trials;--",
  "=1+1",
  "a".repeat(512),
];

/** A mixed space with conditional parts; every combination can be tried. */
export const conditional: Search = (trial) => {
  let value = 0;
  const depth = trial.suggestInt("depth", 0, 3);
  for (let i = 1; i <= depth; i++) {
    value += trial.suggestCategorical(`filters ${i}`, [8, 16]) / 16;
    if (trial.suggestCategorical(`drops ${i}`, [false, true])) {
      value -= trial.suggestFloat(`rate ${i}`, 0.1, 0.5, { step: 0.1 });
    }
  }
  // Bounds that depend on what was suggested before.
  return value + trial.suggestInt("units", 1, 2 + depth) / 4;
};

/** A space of hostile names, half of which only some trials ask for. */
export const hostile: Search = (trial) => {
  const isOdd = trial.suggestCategorical("some of them", [false, true]);
  return hostileNames.reduce(
    (sum, name, i) => i % 2 === 0 || isOdd ? sum + suggestAny(trial, name, i) : sum,
    0,
  );
};

function suggestAny(trial: SearchTrial, name: string, i: number): number {
  switch (i % 3) {
    case 0:
      return trial.suggestInt(name, 1, 9, { log: true });
    case 1:
      return trial.suggestFloat(name, -1, 1, { step: 0.5 });
    default:
      return trial.suggestCategorical(name, [1, 2, 4]);
  }
}
