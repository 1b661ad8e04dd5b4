/**
 * A display that follows a stored study, whichever program runs it.
 *
 * @module
 */
import { checkKeys, checkSignal } from "../check/check.ts";
import { type FollowedStudy, type FollowOptions, followStudy } from "../study/follow_study.ts";
import { onInterrupt, surviveInterrupts } from "./interrupt.ts";
import { createLiveDisplay, type LiveDisplay, type ShownStudy } from "./live.ts";

/** How a study is watched. */
export type WatchOptions = Pick<FollowOptions, "storage" | "signal">;

/**
 * Shows how a stored study goes on, whichever program or kernel runs it: progress and learning
 * curves grow in place, epoch by epoch, until it ends or is stopped. The Interrupt button ends the
 * watching alone. Of a study that is not running it shows how it stands, and returns at once.
 *
 * All that it takes is the study's name, so that it works in a new notebook, where the study was
 * never defined. A kernel runs one cell after the other: while a cell waits for `study.optimize()`,
 * the next one waits too, and another notebook or a terminal watches.
 *
 * @param name Of the study.
 * @throws {TypeError} If the name is no text, or an option is unknown or not of its type.
 * @throws {RangeError} If the storage has no study of this name.
 * @throws {Error} If the storage cannot be read, or the study is deleted or renamed meanwhile.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, watchStudy } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const storage = `${await Deno.makeTempDir()}/studies.db`;
 * const study = await createStudy({ name: "a", data, cases, storage, epochs: 1, limit: 600 });
 * const running = study.optimize();
 * await watchStudy("a", { storage });
 * await running;
 * assertEquals(study.trials[0].state, "complete");
 * ```
 */
export async function watchStudy(name: string, options: WatchOptions = {}): Promise<void> {
  const { storage, signal } = checkKeys("options of watchStudy()", options, ["storage", "signal"]);
  checkSignal("signal", signal);
  const interrupted = new AbortController();
  using _ = onInterrupt(() => interrupted.abort());
  surviveInterrupts();
  let live: LiveDisplay | undefined;
  let shown: FollowedStudy;
  const asShown: ShownStudy = {
    get trials() {
      return shown.trials;
    },
    get progress() {
      return shown.progress;
    },
    get reference() {
      return shown.definition.reference;
    },
    get standing() {
      return shown;
    },
  };
  try {
    shown = await followStudy(name, {
      storage,
      signal: AbortSignal.any([interrupted.signal, ...(signal ? [signal] : [])]),
      onProgress: (study) => {
        shown = study;
        live ??= createLiveDisplay(asShown);
        if (study.isRunning) live.update(study.progress);
      },
    });
  } catch (error) {
    // What was shown last is not to look as if it went on.
    if (live) shown = { ...shown!, isRunning: false, status: "No longer followed" };
    throw error;
  } finally {
    await live?.finish();
  }
  if (shown.isRunning) console.log("The watching has ended; the study goes on.");
}
