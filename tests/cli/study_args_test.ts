import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { readStudyArgs } from "../../lib/cli/study_args.ts";
import { HELP } from "../../lib/cli/study_help.ts";
import { cases, PAPER_BEST } from "../../lib/mod.ts";

Deno.test("without options the paper's cases are tried, and the study has its defaults", () => {
  const { out, ...options } = readStudyArgs([]);
  assertMatch(
    out,
    new RegExp(`^data/studies/\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-${Deno.pid}$`),
  );
  assertEquals(options, {
    name: "hidden-layers",
    cases: cases.paper,
    reference: PAPER_BEST,
    epochs: undefined,
    batchSize: undefined,
    limit: undefined,
    seed: undefined,
    patience: undefined,
    repeats: undefined,
    folds: undefined,
    metric: undefined,
    valueEpoch: undefined,
    pruner: undefined,
    lag: undefined,
    workers: undefined,
    protocol: "paper",
    backend: undefined,
    blas: undefined,
    storage: undefined,
    weights: undefined,
    fresh: false,
    overwrite: false,
  });
});

Deno.test("all options of a list of cases are read", () => {
  const list = "--cases=F --epochs=2 --batch-size=3 --limit=4 --seed=0 --workers=6 --out=x " +
    "--protocol=held-out --backend=wasm --blas=libx.so --storage=none --weights=all --fresh --overwrite --patience=7 --repeats=8 " +
    "--folds=9 --metric=valLoss --value-epoch=best --pruner=none";
  const { lag, ...read } = readStudyArgs(list.split(" "));
  assertEquals(lag, undefined);
  assertEquals(read, {
    name: "hidden-layers, cases F, epochs 2, batch-size 3, limit 4, seed 0, patience 7, " +
      "protocol held-out, repeats 8, folds 9, metric valLoss, value-epoch best, pruner none, " +
      "backend wasm, blas libx.so",
    cases: [{ name: "F", layers: [{ kind: "flatten" }] }],
    reference: null,
    epochs: 2,
    batchSize: 3,
    limit: 4,
    seed: 0,
    patience: 7,
    repeats: 8,
    folds: 9,
    metric: "valLoss",
    valueEpoch: "best",
    pruner: null,
    workers: 6,
    protocol: "held-out",
    backend: "wasm",
    blas: "libx.so",
    out: "x",
    storage: null,
    weights: "all",
    fresh: true,
    overwrite: true,
  });
});

Deno.test("all options of a search are read", () => {
  const list = "--space=my/rates.ts --trials=40 --sampler=grid --pruner=median --lag=2";
  const { name, cases, space, trials, sampler, pruner, lag, protocol, reference } = readStudyArgs(
    list.split(" "),
  );
  assertEquals({ name, cases, space, trials, lag, protocol, reference }, {
    name: "rates, sampler grid, pruner median, lag 2",
    cases: undefined,
    space: "my/rates.ts",
    trials: 40,
    lag: 2,
    protocol: "held-out",
    reference: undefined,
  });
  assertEquals([sampler?.settings.kind, pruner?.settings.kind], ["grid", "median"]);
});

Deno.test("folds of the paper's cases hold validation images out", () => {
  assertEquals(readStudyArgs(["--folds", "5"]).protocol, "held-out");
});

Deno.test("the help's examples are read, and show each option of a search and of runs", () => {
  const examples = [...HELP.matchAll(/^ {2}deno task study (.*)$/gm)].map(([, text]) => text);
  for (const text of examples) readStudyArgs(text.match(/(?:"[^"]*"|[^\s"])+/g)!.map(unquoted));
  const shown = new Set(examples.join(" ").match(/--[a-z-]+/g));
  const names = "space trials sampler pruner repeats folds lag metric value-epoch patience";
  for (const name of names.split(" ")) assert(shown.has(`--${name}`), `No example of --${name}`);
  assert(examples.length >= 4, "Expected examples");
});

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}

Deno.test("cases are names of the catalogue or hidden layers, which may hold commas", () => {
  const read = readStudyArgs(["--cases", "case-2,Deeper, c32(k5,same) p2 f ,F"]);
  assertEquals(read.cases?.map(({ name }) => name), ["Case 2", "deeper", "C32(k5,same) P2 F", "F"]);
});

const bad: [args: string[], says: RegExp][] = [
  [["--epochs", "0"], /^Expected --epochs to be a whole number of at least 1, got "0"\.$/],
  [["--backend", "gpu"], /^Expected --backend to be "auto", "wasm" or "blas", got "gpu"\.$/],
  [["--epochs", "1.5"], /got "1\.5"/],
  [["--epochs", "9007199254740993"], /^Expected --epochs/],
  [["--epochs"], /^Expected a value for --epochs, got nothing\.$/],
  [["--epochs", "-1"], /^Expected --epochs to be a whole number of at least 1, got "-1"\.$/],
  [["--seed", "-1"], /^Expected --seed to be a whole number of at least 0, got "-1"\.$/],
  [["--epochs=-1"], /^Expected --epochs .* got "-1"/],
  [["--batch-size", "x"], /^Expected --batch-size .* got "x"/],
  [["--limit", ""], /^Expected --limit .* got ""/],
  [["--seed", "-0"], /^Expected --seed to be a whole number of at least 0, got "-0"\.$/],
  [["--seed", "1e3"], /^Expected --seed .* got "1e3"/],
  [["--workers", "0"], /^Expected --workers/],
  [["--protocol", "sound"], /^Expected --protocol to be "paper" or "held-out", got "sound"\.$/],
  [["--protocol", "heldout"], /got "heldout"; did you mean "held-out"\?$/],
  [["--weights", "last"], /^Expected --weights to be "best", "all" or "none", got "last"\.$/],
  [["--out", ""], /^Expected --out to be a folder/],
  [["--space", ""], /^Expected --space to be a file, got nothing\.$/],
  [
    ["--space", "x.ts", "--cases", "F", "--trials", "2"],
    /^Expected --cases or --space, got both\.$/,
  ],
  [["--space", "x.ts"], /^Expected --trials where there is --space, such as .*, got none\.$/],
  [["--trials", "3"], /^Expected --space where there is --trials, got none\.$/],
  [["--sampler", "grid"], /^Expected --space where there is --sampler, got none\.$/],
  [["--lag", "3"], /^Expected --space or --pruner where there is --lag, got none\.$/],
  [["--lag", "3", "--pruner", "none"], /^Expected --space or --pruner where there is --lag/],
  [
    ["--folds", "5", "--protocol", "paper"],
    /^Expected --protocol held-out beside --folds, .*, got "paper"\.$/,
  ],
  [
    ["--space", "x.ts", "--trials", "3", "--protocol", "paper"],
    /^Expected --protocol held-out beside --space, .*, got "paper"\.$/,
  ],
  [["--space", "x.ts", "--trials", "0"], /^Expected --trials to be a whole number of at least 1/],
  [
    ["--space", "x.ts", "--trials", "3", "--sampler", "grids"],
    /got "grids"; did you mean "grid"\?$/,
  ],
  [["--pruner", "hyperband"], /^Expected --pruner to be "none", "median" or "halving", got /],
  [["--repeats", "0"], /^Expected --repeats to be a whole number of at least 1, got "0"\.$/],
  [["--folds", "1"], /^Expected --folds to be a whole number of at least 2, got "1"\.$/],
  [["--lag", "0", "--pruner", "median"], /^Expected --lag to be a whole number of at least 1/],
  [["--metric", "val_loss"], /got "val_loss"; did you mean "valLoss"\?$/],
  [["--value-epoch", "first"], /^Expected --value-epoch to be "last" or "best", got "first"\.$/],
  [["--patience", "0"], /^Expected --patience to be a whole number of at least 1, got "0"\.$/],
  [
    ["--cases", "case-9"],
    /among article, .*, Case 1, .*, Case 6, got "case-9"; did you mean "Case 1"\?/,
  ],
  [["--cases", "case 9"], /among article, .*, got "case 9"; did/],
  [["--cases", "F D0"], /^Cannot read layer 2 "D0"/],
  [["--cases", "C32 X"], /^Cannot read layer 2 "X"/],
  [["--color"], /^Expected an option that --help lists, got "--color"\.$/],
  [
    ["--epoch", "3"],
    /^Expected an option that --help lists, got "--epoch"; did you mean "--epochs"\?$/,
  ],
  [["--overwrite=yes"], /^Expected no value for --overwrite, got "yes"\.$/],
  [["case-1"], /^Expected an option that --help lists, got "case-1"\.$/],
];

for (const [args, says] of bad) {
  Deno.test(`[${args.join(" ")}] is refused in one sentence`, () => {
    const { message } = assertThrows(() => readStudyArgs(args));
    assertMatch(message, says);
    assertEquals(message.includes("\n"), false);
  });
}
