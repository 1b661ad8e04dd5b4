import { assertEquals } from "@std/assert";
import { describeStop } from "../../lib/cli/describe_stop.ts";
import { sampleTrial } from "../results/sample_trials.ts";

const waiting = sampleTrial(1, { state: "waiting", epochs: [] });
const begun = sampleTrial(1, { state: "waiting" });
const study = { planned: 2, storage: "studies.db", hasWork: true, trials: [sampleTrial(0), begun] };

Deno.test("a study that was stopped says how to go on, also before its best is tested", () => {
  assertEquals(
    describeStop({ ...study, progress: { finished: 1 } }, false),
    "1 of 2 trials finished. The same command goes on from here.",
  );
  const ended = { ...study, trials: [sampleTrial(0), sampleTrial(1)], progress: { finished: 2 } };
  assertEquals(
    describeStop(ended, true),
    "2 of 2 trials finished, the best not tested. The same command without --fresh goes on from here.",
  );
  assertEquals(describeStop({ ...ended, hasWork: false }, true), "2 of 2 trials finished.");
});

Deno.test("a study without storage promises nothing, nor does one before its first epoch", () => {
  const none = { ...study, progress: { finished: 0 } };
  assertEquals(describeStop({ ...none, storage: null }, false), "0 of 2 trials finished.");
  assertEquals(
    describeStop({ ...none, trials: [waiting] }, true),
    "0 of 2 trials finished, and no epoch. The same command begins anew.",
  );
  assertEquals(
    describeStop({ ...none, trials: [begun, waiting] }, false),
    "0 of 2 trials finished. The same command goes on from here.",
  );
});
