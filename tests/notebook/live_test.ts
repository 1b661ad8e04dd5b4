import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createLiveDisplay } from "../../lib/notebook/live.ts";
import type { DisplayContent } from "../../lib/notebook/kernel.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { createShownStudy } from "./shown_study.ts";

interface Message {
  readonly type: string;
  readonly name: string;
  readonly content: DisplayContent;
}

/**
 * A live display on a kernel that only writes down, and a clock that stands still but while it
 * takes a message of a name: that takes so many milliseconds.
 */
function createSample(trials: readonly Trial[], costs: Record<string, number> = {}) {
  const messages: Message[] = [];
  const clock = { ms: 0 };
  const study = createShownStudy(...trials);
  const broadcast = (type: string, content: DisplayContent) => {
    const name = content.transient.display_id.split("-").at(-1)!;
    messages.push({ type, name, content });
    clock.ms += costs[name] ?? 0;
    return Promise.resolve();
  };
  const live = createLiveDisplay(study, { broadcast, now: () => clock.ms });
  return {
    live,
    /** Shows these trials at a time, and lets the messages under way arrive. */
    async show(ms: number, ...trials: readonly Trial[]) {
      clock.ms = ms;
      study.trials = trials;
      live.update(study.progress);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    async finish(...trials: readonly Trial[]) {
      study.trials = trials;
      await live.finish();
    },
    messages: (name: string) => messages.filter((message) => message.name === name),
    text: (name: string) =>
      messages.filter((message) => message.name === name)
        .map(({ content }) => String(content.data["text/plain"]).split("\n")[0]),
  };
}

const running = sampleTrial(0, { state: "running", epochs: [] });
const oneEpoch = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const twoEpochs = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1), sampleEpoch(2)] });

Deno.test("a live display shows progress once and then updates it in place", async () => {
  const { show, messages } = createSample([running]);
  await show(0, running);
  await show(250, running);
  const progress = messages("progress");
  assertEquals(progress.map(({ type }) => type), ["display_data", "update_display_data"]);
  const ids = progress.map(({ content }) => content.transient.display_id);
  assertEquals(ids[0], ids[1]);
});

Deno.test("a live display drops updates that come within 250 ms, but never the last", async () => {
  const { show, finish, messages } = createSample([running]);
  for (let i = 0; i < 10; i++) await show(20 * i, running);
  assertEquals(messages("progress").length, 1);
  await finish(sampleTrial(0));
  const progress = messages("progress");
  assertEquals(progress.length, 2);
  assertStringIncludes(String(progress[1].content.data["text/plain"]), "epoch 3/3");
});

Deno.test("a live display whose making takes long comes less often", async () => {
  const { show, messages } = createSample([running], { progress: 100 });
  const shownAt: number[] = [];
  for (let ms = 0; ms <= 4000; ms += 250) {
    const before = messages("progress").length;
    await show(ms, running);
    if (messages("progress").length > before) shownAt.push(ms);
  }
  assertEquals(shownAt, [0, 2000, 4000]);
});

Deno.test("a live display draws the curves anew after an epoch alone, without the library", async () => {
  const { show, finish, messages } = createSample([running]);
  await show(0, running);
  assertEquals(messages("curves").length, 0);
  for (const ms of [2000, 4000, 6000]) await show(ms, oneEpoch);
  assertEquals(messages("curves").length, 1);
  const html = String(messages("curves")[0].content.data["text/html"]);
  assert(html.includes("data-figure") && html.length < 100_000);
  await finish(twoEpochs);
  assertEquals(messages("curves").length, 2);
});

Deno.test("a live display draws at most a chart a second, and fewer where they are large", async () => {
  const drawnAt = async (count: number, costs = {}) => {
    const { show, finish, messages } = createSample([], costs);
    const trials = (epochs: number) => {
      const metrics = { accuracy: 0.9, valAccuracy: 0.9 };
      const grown = Array.from({ length: epochs + 1 }, (_, i) => sampleEpoch(i + 1, metrics));
      return Array.from({ length: count }, (_, i) => sampleTrial(i, { epochs: grown }));
    };
    const times: number[] = [];
    for (let ms = 0; ms <= 6000; ms += 250) {
      const before = messages("curves").length;
      await show(ms, ...trials(ms / 250));
      if (messages("curves").length > before) times.push(ms);
    }
    const before = messages("curves").length;
    await finish(...trials(30));
    assertEquals(messages("curves").length, before + 1);
    return times;
  };
  assertEquals(await drawnAt(1), [0, 1000, 2000, 3000, 4000, 5000, 6000]);
  // Of 24 trials, six stand out with all that is known of them, and the others have a line each.
  assertEquals(await drawnAt(1000), [0, 1750, 3500, 5250]);
  assertEquals(await drawnAt(1, { curves: 150 }), [0, 3000, 6000]);
});

Deno.test("a live display of 1,000 trials comes at most five times a second, and stays small", async () => {
  const { show, messages } = createSample([]);
  const trials = (loss: number) =>
    Array.from({ length: 1000 }, (_, number) =>
      sampleTrial(number, {
        state: number < 990 ? "complete" : "running",
        epochs: [sampleEpoch(1, { loss: number < 990 ? 1 : loss })],
      }));
  // A hundred things happen in a second, for three seconds.
  for (let ms = 0; ms < 3000; ms += 10) await show(ms, ...trials(ms));
  const progress = messages("progress");
  assert(progress.length > 3 && progress.length <= 15, `${progress.length} updates`);
  assertEquals(new Set(progress.map(({ content }) => content.transient.display_id)).size, 1);
  for (const { content } of [...progress, ...messages("curves")]) {
    assert(String(content.data["text/html"]).length < 100_000);
  }
});

Deno.test("a live display draws no chart before the first epoch, of a study run anew either", async () => {
  const { show, finish, messages, text } = createSample([running]);
  const kept = sampleTrial(0, { state: "waiting", epochs: [sampleEpoch(1)] });
  await show(0, running);
  await finish(running);
  assertEquals(messages("curves").length, 0);
  // Epochs of an earlier run are shown, and go where the trial begins anew.
  await finish(kept);
  await finish(running);
  assertEquals(
    text("curves").map((line) => line.split(":")[0]),
    ["Learning curves of case 1", "Learning curves of 0 trials"],
  );
});

Deno.test("a live display draws a trial that was pruned as such", async () => {
  const { show, messages } = createSample([]);
  await show(0, oneEpoch);
  await show(2000, { ...oneEpoch, state: "pruned" });
  assertEquals(messages("curves").length, 2);
  assertStringIncludes(String(messages("curves")[1].content.data["text/html"]), "(pruned)");
});

Deno.test("two live displays do not write over each other", async () => {
  const [first, second] = [createSample([running]), createSample([running])];
  await first.live.finish();
  await second.live.finish();
  const id = ({ messages }: typeof first) => messages("progress")[0].content.transient.display_id;
  assert(id(first) !== id(second));
});

Deno.test("a live display outlives a frontend that went away", async () => {
  const broadcast = () => Promise.reject(new Error("no frontend"));
  const study = createShownStudy(running);
  const live = createLiveDisplay(study, { broadcast });
  live.update(study.progress);
  await live.finish();
});
