import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createLiveDisplay } from "../../lib/notebook/live.ts";
import type { DisplayContent } from "../../lib/notebook/kernel.ts";
import { toProgress } from "../../lib/study/progress.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

interface Message {
  readonly type: string;
  readonly name: string;
  readonly content: DisplayContent;
}

/** A live display on a kernel that only writes down, and a clock that stands still. */
function createSample() {
  const messages: Message[] = [];
  const clock = { ms: 0 };
  const broadcast = (type: string, content: DisplayContent) => {
    messages.push({ type, name: content.transient.display_id.split("-").at(-1)!, content });
    return Promise.resolve();
  };
  return { messages, clock, live: createLiveDisplay({ broadcast, now: () => clock.ms }) };
}

/** Lets the messages under way arrive. */
const arrive = () => new Promise((resolve) => setTimeout(resolve, 0));

const progressOf = (trial: Trial) => [toProgress(trial, undefined, null)];

const running = sampleTrial(0, { state: "running", epochs: [] });
const oneEpoch = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });

Deno.test("a live display shows progress once and then updates it in place", async () => {
  const { messages, clock, live } = createSample();
  live.update(progressOf(running));
  await arrive();
  clock.ms = 250;
  live.update(progressOf(running));
  await arrive();
  assertEquals(messages.map(({ type, name }) => [type, name]), [
    ["display_data", "progress"],
    ["update_display_data", "progress"],
  ]);
  const ids = messages.map(({ content }) => content.transient.display_id);
  assertEquals(ids[0], ids[1]);
});

Deno.test("a live display drops updates that come within 250 ms, but never the last", async () => {
  const { messages, clock, live } = createSample();
  for (let i = 0; i < 10; i++) {
    clock.ms = 20 * i;
    live.update(progressOf(running));
    await arrive();
  }
  assertEquals(messages.length, 1);
  await live.finish(progressOf(sampleTrial(0)));
  const progress = messages.filter(({ name }) => name === "progress");
  assertEquals(progress.length, 2);
  assertStringIncludes(String(progress[1].content.data["text/plain"]), "epoch 3/3");
});

Deno.test("a live display redraws the curves after an epoch, without the library", async () => {
  const { messages, clock, live } = createSample();
  live.update(progressOf(running));
  await arrive();
  assertEquals(messages.filter(({ name }) => name === "curves").length, 0);
  for (const ms of [250, 500]) {
    clock.ms = ms;
    live.update(progressOf(oneEpoch));
    await live.finish(progressOf(oneEpoch));
  }
  const curves = messages.filter(({ name }) => name === "curves");
  assertEquals(curves.length, 1);
  const html = String(curves[0].content.data["text/html"]);
  assert(html.includes("data-figure") && html.length < 100_000);
});

Deno.test("a live display draws no chart before the first epoch, of a study run anew either", async () => {
  const { messages, live } = createSample();
  const kept = sampleTrial(0, { state: "waiting", epochs: [sampleEpoch(1)] });
  live.update(progressOf(running));
  await arrive();
  await live.finish(progressOf(running));
  assertEquals(messages.filter(({ name }) => name === "curves").length, 0);
  // Epochs of an earlier run are shown, and go where the trial begins anew.
  await live.finish(progressOf(kept));
  await live.finish(progressOf(running));
  const curves = messages.filter(({ name }) => name === "curves");
  assertEquals(
    curves.map(({ content }) => content.data["text/plain"]).map((text) =>
      String(text).split(":")[0]
    ),
    ["Learning curves of 1 trial", "Learning curves of 0 trials"],
  );
});

Deno.test("a live display tells the time since it began and the time left from its own pace", async () => {
  const { messages, clock, live } = createSample();
  const before = toProgress(sampleTrial(1), undefined, null);
  const line = () => {
    const { content } = messages.findLast(({ name }) => name === "progress")!;
    return String(content.data["text/plain"]).split("\n")[0];
  };
  clock.ms = 1000;
  live.update([before, ...progressOf(running)]);
  await arrive();
  assertEquals(line(), "Running: 1 of 2 trials done, 1.0 s elapsed");
  clock.ms = 3000;
  const step = {
    type: "step",
    trial: 0,
    epoch: 1,
    step: 30,
    steps: 60,
    loss: 1,
    accuracy: 0,
  } as const;
  live.update([before, toProgress(running, step, 3000)]);
  await arrive();
  assertEquals(line(), "Running: 1 of 2 trials done, 3.0 s elapsed, about 15.0 s left");
  await live.finish([before, ...progressOf(sampleTrial(0))]);
  assertEquals(line(), "Finished after 3.0 s: 2 of 2 trials done.");
});

Deno.test("two live displays do not write over each other", async () => {
  const [first, second] = [createSample(), createSample()];
  await first.live.finish(progressOf(running));
  await second.live.finish(progressOf(running));
  const id = ({ messages }: typeof first) => messages[0].content.transient.display_id;
  assert(id(first) !== id(second));
});

Deno.test("a live display outlives a frontend that went away", async () => {
  const broadcast = () => Promise.reject(new Error("no frontend"));
  const live = createLiveDisplay({ broadcast });
  live.update(progressOf(running));
  await live.finish(progressOf(running));
});

Deno.test("outside a notebook every finished epoch is printed once", async () => {
  const lines: string[] = [];
  const live = createLiveDisplay({ print: (line) => lines.push(line) });
  live.update(progressOf(running));
  live.update(progressOf(oneEpoch));
  live.update(progressOf(oneEpoch));
  await live.finish(progressOf(sampleTrial(0)));
  assertEquals(lines.map((line) => line.split("  ").slice(0, 2).join(" ")), [
    "case 1 epoch 1/3",
    "case 1 epoch 2/3",
    "case 1 epoch 3/3",
  ]);
  assertStringIncludes(lines[0], "loss 0.5000  training 91.00 %  validation 95.50 %");
});

Deno.test("outside a notebook a study that goes on prints nothing of what ran before", async () => {
  const lines: string[] = [];
  const live = createLiveDisplay({ print: (line) => lines.push(line) });
  const before = progressOf(sampleTrial(1));
  const stopped = sampleTrial(0, { state: "waiting", epochs: [sampleEpoch(1)] });
  live.update([...before, ...progressOf(stopped)]);
  live.update([...before, ...progressOf(running)]);
  live.update([...before, ...progressOf(oneEpoch)]);
  await live.finish([...before, ...progressOf(oneEpoch)]);
  assertEquals(lines.map((line) => line.split("  ").slice(0, 2).join(" ")), ["case 1 epoch 1/3"]);
});
