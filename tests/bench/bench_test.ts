import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { conv, dense, describeNet, findNet, flatten } from "../../lib/mod.ts";
import { measureFmaRate } from "./fma_rate.ts";
import { layersOf } from "./layers_of.ts";
import { readOptions } from "./options.ts";
import { PeerProcess } from "./peer_process.ts";
import { findPeer } from "./peers.ts";
import { measureNet } from "./rounds.ts";
import { median } from "./statistics.ts";
import { stepFlops } from "./step_flops.ts";
import type { PeerSummary, Summary } from "./summary.ts";

Deno.test("bench --quick prints a table of finite numbers and writes them as JSON", async () => {
  const json = await Deno.makeTempFile();
  try {
    const { stdout, stderr, success } = await bench(
      ...["--quick", "--nets", "article", "--peers", "sweepbook,tfjs-wasm", "--json", json],
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

Deno.test("a peer that ends without an answer is told by the last line of its complaint", async () => {
  const complaint = 'console.error("first"); console.error("out of ideas"); Deno.exit(1)';
  await using peer = new PeerProcess([Deno.execPath(), "eval", complaint]);
  await assertRejects(() => peer.ask({ steps: 1 }), Error, "out of ideas");
});

Deno.test("a peer that says that it failed is believed", async () => {
  await using peer = new PeerProcess([Deno.execPath(), "eval", `console.log('{"error":"no"}')`]);
  await assertRejects(() => peer.ask({ steps: 1 }), Error, "no");
});

Deno.test("a peer whose losses do not fall is left out with its reason", async () => {
  const lazy = `
    const buffer = new Uint8Array(1e6);
    const ms = [1, 1], losses = [2.3, 2.3];
    for (const text of [{ name: "lazy" }, { ms, losses }, { ms, losses }]) {
      Deno.stdin.readSync(buffer);
      console.log(JSON.stringify(text));
    }
    Deno.stdin.readSync(buffer);`;
  const command = [Deno.execPath(), "eval", lazy];
  const peer = { name: "lazy", command, blas: null, stepsPerRound: 1 };
  const [result] = await measureNet(findNet("article"), [peer], {
    rounds: 1,
    files: { images: "", labels: "", steps: 3 },
    onProgress: () => {},
  });
  assert("error" in result);
  assertStringIncludes(result.error, "do not fall");
});

Deno.test("bench refuses what it does not know in one sentence", async () => {
  const { stderr, success } = await bench("--peers", "abacus");
  assert(!success);
  assertStringIncludes(stderr, 'got "abacus"');
  assertEquals(stderr.trim().split("\n").length, 1);
});

Deno.test("a step costs three forward passes less the first layer's input gradient", () => {
  // 26 x 26 x 4 outputs of 9 products, then 2,704 x 10.
  const convolution = 2 * 26 * 26 * 4 * 9, output = 2 * 26 * 26 * 4 * 10;
  assertEquals(stepFlops([conv(4), flatten()], 5), 5 * (2 * convolution + 3 * output));
});

Deno.test("median takes the middle", () => {
  assertEquals(median([3, 1, 2]), 2);
  assertEquals(median([4, 1, 2, 3]), 2.5);
  assertEquals(median([7]), 7);
  assert(Number.isNaN(median([])));
});

Deno.test("the FMA rate is a number of GFLOP/s", () => {
  const rate = measureFmaRate();
  assert(rate > 0.1 && rate < 10_000, `${rate}`);
});

Deno.test("Python peers stay out without their environment, and say what they need", () => {
  const ground = { python: null, blas: null };
  assertStringIncludes(findPeer("pytorch-1", ground) as string, "requirements.txt");
  assertStringIncludes(findPeer("sweepbook-blas", ground) as string, "BLAS");
  assert(typeof findPeer("sweepbook", ground) !== "string");
});

Deno.test("options choose nets and peers", () => {
  const options = readOptions(["--nets", "case-2, deeper", "--peers", "jax-js", "--rounds", "3"]);
  assertEquals(options.nets, [findNet("case-2"), findNet("deeper")]);
  assertEquals(options.peers, ["jax-js"]);
  assertEquals(options.rounds, 3);
});

Deno.test("a kernel's call belongs to the layers of its shapes", () => {
  const { layers } = describeNet([conv(4), conv(4), flatten(), dense(10)]);
  const place = (kernel: string, inputs: string[], outputs: string[]) =>
    layersOf({ kernel, inputs, outputs }, layers, 5);
  assertEquals(place("FusedConv2D", ["5x26x26x4", "3x3x4x4", "4"], ["5x24x24x4"]), [1]);
  assertEquals(place("BatchMatMul", ["5x2304", "5x10"], ["2304x10"]), [3]);
  assertEquals(place("Adam", ["4", "4", "4", "4"], []), [0, 1]);
  assertEquals(place("Identity", ["4"], ["4"]), []);
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
