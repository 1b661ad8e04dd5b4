import { assertEquals } from "@std/assert";
import { describeStop } from "../../lib/cli/describe_stop.ts";
import { sampleTrial } from "../results/sample_trials.ts";

const waiting = sampleTrial(1, { state: "waiting", epochs: [] });
const begun = sampleTrial(1, { state: "waiting" });
const study = {
  planned: 2,
  storage: "studies.db",
  hasWork: true,
  trials: [sampleTrial(0), begun],
};
const begunNow = { isFresh: false, isStored: true, lacksWeights: false };
const fresh = { ...begunNow, isFresh: true };

Deno.test("a study that was stopped says how to go on, also before its best is tested", () => {
  assertEquals(
    describeStop({ ...study, progress: { finished: 1 } }, begunNow),
    "1 of 2 trials finished. The same command goes on from here.",
  );
  const ended = { ...study, trials: [sampleTrial(0), sampleTrial(1)], progress: { finished: 2 } };
  assertEquals(
    describeStop(ended, fresh),
    "2 of 2 trials finished, the best not tested. The same command without --fresh goes on from here.",
  );
  assertEquals(describeStop({ ...ended, hasWork: false }, fresh), "2 of 2 trials finished.");
});

Deno.test("a study without storage promises nothing, nor does one before its first epoch", () => {
  const none = { ...study, progress: { finished: 0 } };
  assertEquals(describeStop({ ...none, storage: null }, begunNow), "0 of 2 trials finished.");
  assertEquals(
    describeStop({ ...none, trials: [waiting] }, fresh),
    "0 of 2 trials finished, and no epoch. The same command begins anew.",
  );
  assertEquals(
    describeStop({ ...none, trials: [begun, waiting] }, begunNow),
    "0 of 2 trials finished. The same command goes on from here.",
  );
});

Deno.test("a study that its database has no more does not promise to go on", () => {
  const gone = { ...begunNow, isStored: false };
  assertEquals(
    describeStop({ ...study, progress: { finished: 1 } }, gone),
    "1 of 2 trials finished. Nothing is stored to go on from.",
  );
  const ended = { ...study, hasWork: false, progress: { finished: 2 } };
  assertEquals(describeStop(ended, gone), "2 of 2 trials finished.");
});

Deno.test("a study that was stopped before the weights of its best were kept goes on", () => {
  const ended = { ...study, hasWork: false, progress: { finished: 2 } };
  assertEquals(
    describeStop(ended, { ...begunNow, lacksWeights: true }),
    "2 of 2 trials finished, the weights of the best not kept. The same command goes on from here.",
  );
});
