import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { readStudyArgs } from "../../lib/cli/study_args.ts";
import { cases, PAPER_BEST } from "../../lib/mod.ts";

Deno.test("without options the paper's cases are tried, and the study has its defaults", () => {
  const { out, ...options } = readStudyArgs([]);
  assertMatch(
    out,
    new RegExp(`^data/studies/\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-${Deno.pid}$`),
  );
  assertEquals(options, {
    cases: cases.paper,
    reference: PAPER_BEST,
    epochs: undefined,
    batchSize: undefined,
    limit: undefined,
    seed: undefined,
    workers: undefined,
    protocol: "paper",
    backend: undefined,
    blas: undefined,
    overwrite: false,
  });
});

Deno.test("all options are read", () => {
  const list = "--cases=F --epochs=2 --batch-size=3 --limit=4 --seed=0 --workers=6 --out=x " +
    "--protocol=paper --backend=wasm --blas=libx.so --overwrite";
  assertEquals(readStudyArgs(list.split(" ")), {
    cases: [{ name: "F", layers: [{ kind: "flatten" }] }],
    reference: null,
    epochs: 2,
    batchSize: 3,
    limit: 4,
    seed: 0,
    workers: 6,
    protocol: "paper",
    backend: "wasm",
    blas: "libx.so",
    out: "x",
    overwrite: true,
  });
});

Deno.test("cases are names of the catalogue or hidden layers, which may hold commas", () => {
  const read = readStudyArgs(["--cases", "case-2,Deeper, c32(k5,same) p2 f ,F"]);
  assertEquals(read.cases.map(({ name }) => name), ["Case 2", "deeper", "C32(k5,same) P2 F", "F"]);
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
  [["--out", ""], /^Expected --out to be a folder/],
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
