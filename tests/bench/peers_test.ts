import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { findNet } from "../../lib/studies.ts";
import { PeerProcess } from "./peer_process.ts";
import { findPeer } from "./peers.ts";
import { countSteps, measureNet } from "./rounds.ts";
import { isWarm } from "./warm_up.ts";

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
    rounds: 1,
    warmUp: 1,
    files: { images: "", labels: "", steps: 3 },
    onProgress: () => {},
  });
  assert("error" in result);
  assertStringIncludes(result.error, "do not fall");
});

Deno.test("Python peers stay out without their environment, and say what they need", () => {
  const ground = { python: null, blas: null };
  assertStringIncludes(findPeer("pytorch-1", ground) as string, "requirements.txt");
  assertStringIncludes(findPeer("sweepbook-blas", ground) as string, "BLAS");
  assert(typeof findPeer("sweepbook", ground) !== "string");
});
