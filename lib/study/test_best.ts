/**
 * The test of the winner of a search.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import { type Run, RunStopped, setupOf } from "../trial/run.ts";
import { survive } from "./lost_runs.ts";
import type { SessionParts } from "./session_parts.ts";
import { isFinal, trainAgain } from "./train_again.ts";
import type { Trials } from "./trials.ts";

/** Whether something of a study is left to train, or the best of it to test. */
export function hasWork(
  { finished, planned, best }: Trials,
  tested: SessionParts["tested"],
): boolean {
  const isTested = tested !== "best" || (best?.runs ?? []).every(({ test }) => test !== null);
  return finished < planned || !isTested;
}

/** Measures the best trial on the test images, which no other trial meets. */
export async function testBest(parts: SessionParts): Promise<void> {
  const { trials, executor, stop, fail, tell } = parts;
  const { best } = trials;
  if (best === null) return;
  const left = best.runs.filter(({ test }) => test === null);
  const work = async () => {
    while (left.length > 0 && !stop.aborted) await test(parts, best, left.shift()!);
  };
  const slots = Math.min(executor.slots, left.length);
  await Promise.all(Array.from({ length: slots }, () =>
    work().catch((error) => {
      if (!(error instanceof RunStopped)) fail(error);
    })));
  if (!stop.aborted) tell();
}

/** Measures one run on the test images: by its kept weights, else by what another run came to. */
async function test(parts: SessionParts, trial: Trial, run: Run): Promise<void> {
  const { trials, executor, keeper, writer, stop: signal, takesOver, note } = parts;
  const { number, name, setup } = trial;
  const own = setupOf(setup, run);
  const kept = keeper.load(number, run.number);
  const isKept = isFinal(kept, run);
  const trained = !isKept && takesOver ? writer.findTrained(own) : null;
  let test = trained?.run.test ?? null;
  if (isKept) {
    test = await survive(() => executor.test(own, kept.weights, { signal }));
  } else if (test === null) {
    note(`The weights of ${name} were not kept; it is trained once more to be tested.`);
    ({ test } = await trainAgain(parts, trial, { run, from: kept, test: true }));
  }
  trials.changeRun(number, run.number, { test });
}
