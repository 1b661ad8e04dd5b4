import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { prepareBackend } from "../../lib/backends/backend.ts";
import { run } from "../../lib/backends/training_kernels.ts";
import { batchNorm, conv, dense, describeNet, findNet, flatten } from "../../lib/mod.ts";
import { measureFmaRate } from "./fma_rate.ts";
import { timeKernels } from "./kernel_times.ts";
import { layersOf } from "./layers_of.ts";
import { readOptions } from "./options.ts";
import { PeerProcess } from "./peer_process.ts";
import { judge, type MemorySummary } from "./memory.ts";
import { findPeer } from "./peers.ts";
import { countSteps, measureNet } from "./rounds.ts";
import { median, slope } from "./statistics.ts";
import type { ScalingSummary } from "./scaling.ts";
import { stepFlops } from "./step_flops.ts";
import type { PeerSummary, Summary } from "./summary.ts";
import { isWarm } from "./warm_up.ts";

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

Deno.test("bench --scaling compares workers with one and weighs each further worker", async () => {
  const json = await Deno.makeTempFile();
  try {
    const { stdout, stderr, success } = await bench(
      ...["--scaling", "--quick", "--nets", "article", "--workers", "2", "--json", json],
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
      ...["--memory", "--nets", "article", "--steps", "20", "--json", json],
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

Deno.test("memory is flat where neither what is kept nor the tensors grow", () => {
  const sample = { rssMiB: 300, pssMiB: null, heapMiB: 60, liveHeapMiB: 20, tensors: 18 };
  const garbage = [0, 1, 2].map((i) => ({ ...sample, rssMiB: 300 + 20 * i, heapMiB: 60 + 20 * i }));
  const leak = [0, 1, 2].map((i) => ({ ...sample, rssMiB: 300 + i }));
  const tensors = [18, 18, 19].map((tensors) => ({ ...sample, tensors }));
  assertEquals(judge(garbage, 100), { growthMiB: 200, keptGrowthMiB: 0, flat: true });
  assertEquals(judge(leak, 100), { growthMiB: 10, keptGrowthMiB: 10, flat: false });
  const live = [20, 20, 22].map((liveHeapMiB) => ({ ...sample, liveHeapMiB }));
  assertEquals(judge(live, 100), { growthMiB: 0, keptGrowthMiB: 10, flat: false });
  assertEquals(judge(tensors, 100).flat, false);
});

Deno.test("a peer is warm after the steps, or after 20 seconds of slow ones", () => {
  assert(!isWarm(49, 19_999, 50));
  assert(isWarm(50, 10, 50));
  assert(isWarm(1, 20_000, 50));
});

Deno.test("there are batches for the warm-up and for all rounds", () => {
  const peer = { name: "", command: [], blas: null };
  assertEquals(countSteps(3, 52, [{ ...peer, stepsPerRound: 5 }]), 55 + 15);
  assertEquals(countSteps(1, 5, [{ ...peer, stepsPerRound: 0 }]), 6);
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
    ...{ rounds: 1, warmUp: 1 },
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

Deno.test("slope is the growth from one value to the next, whatever one of them does", () => {
  assertEquals(slope([1, 3, 5, 7]), 2);
  assertEquals(slope([1, 1, 9, 1, 1]), 0);
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
  assertEquals(place("Momentum", ["2304x10", "2304x10", "2304x10"], []), [3]);
  assertEquals(place("Identity", ["4"], ["4"]), []);
});

Deno.test("the kernels of batch normalisation belong to the layer of their shape", () => {
  const { layers } = describeNet([conv(4), batchNorm(), conv(8), batchNorm(), flatten()]);
  const place = (kernel: string, inputs: string[], outputs: string[]) =>
    layersOf({ kernel, inputs, outputs }, layers, 5);
  const [x, y] = ["5x26x26x4", "5x24x24x8"];
  assertEquals(place("BatchNorm", [x, "4", "4"], [x, "4", "4"]), [1]);
  assertEquals(place("BatchNormGrad", [y, y, "8", "8", "8"], [y, "8", "8"]), [3]);
});

Deno.test("a kernel's bytes are counted by the types of its tensors", async () => {
  await prepareBackend("wasm");
  const takeTimes = timeKernels("wasm");
  tf.tidy(() => void run("MaxPool2x2", { x: tf.zeros([1, 4, 4, 3]) }, { activation: "linear" }));
  const pooling = takeTimes().find(({ kernel }) => kernel === "MaxPool2x2")!;
  // 48 values in, 12 out, and a byte each that tells where they came from.
  assertEquals(pooling.bytes, 4 * 48 + 4 * 12 + 12);
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
