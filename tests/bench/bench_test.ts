import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findNet } from "../../lib/studies.ts";
import type { MemorySummary } from "./memory.ts";
import { readOptions } from "./options.ts";
import type { ScalingSummary } from "./scaling.ts";
import type { PeerSummary, Summary } from "./summary.ts";

Deno.test("bench --quick prints a table of finite numbers and writes them as JSON", async () => {
  const json = await Deno.makeTempFile();
  try {
    const { stdout, stderr, success } = await bench(
      "--quick",
      "--nets",
      "article",
      "--peers",
      "sweepbook,tfjs-wasm",
      "--json",
      json,
    );
    assert(success, stderr);
    const { machine, rounds, nets }: Summary = JSON.parse(await Deno.readTextFile(json));
    assertEquals(rounds, 1);
    assertEquals(machine.deno, Deno.version.deno);
    assertEquals(nets.map(({ name }) => name), ["article"]);
    const [ours, theirs] = nets[0].results as PeerSummary[];
    assertEquals([ours.peer, theirs.peer], ["sweepbook", "tfjs-wasm"]);
    assertEquals(ours.wasmRatio, 1);
    for (const { msPerStep, gflopsPerSecond, wasmRatio, firstLoss, lastLoss } of [ours, theirs]) {
      for (const value of [msPerStep, gflopsPerSecond, wasmRatio]) {
        assert(Number.isFinite(value) && value! > 0, `${value}`);
      }
      assert(lastLoss < firstLoss);
    }
    assert(ours.fmaShare! > 0);
    for (const { title } of [ours, theirs]) assertStringIncludes(stdout, title);
    assert(!/NaN|Infinity|undefined/.test(stdout), stdout);

    const markdown = await bench("--markdown", json);
    assertStringIncludes(markdown.stdout, "| article |");
  } finally {
    await Deno.remove(json);
  }
});

Deno.test("bench --scaling compares workers with one and weighs each further worker", async () => {
  const json = await Deno.makeTempFile();
  try {
    const { stdout, stderr, success } = await bench(
      "--scaling",
      "--quick",
      "--nets",
      "article",
      "--workers",
      "2",
      "--json",
      json,
    );
    assert(success, stderr);
    const { workers, rounds, scaling }: ScalingSummary = JSON.parse(await Deno.readTextFile(json));
    assertEquals([workers, rounds, scaling.length], [2, 1, 1]);
    const [{ one, all, memory }] = scaling;
    assertEquals([one.length, all.length, memory.length], [1, 1, 3]);
    for (const rate of [...one, ...all]) assert(rate > 0 && rate < Infinity, `${rate}`);
    assert(memory[0].rssMiB < memory[1].rssMiB && memory[1].rssMiB < memory[2].rssMiB);
    assert(!/NaN|Infinity|undefined/.test(stdout), stdout);

    const markdown = await bench("--markdown", json);
    assertStringIncludes(markdown.stdout, "| article |");
  } finally {
    await Deno.remove(json);
  }
});

Deno.test("bench --memory watches memory and the number of tensors", async () => {
  const json = await Deno.makeTempFile();
  try {
    const { stdout, stderr, success } = await bench(
      "--memory",
      "--nets",
      "article",
      "--steps",
      "20",
      "--json",
      json,
    );
    assert(success, stderr);
    const { steps, memory }: MemorySummary = JSON.parse(await Deno.readTextFile(json));
    assertEquals(steps, 20);
    const [{ samples }] = memory;
    assertEquals(samples.length, 21);
    assertEquals(new Set(samples.map(({ tensors }) => tensors)).size, 1);
    for (const { rssMiB, heapMiB } of samples) assert(rssMiB > heapMiB && heapMiB > 0);
    assert(!/NaN|Infinity|undefined/.test(stdout), stdout);

    const markdown = await bench("--markdown", json);
    assertStringIncludes(markdown.stdout, "| article |");
  } finally {
    await Deno.remove(json);
  }
});

Deno.test("bench --profile lists kernels, layers and what lies outside of them", async () => {
  const { stdout, stderr, success } = await bench("--profile", "article", "--quick");
  assert(success, stderr);
  for (const text of ["Conv2DBackpropFilter", "FMA", "outside the kernels", "a step"]) {
    assertStringIncludes(stdout, text);
  }
  assert(!/NaN|Infinity|undefined/.test(stdout), stdout);
});

Deno.test("bench refuses what it does not know in one sentence", async () => {
  const { stderr, success } = await bench("--peers", "abacus");
  assert(!success);
  assertStringIncludes(stderr, 'got "abacus"');
  assertEquals(stderr.trim().split("\n").length, 1);
});

Deno.test("options choose nets and peers", () => {
  const options = readOptions(["--nets", "case-2, deeper", "--peers", "jax-js", "--rounds", "3"]);
  assertEquals(options.nets, [findNet("case-2"), findNet("deeper")]);
  assertEquals(options.peers, ["jax-js"]);
  assertEquals(options.rounds, 3);
});

async function bench(...args: string[]) {
  const script = new URL("bench.ts", import.meta.url).href;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, ...args],
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
