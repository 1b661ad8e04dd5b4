/**
 * Keeping all slots of an executor busy.
 *
 * @module
 */

/** Where a run is executed. */
export interface Slot {
  /** Counted from 0. */
  readonly worker: number;
  /** Called when the next run could begin there. */
  readonly onFree: () => void;
}

/** What the slots are kept busy with. */
export interface Work<Run> {
  /** The run that is to begin next; null: none, before another has ended. */
  readonly next: () => Run | null;
  /** Brings a run to its end, and does not reject. */
  readonly bringToEnd: (run: Run, slot: Slot) => Promise<void>;
  /** No run begins any more. */
  readonly stop: AbortSignal;
}

/**
 * Keeps so many slots busy until nothing is left to run. A slot that is free takes the next run while
 * the one before is still being stored; it waits for that before it takes one more.
 */
export async function keepBusy<Run>(
  slots: number,
  { next, bringToEnd, stop }: Work<Run>,
): Promise<void> {
  let running = 0;
  let ended = Promise.withResolvers<void>();
  const work = async (_: unknown, worker: number) => {
    let before = Promise.resolve();
    while (!stop.aborted) {
      const run = next();
      if (run === null) {
        if (running === 0) return;
        await ended.promise; // it may let another trial be made
        continue;
      }
      running++;
      const free = Promise.withResolvers<void>();
      const end = bringToEnd(run, { worker, onFree: free.resolve }).then(() => {
        running--;
        ended.resolve();
        ended = Promise.withResolvers();
        free.resolve();
      });
      await Promise.all([before, free.promise]);
      before = end;
    }
    await before;
  };
  await Promise.all(Array.from({ length: slots }, work));
}
